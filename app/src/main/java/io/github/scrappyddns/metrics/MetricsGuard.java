package io.github.scrappyddns.metrics;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.http.LoopbackHost;
import io.github.scrappyddns.http.Request;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Who may see the figures: who sends the token of the settings; where there is none, who calls from
 * this machine itself, and is not let through by a proxy that runs there.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc6750">RFC 6750, bearer tokens</a>
 */
public final class MetricsGuard {
  private static final Pattern BEARER = Pattern.compile("(?i)Bearer +([^ ]+) *");

  /** What a proxy adds, and no program on the machine. */
  private static final List<String> TRACES_OF_A_PROXY =
      List.of("X-Forwarded-For", "Forwarded", "X-Real-IP", "Via");

  private final Optional<byte[]> token;
  private final Function<Request, Duration> brake;

  /**
   * @param token empty where there is none
   * @param brake counts a wrong token; gives how long to hold back the answer
   */
  public MetricsGuard(Optional<String> token, Function<Request, Duration> brake) {
    this.token = token.map(text -> text.getBytes(UTF_8));
    this.brake = brake;
  }

  boolean asksForToken() {
    return token.isPresent();
  }

  boolean admits(Request request) {
    return token.isPresent() ? holds(request, token.get()) : isFromHere(request);
  }

  /** Counts a refusal; who sends no token at all has guessed nothing. */
  Duration refuse(Request request) {
    return request.headers().values("Authorization").isEmpty()
        ? Duration.ZERO
        : brake.apply(request);
  }

  private static boolean holds(Request request, byte[] token) {
    for (String field : request.headers().values("Authorization")) {
      Matcher bearer = BEARER.matcher(field);
      if (bearer.matches() && MessageDigest.isEqual(token, bearer.group(1).getBytes(UTF_8))) {
        return true;
      }
    }
    return false;
  }

  private static boolean isFromHere(Request request) {
    return Scope.of(request.peer()) == Scope.LOOPBACK
        && TRACES_OF_A_PROXY.stream().allMatch(name -> request.headers().values(name).isEmpty())
        // Another name leads here from elsewhere, or was made up for it by a page from there.
        && request.headers().values("Host").stream().allMatch(LoopbackHost::is);
  }
}
