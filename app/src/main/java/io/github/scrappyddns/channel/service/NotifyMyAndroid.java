package io.github.scrappyddns.channel.service;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.http.ServerAddress;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Redaction;
import io.github.scrappyddns.encoding.PercentEncoding;
import java.io.StringReader;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import javax.xml.stream.XMLInputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamReader;
import org.jspecify.annotations.Nullable;

/**
 * A key of Prowl, or of a server that speaks Notify My Android's API; they differ in a few words.
 *
 * <p>The public Notify My Android closed in 2018, so there is no address to fall back on.
 */
public final class NotifyMyAndroid implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "Notify My Android",
              "nma://api_key[/developer_key]?server=https://host[/path]; priority=-2…2 url=",
              (url, surroundings) -> open(url, surroundings, Dialect.ANDROID, server(url)),
              "nma")
          .credential()
          .options("server", "url")
          .scale(Priority.Scale.AROUND_ZERO);

  public static final ChannelKind PROWL =
      ChannelKind.of(
              "Prowl",
              "prowl://api_key[/provider_key]; priority=-2…2 url=",
              (url, surroundings) ->
                  open(
                      url,
                      surroundings,
                      Dialect.PROWL,
                      surroundings.service("https://api.prowlapp.com")),
              "prowl")
          .credential()
          .options("url")
          .scale(Priority.Scale.AROUND_ZERO);

  private enum Dialect {
    ANDROID("Notify My Android", "/publicapi/notify", "developerkey"),
    PROWL("Prowl", "/publicapi/add", "providerkey");

    private final String title;
    private final String path;
    private final String developer;

    Dialect(String title, String path, String developer) {
      this.title = title;
      this.path = path;
      this.developer = developer;
    }
  }

  private static final Duration LIMIT_REST = Duration.ofHours(1);
  private static final XMLInputFactory XML = safeFactory();

  private static final Answers ANSWERS =
      Answers.marked(answer -> answer.is(200) && verdict(answer).containsKey("success"))
          .when(answer -> answer.is(402, 406), NotifyMyAndroid::overLimit)
          .when(
              answer -> refused(answer, 400) && answer.says("too long"),
              answer -> DeliveryResult.badMessage(describe(answer)))
          .when(
              answer -> refused(answer, 401, 409),
              answer -> DeliveryResult.badChannel(describe(answer)));

  private final HttpSender http;
  private final URI root;
  private final Dialect dialect;
  private final Map<String, String> form;

  private NotifyMyAndroid(HttpSender http, URI root, Dialect dialect, Map<String, String> form) {
    this.http = http;
    this.root = root;
    this.dialect = dialect;
    this.form = form;
  }

  /** Somebody else's server must not read our files or make us call addresses. */
  private static XMLInputFactory safeFactory() {
    XMLInputFactory factory = XMLInputFactory.newFactory();
    factory.setProperty(XMLInputFactory.SUPPORT_DTD, false);
    factory.setProperty(XMLInputFactory.IS_SUPPORTING_EXTERNAL_ENTITIES, false);
    return factory;
  }

  private static URI server(ChannelUrl url) {
    return ServerAddress.named(url)
        .orElseThrow(
            () ->
                new ChannelUrlException(
                    "the public service closed in 2018: name another with server=https://…"));
  }

  private static List<Receiver> open(
      ChannelUrl url, Surroundings surroundings, Dialect dialect, URI root) {
    if (url.user().isPresent() || url.path().size() > 1) {
      throw new ChannelUrlException("it holds more than a key and a developer's key");
    }
    Map<String, String> form = new LinkedHashMap<>();
    form.put("apikey", url.host());
    url.path().forEach(key -> form.put(dialect.developer, key));
    url.query().option("url").ifPresent(link -> form.put("url", link));
    return List.of(receiver(surroundings, root, dialect, form));
  }

  /** The receivers of comma-separated keys, notified together. */
  public static Receiver receiver(Surroundings surroundings, URI root, String keys) {
    return receiver(surroundings, root, Dialect.ANDROID, Map.of("apikey", keys));
  }

  private static Receiver receiver(
      Surroundings surroundings, URI root, Dialect dialect, Map<String, String> form) {
    String keys = form.getOrDefault("apikey", "").replace(" ", "");
    if (!keys.matches("[A-Za-z0-9]+(,[A-Za-z0-9]+)*")) {
      throw new ChannelUrlException("an API key is letters and digits; commas separate several");
    }
    Map<String, String> cleaned = new LinkedHashMap<>(form);
    cleaned.put("apikey", keys);
    String text = root.toString();
    URI trimmed = text.endsWith("/") ? URI.create(text.substring(0, text.length() - 1)) : root;
    return new Receiver(
        dialect.title + " " + Redaction.start(keys),
        new NotifyMyAndroid(surroundings.sender(), trimmed, dialect, cleaned));
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    Map<String, String> fields = new LinkedHashMap<>(form);
    fields.put("application", "Scrappy DDNS");
    fields.put("event", Excerpt.ofLength(alert.title(), 1000));
    fields.put("description", Excerpt.ofLength(alert.body(), 10000));
    fields.put("priority", Integer.toString(priority.level()));
    return http.send(HttpCall.postForm(URI.create(root + dialect.path), fields), ANSWERS);
  }

  private static boolean refused(HttpAnswer answer, int... statuses) {
    return answer.is(statuses) && verdict(answer).containsKey("error");
  }

  private static String describe(HttpAnswer answer) {
    String told = verdict(answer).getOrDefault("error", "");
    return told.isBlank()
        ? answer.describe()
        : "HTTP " + answer.status() + ": " + answer.quote(told);
  }

  /** Prowl names the second in which the hour ends, Notify My Android the minutes until then. */
  private static DeliveryResult overLimit(HttpAnswer answer) {
    Map<String, String> verdict = verdict(answer);
    Instant latest = answer.at().plus(Duration.ofDays(1));
    Optional<Instant> date =
        number(verdict.get("resetdate"))
            .map(Instant::ofEpochSecond)
            .filter(at -> at.isAfter(answer.at()) && at.isBefore(latest));
    Optional<Instant> timer =
        number(verdict.get("resettimer"))
            .map(minutes -> answer.at().plus(Duration.ofMinutes(minutes)))
            .filter(at -> at.isAfter(answer.at()) && at.isBefore(latest));
    return date.or(() -> timer).map(answer::restUntil).orElseGet(() -> answer.rest(LIMIT_REST));
  }

  private static Optional<Long> number(@Nullable String text) {
    return Optional.ofNullable(text)
        .filter(digits -> digits.matches("\\d{1,12}"))
        .map(Long::valueOf);
  }

  /** The attributes of the answer's verdict and, under the verdict's name, its text. */
  private static Map<String, String> verdict(HttpAnswer answer) {
    Map<String, String> verdict = new LinkedHashMap<>();
    try {
      XMLStreamReader xml = XML.createXMLStreamReader(new StringReader(answer.text()));
      while (xml.hasNext()) {
        if (xml.next() != XMLStreamReader.START_ELEMENT) {
          continue;
        }
        String name = xml.getLocalName();
        if (name.equals("success") || name.equals("error")) {
          for (int i = 0; i < xml.getAttributeCount(); i++) {
            verdict.put(xml.getAttributeLocalName(i), xml.getAttributeValue(i));
          }
          verdict.put(name, xml.getElementText().strip());
        }
      }
    } catch (XMLStreamException e) {
      verdict.remove("success");
    }
    return verdict;
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    String key = PercentEncoding.encode(form.getOrDefault("apikey", ""));
    URI verify = URI.create(root + "/publicapi/verify?apikey=" + key);
    return Optional.of(http.ask(HttpCall.get(verify), ANSWERS));
  }
}
