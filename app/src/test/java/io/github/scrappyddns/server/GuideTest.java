package io.github.scrappyddns.server;

import static com.google.common.collect.ImmutableList.toImmutableList;
import static io.github.scrappyddns.testing.SmallService.HOME;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.collect.ImmutableList;
import io.github.scrappyddns.client.Access;
import io.github.scrappyddns.client.Client;
import io.github.scrappyddns.client.Clients;
import io.github.scrappyddns.server.RawConnection.Answer;
import io.github.scrappyddns.words.Language;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every path that the guide tells people to type, called as their clients would. */
class GuideTest {
  private static final Pattern PATH =
      Pattern.compile("/(?:" + HOME + "|nic/update|update\\?|myip|checkip)[^\\s\"'`\\\\;]*");

  /** What each client puts in place of its placeholders. */
  private static final Map<String, String> VALUES =
      Map.ofEntries(
          Map.entry("<ipaddr>", "203.0.113.7"),
          Map.entry("<ip6addr>", "2001:db8::7"),
          Map.entry("<username>", "home"),
          Map.entry("[IP]", "2001:0db8:0000:0000:0000:0000:0000:0007"),
          Map.entry("%IP%", "203.0.113.7"),
          Map.entry("%i", "203.0.113.7"),
          Map.entry("%h", "home"),
          Map.entry("@IP", "203.0.113.7"),
          Map.entry("@IP6", "2001:db8::7"),
          Map.entry("[[IP]]", "203.0.113.7"),
          Map.entry("[[DOMAIN]]", "home.example.com"),
          Map.entry("#{ip}", "203.0.113.7"),
          Map.entry("__MYIP__", "203.0.113.7"),
          Map.entry("__HOSTNAME__", "home.example.com"),
          Map.entry("__USERNAME__", "home"),
          Map.entry("__PASSWORD__", HOME),
          Map.entry("$1", "203.0.113.7"));

  /** {@code @IP6} before {@code @IP}. */
  private static final ImmutableList<String> LONGEST_FIRST =
      VALUES.keySet().stream()
          .sorted(Comparator.comparingInt(String::length).reversed())
          .collect(toImmutableList());

  @TempDir Path directory;
  private ServedService served;

  @BeforeEach
  void start() throws IOException {
    served = new ServedService(directory);
  }

  @AfterEach
  void stop() {
    served.close();
  }

  static Stream<Client> clients() {
    return new Clients(Language.ENGLISH).all().stream();
  }

  @ParameterizedTest
  @MethodSource("clients")
  void what_people_are_told_to_type_is_answered_as_their_client_wants_it(Client client)
      throws IOException {
    List<String> paths = paths(client);
    assertThat(paths).isNotEmpty();
    boolean declares = false;
    for (String path : paths) {
      String called = path;
      for (String placeholder : LONGEST_FIRST) {
        called = called.replace(placeholder, VALUES.getOrDefault(placeholder, ""));
      }
      assertAnswered(called, path);
      declares |= !called.equals(path);
    }
    assertThat(served.service().story(HOME))
        .containsAnyOf(
            declares
                ? new String[] {
                  "FIRST_SEEN 203.0.113.7", "FIRST_SEEN 2001:db8::7", "CHANGED 203.0.113.7"
                }
                : new String[] {"FIRST_SEEN 127.0.0.1"});
  }

  @ParameterizedTest
  @MethodSource("clients")
  void placeholders_that_a_client_does_not_fill_in_do_no_harm(Client client) throws IOException {
    for (String path : paths(client)) {
      assertAnswered(
          path.replace("__PASSWORD__", HOME).replace("$1", "").replace("[[IP]]", ""), path);
    }
    assertThat(served.service().story(HOME)).isSubsetOf("FIRST_SEEN 127.0.0.1");
  }

  /** A guide may say something else where the service has no TLS, or another port than 443. */
  private List<String> paths(Client client) {
    return Stream.of(
            "http://127.0.0.1", "https://ddns.example.com", "https://ddns.example.com:8443")
        .map(server -> client.guide(new Access(URI.create(server), HOME, "Home")))
        .flatMap(guide -> PATH.matcher(guide).results())
        .map(MatchResult::group)
        .map(path -> path.replaceFirst("[.,:)]$", ""))
        .distinct()
        .toList();
  }

  /** A path that holds no credentials is called with those that the client is given. */
  private void assertAnswered(String path, String as) throws IOException {
    String credentials = Base64.getEncoder().encodeToString(("home:" + HOME).getBytes(UTF_8));
    Answer answer =
        RawConnection.exchange(
            served.port(),
            "GET "
                + path
                + " HTTP/1.1\r\nHost: x\r\nAuthorization: Basic "
                + credentials
                + "\r\n\r\n");
    assertThat(answer.status()).as(as).isEqualTo(200);
    assertThat(answer.body())
        .as(as)
        .matches(
            path.startsWith("/nic/update")
                ? "(good|nochg) \\S+\n"
                : path.startsWith("/" + HOME) || path.startsWith("/update?")
                    ? "OK"
                    : "(?s).*127\\.0\\.0\\.1.*");
  }
}
