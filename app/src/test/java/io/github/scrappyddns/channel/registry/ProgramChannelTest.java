package io.github.scrappyddns.channel.registry;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.Facts;
import io.github.scrappyddns.channel.Facts.Move;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.testing.Await;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a program of the owner's own is given, and what becomes of it. */
@Tag("slow")
class ProgramChannelTest {
  private static final Alert ALERT =
      new Alert(
          "scrappy-7-42-1773144000000",
          "IP address update",
          "Home is at 203.0.113.7\nSince noon.",
          "Home is at 203.0.113.7",
          7,
          Optional.of(
              new Facts(
                  Facts.Event.CHANGED,
                  "Home; $(rm -r /) é",
                  Instant.parse("2026-03-10T12:00:00.123Z"),
                  List.of(
                      new Move(Family.IPV6, Optional.empty(), address("2001:db8::7")),
                      new Move(
                          Family.IPV4,
                          Optional.of(address("203.0.113.6")),
                          address("203.0.113.7"))))));

  @TempDir Path directory;

  private final LocalChannels channels =
      new LocalChannels("http://127.0.0.1:1", Duration.ofSeconds(20), LocalChannels.systemTrust());

  private static PublicAddress address(String text) {
    return PublicAddress.parse(text).orElseThrow();
  }

  private Path program(String... lines) throws IOException {
    Path file = directory.resolve("moved it");
    Files.writeString(file, "#!/bin/sh\n" + String.join("\n", lines) + "\n");
    return withRights(file, "rwxr-xr-x");
  }

