package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.service.WebPush;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.config.SettingsReader;
import io.github.scrappyddns.network.TokenList;
import io.github.scrappyddns.web.Router;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The files in examples/ can be used as they stand, and so can each line that waits behind a #. */
class ExamplesTest {
  private static final Path EXAMPLES = Path.of("..", "examples");
  private static final String CONF = "scrappy-ddns.conf";

  @TempDir Path directory;

  @Test
  void they_are_read_without_a_word_of_complaint() {
    Settings settings = SettingsReader.read(EXAMPLES, Map.of());
    TokenList list = TokenList.read(settings.tokenListFile(), Router.RESERVED);

    assertThat(settings.problems()).isEmpty();
    assertThat(settings.warnings()).isEmpty();
    assertThat(list.problems()).isEmpty();
    assertThat(list.warnings()).isEmpty();
    assertThat(list.entries()).extracting(TokenList.Entry::name).contains("Home", "Summer house");
  }

  @Test
  void every_token_says_that_it_is_to_be_replaced() {
    assertThat(TokenList.read(EXAMPLES.resolve("token.list"), Router.RESERVED).entries())
        .allMatch(entry -> entry.token().reveal().startsWith("replace-this-"));
  }

  @ParameterizedTest
  @MethodSource("linesBehindASign")
  void each_line_behind_a_sign_works_without_it(String line) {
    Settings settings = settingsWith(line);
    Channels.Parsed parsed =
        new Channels(InstantSource.system(), ZoneOffset.UTC, "test", Map.of())
            .parse(settings.notifyUrls(), List.of());

    assertThat(settings.problems()).isEmpty();
    assertThat(settings.warnings()).isEmpty();
    assertThat(parsed.problems()).isEmpty();
    assertThat(parsed.channels()).hasSameSizeAs(settings.notifyUrls());
  }

  @Test
  void every_kind_of_channel_has_its_line() throws IOException {
    List<ChannelKind> shown =
        linesBehindASign()
            .flatMap(line -> settingsWith(line).notifyUrls().stream())
            .map(ChannelKinds::of)
            .toList();

    // A browser subscribes by itself.
    assertThat(shown)
        .containsAll(ChannelKinds.ALL.stream().filter(kind -> !kind.equals(WebPush.KIND)).toList());
  }

  /** A line of prose has a blank behind the sign. */
  private static Stream<String> linesBehindASign() throws IOException {
    return Files.readAllLines(EXAMPLES.resolve(CONF)).stream()
        .filter(line -> line.startsWith("#") && !line.startsWith("# ") && !line.equals("#"));
  }

  /** What the example says once the sign before this line is taken away. */
  private Settings settingsWith(String line) {
    try {
      String example = Files.readString(EXAMPLES.resolve(CONF));
      Files.writeString(directory.resolve(CONF), example.replace(line, line.substring(1)));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return SettingsReader.read(directory, Map.of());
  }
}
