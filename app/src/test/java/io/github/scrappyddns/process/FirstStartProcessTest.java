package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** How the operator of a new installation learns which address to call. */
class FirstStartProcessTest {
  private static final Pattern TOLD = Pattern.compile("http://127.0.0.1:\\d+/([A-Za-z0-9]{24})\\s");
  private static final Pattern LINK = Pattern.compile("/login\\?link=(\\S+)");
  private static final String AWAITED =
      "No call has come yet from 'My network'. The address to call";

  @TempDir Path directory;

  @Test
  void until_a_first_call_comes_each_start_says_where_the_token_stands() throws IOException {
    String token;
    try (RunningJar first = RunningJar.serve(directory, Map.of())) {
      Await.until("the URL is told", () -> TOLD.matcher(first.output()).find());
      Matcher told = TOLD.matcher(first.output());
      assertThat(told.find()).isTrue();
      token = told.group(1);
      assertThat(first.output()).doesNotContain(AWAITED);
      first.kill();
    }
    assertThat(Files.readString(directory.resolve("token.list"))).contains(token);
    try (RunningJar second = RunningJar.serve(directory, Map.of())) {
      Await.until("it is told what is awaited", () -> second.output().contains(AWAITED));
      assertThat(second.output())
          .contains("http://127.0.0.1:" + second.port() + "/<token>")
          .contains("tokens stand in " + directory.toRealPath().resolve("token.list"))
          .doesNotContain(token);
      assertThat(second.get("/" + token)).isEqualTo("OK");
      second.stop();
    }
    try (RunningJar third = RunningJar.serve(directory, Map.of())) {
      assertThat(third.get("/" + token)).isEqualTo("OK");
      third.stop();
      assertThat(third.output()).doesNotContain("No call has come yet");
    }
  }

  @Test
  void the_first_steps_show_the_token_of_the_list_that_was_made_until_its_first_call()
      throws Exception {
    try (RunningJar first = RunningJar.serve(directory, Map.of())) {
      Await.until("the link is told", () -> LINK.matcher(first.output()).find());
      Matcher link = LINK.matcher(first.output());
      Matcher told = TOLD.matcher(first.output());
      assertThat(link.find() && told.find()).isTrue();
      String address = "http://127.0.0.1:" + first.port();
      HttpClient browser = HttpClient.newHttpClient();
      HttpResponse<String> entry =
          browser.send(
              HttpRequest.newBuilder(URI.create(address + "/login"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(
                      HttpRequest.BodyPublishers.ofString(
                          "link=" + link.group(1) + "&password=a+quiet+evening"))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(entry.headers().firstValue("Location")).contains("dashboard/start");
      String cookie = entry.headers().firstValue("Set-Cookie").orElseThrow();
      HttpRequest page =
          HttpRequest.newBuilder(URI.create(address + "/dashboard/start/network"))
              .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
              .build();
      String token = told.group(1);
      assertThat(browser.send(page, HttpResponse.BodyHandlers.ofString()).body()).contains(token);
      assertThat(first.get("/" + token)).isEqualTo("OK");
      assertThat(browser.send(page, HttpResponse.BodyHandlers.ofString()).body())
          .contains("YOUR-TOKEN")
          .doesNotContain(token);
    }
  }

  @Test
  void a_list_that_was_lost_on_the_way_is_no_first_start() throws IOException {
    String token = "a-token-that-was-there-before";
    Path list = directory.resolve("token.list");
    Files.writeString(list, token + ":Home\n");
    try (RunningJar before = RunningJar.serve(directory, Map.of())) {
      assertThat(before.get("/" + token)).isEqualTo("OK");
      before.stop();
    }
    for (String left : new String[] {"", "# nobody\n"}) {
      Files.writeString(list, left);
      assertRefused("token.list: lists no token, but the database holds networks that had tokens");
      assertThat(list).hasContent(left);
    }
    Files.delete(list);
    assertRefused("token.list: there is no token list, but the database holds networks");
    assertThat(list).as("no list was made in its place").doesNotExist();
    Files.writeString(list, token + ":Home");
    try (RunningJar after = RunningJar.serve(directory, Map.of())) {
      assertThat(after.get("/" + token)).isEqualTo("OK");
      assertThat(after.output()).doesNotContain("cut off");
      after.stop();
    }
  }

  @Test
  void a_list_that_was_cut_off_while_nothing_ran_is_warned_of() throws IOException {
    String token = "a-token-that-was-there-before";
    Path list = directory.resolve("token.list");
    Files.writeString(list, token + ":Home\n" + token + "2:Office\n");
    RunningJar.serve(directory, Map.of()).close();
    Files.writeString(list, token + ":Ho");
    try (RunningJar after = RunningJar.serve(directory, Map.of())) {
      assertThat(after.output()).contains("WARN", "token.list: ends in the middle of a line");
    }
  }

  private void assertRefused(String why) {
    try (RunningJar refused = RunningJar.run(directory, Map.of(), "127.0.0.1", "0")) {
      assertThat(refused.exitStatus()).isEqualTo(2);
      assertThat(refused.output())
          .contains(why)
          .contains("Put the list back, or list at least one token")
          .contains("to begin anew, move the database away");
    }
  }

  @Test
  void an_empty_list_is_no_reason_not_to_start_and_is_told_what_to_do_about() throws IOException {
    Files.writeString(directory.resolve("token.list"), "");
    try (RunningJar service = RunningJar.serve(directory, Map.of())) {
      assertThat(service.output())
          .contains("lists no token yet: every call is answered 404; 'scrappy-ddns token <name>'");
      Files.writeString(directory.resolve("token.list"), "a-token-that-came-later-on:Home\n");
      Await.until(
          "the token lets in",
          () -> service.response("/a-token-that-came-later-on").statusCode() == 200);
    }
  }
}
