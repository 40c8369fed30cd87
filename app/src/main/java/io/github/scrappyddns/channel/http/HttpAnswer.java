package io.github.scrappyddns.channel.http;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.url.Secrets;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * What a server answered.
 *
 * @param headers by name in lower case; of several with the same name, the first
 * @param text the body, read as UTF-8 and cut if it is too long
 * @param whole whether the body ended as it was announced and was not cut
 * @param at when it arrived
 * @param spread from 0 to 1, drawn for this answer: how much longer than asked we rest, so that
 *     many installations do not return at once
 * @param secrets which the request held, and the answer may repeat
 */
public record HttpAnswer(
    int status,
    Map<String, String> headers,
    String text,
    boolean whole,
    Instant at,
    double spread,
    Secrets secrets) {
  private static final Duration SHORTEST_REST = Duration.ofSeconds(1);
  private static final Pattern PAGE =
      Pattern.compile(
          "(?i)\\W*(<\\?xml[^>]*>\\s*)?"
              + "<(!doctype\\s+html|!--|(html|head|meta|title|body|script|style|center|h1|p)\\b)");

  /** Where services put it that something went wrong. */
  private static final List<String> ERRORS =
      List.of("error", "errors", "errorCode", "error_code", "errcode");

  /** Where services put what they have to say. */
  private static final List<String> SENTENCES =
      List.of(
          "/error",
          "/error/message",
          "/errorDescription",
          "/description",
          "/message",
          "/errors",
          "/error_description",
          "/info",
          "/errmsg",
          "/msg",
          "/ocs/meta/message");

  public HttpAnswer {
    headers = Map.copyOf(headers);
  }

  public Optional<String> header(String name) {
    return Optional.ofNullable(headers.get(name.toLowerCase(Locale.ROOT)));
  }

  public JsonNode json() {
    return Json.parse(text);
  }

  public boolean successful() {
    return status >= 200 && status < 300;
  }

  /** Whether the status is one of these. */
  public boolean is(int... statuses) {
    return IntStream.of(statuses).anyMatch(each -> each == status);
  }

  /** Whether the text, in lower case, holds one of these. */
  public boolean says(String... words) {
    String spoken = text.toLowerCase(Locale.ROOT);
    return Stream.of(words).anyMatch(spoken::contains);
  }

  /** Whether the JSON value at this place is {@code true}, and not a word or number like it. */
  public boolean affirms(String place) {
    return json().at(place).isBoolean() && json().at(place).booleanValue();
  }

  /** Whether the JSON value at this place is one of these numbers, and not a word like it. */
  public boolean numbers(String place, int... numbers) {
    JsonNode value = json().at(place);
    return value.isIntegralNumber()
        && value.canConvertToInt()
        && IntStream.of(numbers).anyMatch(each -> each == value.intValue());
  }

  /** Whether it names an error, as no service does that says yes. */
  public boolean complains() {
    return ERRORS.stream().map(json()::path).anyMatch(HttpAnswer::something);
  }

  private static boolean something(JsonNode value) {
    return value.isContainerNode()
        ? !value.isEmpty()
        : value.isTextual() ? !value.textValue().isBlank() : value.asDouble() != 0;
  }

  /**
   * Whether this is a web page, which proxies and captive portals send instead of the service's
   * answer.
   */
  public boolean page() {
    return PAGE.matcher(text).lookingAt()
        || (text.stripLeading().startsWith("<")
            && header("content-type").filter(type -> type.contains("html")).isPresent());
  }

  /** How long the {@code Retry-After} header asks us to rest. */
  public Optional<Duration> retryAfter() {
    return header("retry-after").flatMap(value -> RetryAfter.parse(value, at));
  }

  /** Rests for as long as the header says, otherwise for this long. */
  public DeliveryResult restAsAsked(Duration otherwise) {
    return rest(retryAfter().orElse(otherwise));
  }

  /** Rests for this long and, since others may have been told the same, up to a tenth longer. */
  public DeliveryResult rest(Duration asked) {
    Duration rest = asked.compareTo(SHORTEST_REST) < 0 ? SHORTEST_REST : asked;
    long more = Math.round(spread * Math.max(1000, rest.toMillis() / 10.0));
    return DeliveryResult.waitUntil(at.plus(rest).plusMillis(more), describe());
  }

  /** Rests until a quota resets, and up to a minute longer. */
  public DeliveryResult restUntil(Instant renewal) {
    Duration left = Duration.between(at, renewal);
    if (left.compareTo(SHORTEST_REST) < 0) {
      return rest(SHORTEST_REST);
    }
    return DeliveryResult.waitUntil(renewal.plusMillis(Math.round(spread * 60_000)), describe());
  }

  /** The next midnight in UTC, when daily quotas reset. */
  public Instant nextMidnight() {
    return at.atOffset(ZoneOffset.UTC)
        .toLocalDate()
        .plusDays(1)
        .atTime(LocalTime.MIDNIGHT)
        .toInstant(ZoneOffset.UTC);
  }

  /** The status and what the server said, in one short line. */
  public String describe() {
    String words = page() ? "a web page" : spoken();
    return words.isBlank() ? "HTTP " + status : "HTTP " + status + ": " + quote(words);
  }

  /** Words out of it in one short line, without the secrets. */
  public String quote(String words) {
    return Quotation.of(words, secrets);
  }

  private String spoken() {
    JsonNode json = json();
    for (String place : SENTENCES) {
      JsonNode value = json.at(place);
      if (value.isTextual() && !value.textValue().isBlank()) {
        return value.textValue();
      }
      if (value.isArray() && !value.isEmpty()) {
        return value.toString();
      }
    }
    return json.isObject() && successful() ? "" : text;
  }
}