  private static Path withRights(Path file, String rights) throws IOException {
    return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(rights));
  }

  private static String url(Path file, String query) {
    return "program://" + file.toString().replace(" ", "%20") + query;
  }

  private Channel open(Path file, String query) {
    return channels.open(url(file, query)).get(0);
  }

  private DeliveryResult run(String... lines) throws Exception {
    return open(program(lines), "").deliver(ALERT);
  }

  private String written(String name) {
    try {
      return Files.readString(directory.resolve(name)).strip();
    } catch (IOException e) {
      return "";
    }
  }

  private Optional<ProcessHandle> process(String name) {
    Await.until(name, () -> !written(name).isEmpty());
    return ProcessHandle.of(Long.parseLong(written(name)));
  }

  private void awaitEndOf(String name) {
    Optional<ProcessHandle> process = process(name);
    Await.until(name + " has ended", () -> process.filter(ProcessHandle::isAlive).isEmpty());
  }

  @Test
  void it_is_given_the_alert_in_its_environment_and_nothing_else_of_ours() throws Exception {
    DeliveryResult result = run("env > " + directory + "/env", "pwd", "exit 0");

    assertThat(result).isEqualTo(DeliveryResult.delivered("exit status 0: /"));
    Map<String, String> given =
        written("env")
            .lines()
            .filter(line -> line.matches("[A-Z0-9_]+=.*"))
            .map(line -> line.split("=", 2))
            .collect(Collectors.toMap(pair -> pair[0], pair -> pair[1]));
    given.keySet().removeAll(List.of("PWD", "OLDPWD", "SHLVL", "_")); // The shell's own.
    assertThat(given).containsKey("PATH").hasSize(14);
    given.remove("PATH");
    assertThat(given)
        .containsEntry("SCRAPPY_DDNS_EVENT", "changed")
        .containsEntry("SCRAPPY_DDNS_TITLE", "IP address update")
        .containsEntry("SCRAPPY_DDNS_MESSAGE", "Home is at 203.0.113.7")
        .containsEntry("SCRAPPY_DDNS_ID", "scrappy-7-42-1773144000000")
        .containsEntry("SCRAPPY_DDNS_NETWORK", "Home; $(rm -r /) é")
        .containsEntry("SCRAPPY_DDNS_AT", "2026-03-10T12:00:00Z")
        .containsEntry("SCRAPPY_DDNS_FAMILY", "ipv4")
        .containsEntry("SCRAPPY_DDNS_ADDRESS", "203.0.113.7")
        .containsEntry("SCRAPPY_DDNS_PREVIOUS_ADDRESS", "203.0.113.6")
        .containsEntry("SCRAPPY_DDNS_IPV4", "203.0.113.7")
        .containsEntry("SCRAPPY_DDNS_PREVIOUS_IPV4", "203.0.113.6")
        .containsEntry("SCRAPPY_DDNS_IPV6", "2001:db8::7")
        .containsEntry("SCRAPPY_DDNS_PREVIOUS_IPV6", "");
  }

  @Test
  void it_reads_the_text_up_to_its_end() throws Exception {
    run("cat > " + directory + "/text");

    assertThat(written("text")).isEqualTo(ALERT.body());
  }

  @Test
  void what_is_no_news_of_a_network_says_so() throws Exception {
    Channel channel = open(program("echo $SCRAPPY_DDNS_EVENT"), "");

    assertThat(channel.deliver(Alert.notice("Scrappy DDNS", "x", 1, "A channel failed.")).reason())
        .isEqualTo("exit status 0: notice");
    assertThat(channel.deliver(new Alert("scrappy-test-1", "Test", "A test.")).reason())
        .isEqualTo("exit status 0: test");
  }

  @ParameterizedTest
  @CsvSource({
    "0, DELIVERED",
    "75, RETRY",
    "124, RETRY",
    "1, BAD_CHANNEL",
    "2, BAD_CHANNEL",
    "126, BAD_CHANNEL",
    "127, BAD_CHANNEL",
    "128, BAD_CHANNEL",
    "137, UNSURE",
    "255, UNSURE",
  })
  void its_exit_status_decides(int status, Outcome outcome) throws Exception {
    assertThat(run("exit " + status).outcome()).isEqualTo(outcome);
  }

  @Test
  void the_first_line_of_a_complaint_is_its_answer() throws Exception {
    assertThat(run("echo working", "echo >&2", "echo no right to do that >&2", "exit 3"))
        .isEqualTo(DeliveryResult.badChannel("exit status 3: no right to do that"));
    assertThat(run("echo no luck", "exit 75"))
        .isEqualTo(DeliveryResult.retry("exit status 75 (try again): no luck"));
  }

  @Test
  void a_long_value_of_its_url_is_not_repeated() throws Exception {
    Path file = program("echo $SCRAPPY_DDNS_TITLE");

    assertThat(open(file, "?title=a-long-title-of-ones-own").deliver(ALERT).reason())
        .isEqualTo("exit status 0: ***");
  }

  @Test
  void one_that_takes_too_long_is_ended_with_all_that_it_has_started() throws Exception {
    Path file = program("sleep 100 & echo $! > " + directory + "/child", "wait");

    DeliveryResult result = open(file, "?timeout=1").deliver(ALERT);

    assertThat(result)
        .isEqualTo(DeliveryResult.unsure("it was ended, since it took longer than 1 s"));
    awaitEndOf("child");
  }

  @Test
  void one_that_does_not_want_to_end_is_ended_by_force() throws Exception {
    Path file =
        program(
            "trap '' TERM", "echo $$ > " + directory + "/self", "while :; do sleep 0.1 || :; done");

    assertThat(open(file, "?timeout=1").deliver(ALERT).outcome()).isEqualTo(Outcome.UNSURE);
    awaitEndOf("self");
  }

  @Test
  void one_that_never_ends_becomes_a_bad_channel() throws Exception {
    Channel channel = open(program("kill -9 $$"), "");

    assertThat(channel.deliver(ALERT).outcome()).isEqualTo(Outcome.UNSURE);
    channels.clock().advance(Duration.ofHours(4));
    assertThat(channel.deliver(ALERT))
        .isEqualTo(
            DeliveryResult.badChannel("exit status 137 (ended by signal 9), for 4 hours now"));
  }

  @Test
  void nobody_waits_for_what_it_leaves_in_the_background() throws Exception {
    DeliveryResult result = run("sleep 100 &", "echo $! > " + directory + "/child", "echo done");

    assertThat(result).isEqualTo(DeliveryResult.delivered("exit status 0: done"));
    assertThat(process("child")).get().matches(ProcessHandle::isAlive);
    process("child").ifPresent(ProcessHandle::destroyForcibly);
  }

  @Test
  void what_it_leaves_in_the_background_is_not_listened_to() throws Exception {
    DeliveryResult result = run("yes &", "echo $! > " + directory + "/child");

    assertThat(result.outcome()).isEqualTo(Outcome.DELIVERED);
    awaitEndOf("child"); // Nobody reads what it writes.
  }

  @Test
  void it_may_say_as_much_as_it_likes() throws Exception {
    DeliveryResult result =
        run("head -c 30000000 /dev/zero | tr '\\0' x", "head -c 30000000 /dev/zero >&2", "exit 3");

    assertThat(result.outcome()).isEqualTo(Outcome.BAD_CHANNEL);
    assertThat(result.reason()).hasSizeLessThan(200);
  }

  @Test
  void who_stops_the_service_ends_it() throws Exception {
    Path file = program("echo $$ > " + directory + "/self", "sleep 100 & wait");
    CompletableFuture<DeliveryResult> attempt = open(file, "").send(ALERT);
    Optional<ProcessHandle> running = process("self");

    attempt.cancel(true);

    assertThat(running.filter(ProcessHandle::isAlive)).isEmpty();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "rw-r--r-- | chmod a+x",
        "rwxrwxrwx | everybody on this machine may change",
        "rwxrwxr-x | a group may change",
      })
  void a_file_that_should_not_be_run_is_a_bad_channel_and_a_warning(String rights, String words)
      throws Exception {
    Path file = withRights(program("exit 0"), rights);

    assertRefused(file, words);
  }

  @Test
  void so_is_one_that_is_not_there_or_stands_where_everybody_may_put_another() throws Exception {
    assertRefused(directory.resolve("nothing"), "there is no program " + directory + "/nothing");
    assertRefused(directory, "something else than a file");

    Path open = Files.createDirectory(directory.resolve("open"));
    Path file = Files.move(program("exit 0"), open.resolve("program"));
    assertThat(open(file, "").verify()).isEmpty();
    withRights(open, "rwxrwxrwx");
    assertRefused(file, "may change " + open.toRealPath() + ",");
  }

  @Test
  void so_is_one_that_somebody_else_put_there() throws Exception {
    Path file = program("exit 0");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);
    assertThat(open(link, "").verify()).isEmpty();

    Files.setAttribute(link, "unix:uid", 12_345, NOFOLLOW_LINKS);
    assertRefused(link, link.toRealPath().resolveSibling("link") + " belongs to 12345,");
    Files.setAttribute(file, "unix:uid", 12_345);
    assertRefused(file, file.toRealPath() + " belongs to 12345,");
  }

  @Test
  void what_is_run_is_what_was_looked_at_and_no_link() throws Exception {
    Path file = program("echo $0");
    Path link = Files.createSymbolicLink(directory.resolve("link"), file);

    assertThat(open(link, "").deliver(ALERT))
        .isEqualTo(DeliveryResult.delivered("exit status 0: " + file.toRealPath()));
  }

  private void assertRefused(Path file, String words) throws Exception {
    Channels.Parsed parsed = channels.channels().parse(List.of(url(file, "")), List.of());
    DeliveryResult result = parsed.channels().get(0).deliver(ALERT);

    assertThat(result.outcome()).isEqualTo(Outcome.BAD_CHANNEL);
    assertThat(result.reason()).contains(words);
    assertThat(parsed.channels().get(0).verify()).contains(result);
    assertThat(parsed.warnings()).containsExactly(result.reason());
  }

  @Test
  void a_file_that_is_no_program_for_this_machine_is_a_bad_channel() throws Exception {
    Path file = directory.resolve("odd");
    Files.writeString(file, "#!/no/such/interpreter\n");

    assertThat(open(withRights(file, "rwxr-xr-x"), "").deliver(ALERT).outcome())
        .isEqualTo(Outcome.BAD_CHANNEL);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "program://usr/bin/true             | three slashes in a row",
        "program://                         | the path of a program is missing",
        "program:///usr/bin/                | the path of a program is missing",
        "program:///usr/bin/true?timeout=0  | timeout= is a number of seconds from 1 to 20",
        "program:///usr/bin/true?timeout=21 | timeout= is a number of seconds from 1 to 20",
        "program:///usr/bin/true?arg=x      | its parameter number 1 is unknown",
        "program://me@/usr/bin/true         | takes no user",
      })
  void what_is_wrong_in_its_url_is_said(String url, String problem) {
    assertThat(channels.channels().parse(List.of(url), List.of()).problems())
        .singleElement()
        .asString()
        .contains(problem, "usage: program:///");
  }

  @Test
  void its_path_is_no_secret() throws Exception {
    Path file = program("exit 0");

    assertThat(open(file, "").name()).isEqualTo("program moved it");
    assertThat(ChannelTexts.printed(url(file, "?timeout=3")))
        .isEqualTo("program://" + file + "?***");
    assertThat(ChannelTexts.without(url(file, "?timeout=3"), "timeout"))
        .isEqualTo("program://" + file.toString().replace(" ", PercentEncoding.encode(" ")));
  }

  @Test
  void nobody_names_one_through_a_page() throws Exception {
    String url = url(program("exit 0"), "");

    assertThatThrownBy(() -> channels.channels().typed(url, "", ""))
        .isInstanceOf(ChannelUrlException.class)
        .hasMessageContaining("NOTIFY_URLS");
  }
}
