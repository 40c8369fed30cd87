package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
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
