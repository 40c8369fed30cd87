package io.github.scrappyddns.dist;

import static org.assertj.core.api.Assertions.assertThat;

import com.icegreen.greenmail.util.GreenMail;
import com.icegreen.greenmail.util.ServerSetup;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The parts of Java that the package brings do for what most installations never use, too. */
class BundledRuntimeInstallTest {
  private static final Path LAUNCHER =
      Path.of("target", "deb", "root", "bin", "scrappy-ddns").toAbsolutePath();
  private static final String TOKEN = "the-token-of-the-home";

  @TempDir Path directory;

  @Test
  void it_keeps_its_state_in_postgresql_by_password_and_sends_mail_by_tls() throws Exception {
    assertThat(LAUNCHER).as("'make deb' lays it out").exists();
    Files.writeString(directory.resolve("token.list"), TOKEN + ":Home\n");
    GreenMail mail = new GreenMail(new ServerSetup(0, "127.0.0.1", ServerSetup.PROTOCOL_SMTPS));
    mail.start();
    mail.setUser("dad@example.org", "dad", "unused");
    mail.setUser("me@example.org", "me", "a-password");
    try (EmbeddedPostgres postgres = EmbeddedPostgres.start()) {
      onlyByPassword(postgres);
      String database =
          "jdbc:postgresql://127.0.0.1:%d/ddns?user=ddns&password=another-password"
              .formatted(postgres.getPort());
      String channel =
          "mailtos://me:a-password@127.0.0.1:%d/dad@example.org?from=me@example.org&mode=ssl&verify=no"
              .formatted(mail.getSmtps().getPort());
      try (RunningJar service =
          RunningJar.serve(
              directory,
              Map.of("SCRAPPY_DATABASE_URL", database, "SCRAPPY_NOTIFY_URLS", channel),
              List.of(LAUNCHER.toString(), "localhost", "0"))) {
        assertThat(service.get("/" + TOKEN + "?ip_address=203.0.113.7")).isEqualTo("OK");
        Await.until("the letter is there", () -> mail.getReceivedMessages().length == 1);
        assertThat(mail.getReceivedMessages()[0].getContent().toString())
            .contains("Home is at 203.0.113.7");
      }
      assertThat(addresses(postgres)).isEqualTo("203.0.113.7");
    } finally {
      mail.stop();
    }
  }

  /** A user who must prove a password by SCRAM-SHA-256, as a server of today asks. */
  private static void onlyByPassword(EmbeddedPostgres postgres) throws Exception {
    try (Connection connection = postgres.getPostgresDatabase().getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER ddns PASSWORD 'another-password'");
      statement.execute("CREATE DATABASE ddns OWNER ddns");
      ResultSet file = statement.executeQuery("SHOW hba_file");
      assertThat(file.next()).isTrue();
      Path rules = Path.of(file.getString(1));
      Files.writeString(
          rules, "host all ddns 127.0.0.1/32 scram-sha-256\n" + Files.readString(rules));
      statement.execute("SELECT pg_reload_conf()");
    }
  }

  private static String addresses(EmbeddedPostgres postgres) throws Exception {
    try (Connection connection = postgres.getDatabase("postgres", "ddns").getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT string_agg(address, ' ') FROM address")) {
      assertThat(rows.next()).isTrue();
      return rows.getString(1);
    }
  }
}
