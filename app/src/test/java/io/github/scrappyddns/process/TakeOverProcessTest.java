package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.InstalledProgram.Ended;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** {@code takeover} as an operator types it, and the real clients with the settings it prints. */
class TakeOverProcessTest {
  private static final Pattern TOKEN = Pattern.compile("[A-HJ-NP-Za-km-z2-9]{24}");

  @TempDir Path directory;
  private ServiceHome home;

  @SuppressWarnings("NullAway.Init")
  private PushReceiver phone;

  @SuppressWarnings("NullAway.Init")
  private RunningJar service;

  @BeforeEach
  void serve() {
    home = new ServiceHome(directory).list("a-token-of-somebody-else:Elsewhere");
  }

  /** Prints the settings that a file becomes, and has the service know their token. */
  private String settings(Path file) throws IOException {
    phone = home.phone();
    service = home.serve();
    try (RunningJar takeOver =
        home.run("takeover", "--server", "http://127.0.0.1:" + service.port(), file.toString())) {
      assertThat(takeOver.exitStatus()).as(takeOver.output()).isZero();
      String output = takeOver.output();
      assertThat(output).contains("\"scrappy-ddns\": 1").doesNotContain("old-password");
      String settings = output.substring(output.indexOf("from now on:") + 12).strip() + "\n";
      Matcher token = TOKEN.matcher(settings);
      assertThat(token.find()).as(output).isTrue();
      home.list("a-token-of-somebody-else:Elsewhere", token.group() + ":Home");
      Await.until(
          "the token is in force", () -> service.output().contains("2 tokens are in force"));
      return settings;
    }
  }

  private void close() {
    service.close();
    phone.close();
  }

  @Test
  void ddclient_checks_in_with_the_settings_that_its_own_became() throws IOException {
    Path old = directory.resolve("old.conf");
    Files.writeString(
        old,
        """
        daemon=300
        min-interval=0
        min-error-interval=0
        ssl=yes
        use=cmd, cmd='echo 203.0.113.7'
        protocol=dyndns2, server=members.dyndns.org, login=me, password=old-password \\
        home.example.com, other.example.com
        """);
    String settings = settings(old);
    try {
      Path file = directory.resolve("ddclient.conf");
      Files.writeString(file, settings);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      Ended ended =
          InstalledProgram.named("ddclient", "ddclient")
              .run(
                  directory,
                  "-foreground",
                  "-daemon=0",
                  "-verbose",
                  "-noquiet",
                  "-file",
                  file.toString(),
                  "-cache",
                  directory.resolve("cache").toString(),
                  "-pid",
                  directory.resolve("pid").toString());
      assertThat(ended.status()).as(settings + ended.output()).isZero();
      assertThat(ended.output())
          .contains("updating home.example.com: good", "updating other.example.com: good");
      assertThat(phone.next()).startsWith("Home is at 203.0.113.7");
    } finally {
      close();
    }
  }

  @Test
  void inadyn_checks_in_with_the_settings_that_its_own_became() throws IOException {
    Path old = directory.resolve("old.conf");
    Files.writeString(
        old,
        """
        period = 300
        provider default@dyndns.org {
            username = me
            password = old-password
            hostname = { "home.example.com", "other.example.com" }
            checkip-command = "/bin/echo 203.0.113.7"
        }
        """);
    String settings = settings(old);
    try {
      Ended ended =
          InstalledProgram.named("inadyn", "inadyn")
              .run(
                  directory,
                  "-1",
                  "-n",
                  "-l",
                  "debug",
                  "--cache-dir=" + Files.createDirectories(directory.resolve("cache")),
                  "-P",
                  directory.resolve("pid").toString(),
                  "-f",
                  Files.writeString(directory.resolve("inadyn.conf"), settings).toString());
      assertThat(ended.status()).as(settings + ended.output()).isZero();
      assertThat(ended.output()).contains("Successful alias table update");
      assertThat(phone.next()).startsWith("Home is at 203.0.113.7");
    } finally {
      close();
    }
  }

  @Test
  void of_what_it_does_not_know_it_says_what_it_would() throws IOException {
    Path file = Files.writeString(directory.resolve("words.txt"), "just words\n");
    try (RunningJar takeOver = home.run("takeover", file.toString())) {
      assertThat(takeOver.exitStatus()).isEqualTo(2);
      assertThat(takeOver.output()).contains("this is none of the files that can be taken over");
    }
    try (RunningJar takeOver = home.run("takeover", directory.resolve("none").toString())) {
      assertThat(takeOver.exitStatus()).isNotZero();
      assertThat(takeOver.output()).doesNotContain("Exception in");
    }
  }
}
