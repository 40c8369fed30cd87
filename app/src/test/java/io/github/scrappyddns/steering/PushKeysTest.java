package io.github.scrappyddns.steering;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.channel.webpush.VapidKey;
import io.github.scrappyddns.steering.channel.ChannelOutcome.Refusal;
import io.github.scrappyddns.steering.secret.SecretBox.UnfitKey;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** The key that browsers subscribe to, on real databases. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class PushKeysTest {
  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private Path keyFile() {
    return directory.resolve("secret.key");
  }

  @Test
  void it_is_made_once_and_is_the_same_after_a_restart() {
    String url = kind.freshUrl(directory);
    VapidKey made;
    try (SteeredChannels first = new SteeredChannels(url, keyFile())) {
      made = first.keys.key();
      assertThat(first.keys.key()).isSameAs(made);
    }
    try (SteeredChannels second = new SteeredChannels(url, keyFile())) {
      assertThat(second.keys.key().publicKey()).isEqualTo(made.publicKey());
      assertThat(second.keys.key().secret()).isEqualTo(made.secret());
      String stored =
          second.database.read(
              reading ->
                  reading
                      .first("SELECT sealed FROM push_key", row -> row.getString(1))
                      .orElseThrow());
      assertThat(stored).doesNotContain(made.secret());
    }
    assertThat(made.toString()).doesNotContain(made.secret());
  }

  @Test
  void a_lost_file_is_said_and_no_other_is_made_that_could_not_read_it() throws Exception {
    String url = kind.freshUrl(directory);
    try (SteeredChannels first = new SteeredChannels(url, keyFile())) {
      first.keys.key();
    }
    Path away = Files.move(keyFile(), directory.resolve("elsewhere"));
    try (SteeredChannels second = new SteeredChannels(url, keyFile())) {
      assertThatThrownBy(second.keys::key)
          .isInstanceOf(UnfitKey.class)
          .hasMessageContaining("its key is missing");
      assertThat(second.book.add("ntfys://a-topic", "", "").refusal()).contains(Refusal.UNFIT_KEY);
      assertThat(keyFile()).doesNotExist();
      Files.move(away, keyFile());
      assertThat(second.keys.key().publicKey()).hasSize(87);
      assertThat(second.book.add("ntfys://a-topic", "", "").isDone()).isTrue();
    }
  }

  @Test
  void where_channels_are_locked_up_already_their_file_is_used_and_none_is_made() throws Exception {
    String url = kind.freshUrl(directory);
    try (SteeredChannels steered = new SteeredChannels(url, keyFile())) {
      assertThat(steered.book.add("ntfys://a-topic", "", "").isDone()).isTrue();
      Path away = Files.move(keyFile(), directory.resolve("elsewhere"));
      assertThatThrownBy(steered.keys::key).isInstanceOf(UnfitKey.class);
      assertThat(keyFile()).doesNotExist();
      Files.move(away, keyFile());
      assertThat(steered.keys.key().publicKey()).hasSize(87);
    }
  }
}
