package io.github.scrappyddns.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.registry.LocalChannels;
import io.github.scrappyddns.channel.testing.LocalMailServer;
import jakarta.mail.internet.MimeUtility;
import java.net.InetAddress;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What a mail server is told of us and of people: in letters that it can take. */
class MailSpellingTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final String WITH_UTF_8 =
      "250-mail.example.net\r\n250-AUTH PLAIN LOGIN\r\n250-8BITMIME\r\n250 SMTPUTF8";

  private static Channel open(LocalMailServer server, String rest) {
    return new LocalChannels("http://127.0.0.1", AMPLE, LocalChannels.systemTrust())
        .open("mailto://127.0.0.1:" + server.port() + rest)
        .get(0);
  }

  private static String hello(LocalMailServer server) {
    return server.commands().get(0);
  }

  private static String header(LocalMailServer server, String name) throws Exception {
    String headers = server.letters().get(0).split("\n\n", 2)[0].replaceAll("\n[ \t]+", " ");
    String line =
        headers.lines().filter(each -> each.startsWith(name + ": ")).findFirst().orElseThrow();
    return MimeUtility.decodeText(line.substring(name.length() + 2));
  }

  @Test
  void we_are_called_by_our_full_name_or_our_address_and_never_by_the_servers_name()
      throws Exception {
    try (LocalMailServer server = LocalMailServer.start(Map.of())) {
      DeliveryResult result =
          open(server, "/dad@example.org?from=me@mail.example.org").deliver(LocalChannels.ALERT);

      assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.DELIVERED);
      assertThat(hello(server))
          .isEqualTo("EHLO " + ClientHost.on(InetAddress.getLoopbackAddress()));
    }
  }

  @Test
  void the_owner_may_choose_another_name() throws Exception {
    for (String name : List.of("home.example.org", "[192.0.2.7]", "[IPv6:2001:db8::1]")) {
      try (LocalMailServer server = LocalMailServer.start(Map.of("EHLO", "250 Ok"))) {
        open(server, "/dad@example.org?from=me@example.org&clienthost=" + name)
            .deliver(LocalChannels.ALERT);

        assertThat(hello(server)).isEqualTo("EHLO " + name);
      }
    }
  }

  @Test
  void a_name_that_means_nothing_elsewhere_is_not_told() throws Exception {
    for (String name :
        List.of("", "vm", "localhost", "localhost.localdomain", "nas.local", "pi.home.arpa")) {
      assertThat(ClientHost.fullName(name)).as(name).isEmpty();
    }
    for (String address : List.of("192.0.2.7", "2001:db8::1", "fe80:0:0:0:0:0:0:1%eth0")) {
      assertThat(ClientHost.fullName(address)).as(address).isEmpty();
    }
    assertThat(ClientHost.fullName("home.example.org")).contains("home.example.org");
    assertThat(ClientHost.literal(InetAddress.getByName("192.0.2.7"))).isEqualTo("[192.0.2.7]");
    assertThat(ClientHost.literal(InetAddress.getByName("2001:db8::1")))
        .isEqualTo("[IPv6:2001:db8:0:0:0:0:0:1]");
    assertThat(ClientHost.literal(InetAddress.getByName("fe80::1%1")))
        .isEqualTo("[IPv6:fe80:0:0:0:0:0:0:1]");
  }

  @Test
  void names_in_any_letters_travel_encoded() throws Exception {
    try (LocalMailServer server = LocalMailServer.start(Map.of())) {
      DeliveryResult result =
          open(
                  server,
                  "/J\u00fcrgen%20%3Cdad@example.org%3E?from=B\u00fcro%20%3Cme@example.org%3E"
                      + "&reply=%22M\u00fcller,%20Eva%22%20%3Ceva@example.org%3E"
                      + "&+X-Room=Dachb\u00f6den")
              .deliver(LocalChannels.ALERT);

      assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.DELIVERED);
      assertThat(server.letters().get(0).split("\n\n", 2)[0]).matches("\\p{ASCII}*");
      assertThat(header(server, "From")).isEqualTo("B\u00fcro <me@example.org>");
      assertThat(header(server, "To")).isEqualTo("J\u00fcrgen <dad@example.org>");
      assertThat(header(server, "Reply-To")).contains("M\u00fcller", "<eva@example.org>");
      assertThat(header(server, "X-Room")).isEqualTo("Dachb\u00f6den");
    }
  }

  @Test
  void the_senders_name_may_stand_by_itself() throws Exception {
    try (LocalMailServer server = LocalMailServer.start(Map.of())) {
      open(server, "/dad@example.org?from=me@example.org&fromname=B\u00fcro")
          .deliver(LocalChannels.ALERT);

      assertThat(header(server, "From")).isEqualTo("B\u00fcro <me@example.org>");
    }
  }

  @Test
  void domains_in_any_letters_travel_as_dns_has_them() throws Exception {
    try (LocalMailServer server = LocalMailServer.start(Map.of())) {
      DeliveryResult result =
          open(
                  server,
                  "/dad@b\u00fccher.example?from=me@m\u00fcller.example&reply=x@\u00fc.example")
              .deliver(LocalChannels.ALERT);

      assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.DELIVERED);
      assertThat(server.commands())
          .contains("RCPT TO:<dad@xn--bcher-kva.example>")
          .anyMatch(line -> line.startsWith("MAIL FROM:<me@xn--mller-kva.example>"));
      assertThat(header(server, "Reply-To")).isEqualTo("x@xn--tda.example");
      assertThat(header(server, "Message-ID")).endsWith("@xn--mller-kva.example>");
    }
  }

  @Test
  void letters_before_the_at_sign_need_a_server_that_can_take_them() throws Exception {
    String rest = "/j\u00fcrgen@example.org?from=me@example.org";
    try (LocalMailServer server = LocalMailServer.start(Map.of())) {
      DeliveryResult result = open(server, rest).deliver(LocalChannels.ALERT);

      assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(server.commands()).noneMatch(line -> line.startsWith("MAIL FROM"));
    }
    try (LocalMailServer server = LocalMailServer.start(Map.of("EHLO", WITH_UTF_8))) {
      DeliveryResult result = open(server, rest).deliver(LocalChannels.ALERT);

      assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.DELIVERED);
      assertThat(server.commands()).anyMatch(line -> line.matches("MAIL FROM:.* SMTPUTF8"));
      assertThat(header(server, "To")).isEqualTo("j\u00fcrgen@example.org");
    }
  }

  @Test
  void who_needs_no_such_letters_asks_for_none() throws Exception {
    try (LocalMailServer server = LocalMailServer.start(Map.of("EHLO", WITH_UTF_8))) {
      open(server, "/dad@example.org?from=B\u00fcro%20%3Cme@example.org%3E")
          .deliver(LocalChannels.ALERT);

      assertThat(server.commands()).noneMatch(line -> line.contains("SMTPUTF8"));
    }
  }
}
