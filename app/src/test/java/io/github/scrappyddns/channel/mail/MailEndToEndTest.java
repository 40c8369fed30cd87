package io.github.scrappyddns.channel.mail;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.registry.LocalChannels;
import io.github.scrappyddns.channel.testing.Certificates;
import io.github.scrappyddns.testing.HandClock;
import jakarta.mail.internet.MimeMessage;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.auth.EasyAuthenticationHandlerFactory;
import org.subethamail.smtp.auth.LoginFailedException;
import org.subethamail.smtp.server.SMTPServer;

/** E-mail through two mail servers that others wrote. */
class MailEndToEndTest {
  private static final Duration AMPLE = Duration.ofSeconds(20);
  private static final Alert ODD =
      new Alert(
          "scrappy-1-2",
          "Address of \"Büro\" & <Zuhause> 🏡",
          "Büro <&*_\"> 🏡 is at 2001:db8::7\n.\nSince noon.");

  @TempDir static Path directory;
  private static SSLContext trusted = LocalChannels.systemTrust();

  private final List<String> received = new ArrayList<>();

  @BeforeAll
  static void certificate() throws Exception {
    trusted = Certificates.selfSigned(directory, "ip:127.0.0.1,dns:localhost");
  }

  private static DeliveryResult deliver(String url, Alert alert, SSLContext tls) throws Exception {
    return new LocalChannels("http://127.0.0.1", AMPLE, tls).open(url).get(0).deliver(alert);
  }

  private SMTPServer.Builder server() {
    return SMTPServer.port(0)
        .bindAddress(InetAddress.getLoopbackAddress())
        .hostName("mail.example.org")
        .authenticationHandlerFactory(
            new EasyAuthenticationHandlerFactory(
                (user, password, context) -> {
                  if (!password.equals("right:word")) {
                    throw new LoginFailedException();
                  }
                }))
        .messageHandler(
            (context, from, to, data) -> {
              if (to.contains("full")) {
                throw new RejectException(452, "4.2.2 Mailbox full");
              }
              received.add(from + " " + to + "\n" + new String(data, StandardCharsets.UTF_8));
            });
  }

  @Test
  void a_letter_arrives_with_every_letter_of_it() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      server.setUser("dad@example.org", "dad", "unused");
      server.setUser("me@example.org", "me", "s3cretpassword");
      String url =
          "mailto://me:s3cretpassword@127.0.0.1:"
              + server.getSmtp().getPort()
              + "/dad@example.org?from=Scrappy%20%3Cddns@example.org%3E&reply=help@example.org"
              + "&priority=high&+X-Room=attic";

