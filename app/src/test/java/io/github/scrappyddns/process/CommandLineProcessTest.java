package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands as an operator types them. */
class CommandLineProcessTest {
  @TempDir Path directory;
  private ServiceHome home;

  @BeforeEach
  void open() {
    home = new ServiceHome(directory);
  }

  @Test
  void the_first_start_makes_a_token_list_and_says_what_to_call() throws IOException {
    try (RunningJar service = home.serve()) {
      Pattern printed = Pattern.compile("http://127.0.0.1:\\d+(/\\S+)\\s");
      Await.until("the URL is printed", () -> printed.matcher(service.output()).find());
      Matcher url = printed.matcher(service.output());
      assertThat(url.find()).isTrue();
      assertThat(service.get(url.group(1))).isEqualTo("OK");
      assertThat(service.output()).contains("No channel is configured");
      Await.until(
          "the alert is in the log",
          () -> service.output().contains("My network is at 127.0.0.1 (first check-in)"));
      Path list = directory.resolve("token.list");
      assertThat(list).content().contains(url.group(1).substring(1) + ":My network");
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(list)))
          .isEqualTo("rw-------");
      service.stop();
      assertThat(service.exitStatus()).isIn(0, 143);
      assertThat(directory.resolve("scrappy-ddns.db-wal")).doesNotExist();
    }
  }

  @Test
  void a_token_line_is_fresh_each_time_and_ready_for_the_list() {
    try (RunningJar first = home.run("token", "Summer house: north");
        RunningJar second = home.run("token")) {
      assertThat(first.output()).matches("[A-Za-z0-9]{24}:Summer house: north\n");
      assertThat(second.output()).matches("[A-Za-z0-9]{24}:My network\n");
      try (RunningJar nameless = home.run("token", " ")) {
        assertThat(nameless.exitStatus()).isEqualTo(2);
      }
      assertThat(first.output().substring(0, 24)).isNotEqualTo(second.output().substring(0, 24));
    }
  }

  @Test
  void check_reports_all_problems_of_all_parts_and_exits_with_2() throws IOException {
    home.list("short:A", "no colon here", "health:B");
    Files.writeString(
        directory.resolve("scrappy-ddns.conf"),
        "PROXY_COUNT='many'\nPROXI_COUNT=1\nimport os\nPUSH_USER_KEY='u'\n");
    try (RunningJar check =
        home.run(Map.of("SCRAPPY_NOTIFY_URLS", "nfty://x/secret-topic"), "check")) {
      assertThat(check.exitStatus()).isEqualTo(2);
      assertThat(check.output())
          .contains("scrappy-ddns.conf line 1: PROXY_COUNT must be a number")
          .contains("scrappy-ddns.conf line 2: unknown key PROXI_COUNT; did you mean PROXY_COUNT?")
          .contains("scrappy-ddns.conf line 3: expected KEY='value'")
          .contains("PUSH_USER_KEY and PUSH_APP_KEY")
          .contains("token.list line 2: expected <token>:<name>")
          .contains("token.list line 3: this word is a path of the service itself")
          .contains("nfty")
          .doesNotContain("secret-topic");
    }
    try (RunningJar serve = home.run("localhost", "0")) {
      assertThat(serve.exitStatus()).isEqualTo(2);
      assertThat(directory.resolve("scrappy-ddns.db")).doesNotExist();
    }
  }

  @Test
  void check_of_a_good_configuration_exits_with_0_and_changes_nothing() throws IOException {
    home.list("a-token-that-is-long-enough:Home");
    try (RunningJar check = home.run("check")) {
      assertThat(check.exitStatus()).isZero();
      assertThat(check.output()).contains("All is well: 1 token, alerts by log");
      assertThat(directory.toFile().list()).containsExactly("token.list");
    }
  }

  @Test
  void the_key_of_the_closed_service_makes_no_channel_and_names_what_lives() {
    Map<String, String> settings = Map.of("SCRAPPY_ANDROID_PUSH_API_KEY", PushReceiver.KEY);
    try (RunningJar check = home.run(settings, "check");
        RunningJar service = home.serve(settings)) {
      assertThat(check.exitStatus()).isZero();
      assertThat(check.output()).contains("closed in 2018").contains("ntfy").contains("Pushover");
      assertThat(service.output()).contains("closed in 2018").contains("alerts by log");
    }
  }

  @Test
  void send_test_says_of_every_channel_what_became_of_it() throws IOException {
    home.list("a-token-that-is-long-enough:Home");
    try (PushReceiver receiver = home.phone()) {
      try (RunningJar test = home.run("send-test")) {
        assertThat(test.output()).contains("delivered");
        assertThat(test.exitStatus()).isZero();
        assertThat(receiver.next()).contains("This is a test");
      }
    }
    try (RunningJar test = home.run("send-test")) {
      assertThat(test.output()).contains("could not be reached");
      assertThat(test.exitStatus()).isEqualTo(1);
    }
  }

  @Test
  void a_port_in_use_and_a_misspelt_command_are_told_in_a_line() throws IOException {
    try (ServerSocket taken = new ServerSocket(0, 5, InetAddress.getLoopbackAddress());
        RunningJar busy = home.run("127.0.0.1", "" + taken.getLocalPort());
        RunningJar misspelt = home.run("chekc");
        RunningJar beyond = home.run("127.0.0.1", "65536")) {
      assertThat(busy.exitStatus()).isEqualTo(1);
      assertThat(busy.output()).contains("Cannot listen on 127.0.0.1 port").doesNotContain("\tat ");
      assertThat(misspelt.exitStatus()).isEqualTo(2);
      assertThat(misspelt.output()).contains("neither a sub-command nor an address");
      assertThat(beyond.exitStatus()).isEqualTo(2);
      assertThat(beyond.output()).contains("The port must be a number from 0 to 65535");
      assertThat(directory.resolve("token.list"))
          .as("the first start that succeeds is to tell what to call")
          .doesNotExist();
    }
  }

  @Test
  void version_and_help_answer() {
    try (RunningJar version = home.run("--version");
        RunningJar help = home.run("--help")) {
      assertThat(version.output())
          .matches("Scrappy DDNS \\d+\\.\\d+\\.\\d+\\S* \\(build \\S+\\)\n");
      assertThat(help.output()).contains("<bind_address>").contains("send-test");
    }
  }

  @Test
  void the_demo_opens_the_dashboard_shows_alerts_and_leaves_nothing_behind() {
    Path temporary = directory.resolve("temporary");
    temporary.toFile().mkdir();
    List<String> command = new ArrayList<>(RunningJar.command("demo"));
    command.add(1, "-Djava.io.tmpdir=" + temporary);
    try (RunningJar demo = home.serve(command)) {
      Matcher link = Pattern.compile("http://\\S+(/login\\?link=\\S+)").matcher(demo.output());
      assertThat(link.find()).isTrue();
      assertThat(demo.get(link.group(1))).contains("Sign in by this link");
      Await.until("a network moves and is told of", () -> demo.output().contains("      | "));
      demo.stop();
    }
    assertThat(temporary).isEmptyDirectory();
  }
}