      assertThat(deliver(url, ODD, trusted).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(deliver(url, ODD, trusted).outcome()).isEqualTo(Outcome.DELIVERED);

      MimeMessage letter = server.getReceivedMessages()[0];
      assertThat(letter.getSubject()).isEqualTo(ODD.title());
      assertThat(letter.getContent().toString().replace("\r\n", "\n").strip())
          .isEqualTo(ODD.body());
      assertThat(letter.getFrom()[0]).hasToString("Scrappy <ddns@example.org>");
      assertThat(letter.getReplyTo()[0]).hasToString("help@example.org");
      assertThat(letter.getHeader("Auto-Submitted")).containsExactly("auto-generated");
      assertThat(letter.getHeader("Importance")).containsExactly("high");
      assertThat(letter.getHeader("X-Room")).containsExactly("attic");
      assertThat(letter.getSentDate()).isEqualTo(java.util.Date.from(HandClock.NOON));
      assertThat(letter.getMessageID())
          .matches("<scrappy-1-2\\.[0-9a-f]{12}@example\\.org>")
          .isEqualTo(server.getReceivedMessages()[1].getMessageID());
    } finally {
      server.stop();
    }
  }

  @Test
  void a_wrong_password_speaks_against_the_channel() throws Exception {
    GreenMail server = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTP));
    server.start();
    try {
      server.setUser("me@example.org", "me", "s3cretpassword");
      String url =
          "mailto://me:wrongpassword@127.0.0.1:"
              + server.getSmtp().getPort()
              + "/dad@example.org?from=me@example.org";
      DeliveryResult result = deliver(url, ODD, trusted);

      assertThat(result.outcome()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(result.reason()).startsWith("535").doesNotContain("wrongpassword");
    } finally {
      server.stop();
    }
  }

  @Test
  void starttls_and_a_login_carry_a_letter() throws Exception {
    SMTPServer server =
        server().requireTLS().enableTLS().requireAuth().startTlsSocketFactory(trusted).build();
    server.start();
    try {
      String url =
          "mailtos://me:right%3Aword@127.0.0.1:"
              + server.getPortAllocated()
              + "/dad@example.org?from=me@example.org";

      assertThat(deliver(url, ODD, trusted).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(received).singleElement().asString().startsWith("me@example.org dad@example.org");

      String wrong = url.replace("right%3Aword", "wrong-word");
      assertThat(deliver(wrong, ODD, trusted).outcome()).isEqualTo(Outcome.BAD_CHANNEL);
    } finally {
      server.stop();
    }
  }

  @Test
  void a_certificate_that_is_not_trusted_gets_neither_password_nor_letter() throws Exception {
    SMTPServer server =
        server().requireTLS().enableTLS().requireAuth().startTlsSocketFactory(trusted).build();
    server.start();
    try {
      String url =
          "mailtos://me:right%3Aword@127.0.0.1:"
              + server.getPortAllocated()
              + "/dad@example.org?from=me@example.org";
      DeliveryResult result = deliver(url, ODD, LocalChannels.systemTrust());

      assertThat(result.outcome()).as(result.reason()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(result.reason()).contains("certificate");
      assertThat(received).isEmpty();
    } finally {
      server.stop();
    }
  }

  @Test
  void a_certificate_for_another_name_is_not_trusted() throws Exception {
    SSLContext other = Certificates.selfSigned(directory, "dns:mail.example.net");
    SMTPServer server = server().enableTLS().startTlsSocketFactory(other).build();
    server.start();
    try {
      String url =
          "mailtos://127.0.0.1:"
              + server.getPortAllocated()
              + "/dad@example.org?from=me@example.org";

      assertThat(deliver(url, ODD, other).outcome()).isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(deliver(url + "&verify=no", ODD, other).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(deliver(url + "&mode=ssl", ODD, other).outcome()).isNotEqualTo(Outcome.DELIVERED);
    } finally {
      server.stop();
    }
  }

  @Test
  void tls_from_the_first_byte_carries_a_letter() throws Exception {
    SMTPServer server = server().serverSocketFactory(trusted).build();
    server.start();
    try {
      String url =
          "mailtos://me:right%3Aword@127.0.0.1:"
              + server.getPortAllocated()
              + "/dad@example.org?from=me@example.org&mode=ssl";

      assertThat(deliver(url, ODD, trusted).outcome()).isEqualTo(Outcome.DELIVERED);
      assertThat(deliver(url, ODD, LocalChannels.systemTrust()).outcome())
          .isEqualTo(Outcome.BAD_CHANNEL);
      assertThat(received).hasSize(1);
    } finally {
      server.stop();
    }
  }

  @Test
  void each_recipient_is_a_channel_of_its_own() throws Exception {
    SMTPServer server = server().build();
    server.start();
    try {
      String url =
          "mailto://127.0.0.1:"
              + server.getPortAllocated()
              + "/dad@example.org?to=full@example.org,mum@example.org&from=me@example.org";
      List<Channel> channels = new LocalChannels("http://127.0.0.1", AMPLE, trusted).open(url);
      List<Outcome> outcomes = new ArrayList<>();
      for (Channel channel : channels) {
        outcomes.add(channel.deliver(ODD).outcome());
      }

      assertThat(channels.stream().map(Channel::name))
          .containsExactly(
              "e-mail dad@example.org", "e-mail full@example.org", "e-mail mum@example.org");
      assertThat(outcomes).containsExactly(Outcome.DELIVERED, Outcome.RETRY, Outcome.DELIVERED);
    } finally {
      server.stop();
    }
  }
}
