package io.github.scrappyddns.channel.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.Channel;
import java.net.URI;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ChannelNamesTest {
  private final Channels channels =
      new Channels(InstantSource.system(), ZoneOffset.UTC, "test", Map.of());

  private List<String> names(String... urls) {
    Channels.Parsed parsed = channels.parse(List.of(urls), List.of());
    assertThat(parsed.problems()).isEmpty();
    return parsed.channels().stream().map(Channel::name).toList();
  }

  private List<String> problems(String... urls) {
    return channels.parse(List.of(urls), List.of()).problems();
  }

  @Test
  void names_are_readable_and_hold_no_secret() {
    assertThat(
            names(
                "ntfys://me:hunter2hunter2@ntfy.sh/my-secret-topic",
                "ntfys://other-topic-of-mine",
                "pover://uQiRzpo4DXghDmr9QzzfQu27cmVRsG@azGDORePK8gMaC0QOYAMyEEuzJnyUi",
                "jsons://me:hunter2@example.org:8443/hooks/abcdefghijklmnop",
                "prowl://0123456789abcdef0123456789abcdef01234567"))
        .containsExactly(
            "ntfy ntfy.sh/my…ic",
            "ntfy ntfy.sh/ot…ne",
            "Pushover uQiR…",
            "webhook example.org:8443/ab…op",
            "Prowl 0123…");
  }

  @Test
  void a_name_of_the_owners_wins() {
    assertThat(names("ntfys://my-secret-topic?name=Dad%27s%20phone"))
        .containsExactly("Dad's phone");
  }

  @Test
  void each_target_of_a_url_is_a_channel_of_its_own() {
    assertThat(names("ntfys://ntfy.example/first-topic/other-topic"))
        .containsExactly("ntfy ntfy.example/f…c", "ntfy ntfy.example/o…c");
  }

  @Test
  void names_that_would_be_alike_carry_a_mark_that_stays() {
    String one = "ntfys://ntfy.sh/my-secret-topic";
    String two = "ntfys://ntfy.sh/my-sekret-topic";

    List<String> names = names(one, two);

    assertThat(names)
        .doesNotHaveDuplicates()
        .allMatch(n -> n.matches("ntfy ntfy.sh/my…ic #\\w{4}"));
    assertThat(names(two, one)).containsExactly(names.get(1), names.get(0));
    assertThat(names(one + "?priority=high", two)).isEqualTo(names);
  }

  @Test
  void one_target_may_be_there_twice_for_different_networks() {
    assertThat(
            names(
                "ntfys://my-secret-topic?networks=Home&priority=high",
                "ntfys://my-secret-topic?networks=Office"))
        .doesNotHaveDuplicates();
  }

  @Test
  void the_same_url_twice_is_a_problem() {
    assertThat(problems("ntfys://my-secret-topic", "ntfys://my-secret-topic"))
        .containsExactly("ntfy ntfy.sh/my…ic is listed twice: ntfys://***");
  }

  @Test
  void names_of_channels_made_otherwise_are_respected() {
    Channel pushover =
        channels.pushover(
            URI.create("https://api.pushover.net"),
            "uQiRzpo4DXghDmr9QzzfQu27cmVRsG",
            "azGDORePK8gMaC0QOYAMyEEuzJnyUi",
            0);
    List<Channel> parsed =
        channels
            .parse(
                List.of("pover://uQiRzpo4DXghDmr9QzzfQu27cmVRsG@azGDORePK8gMaC0QOYAMyEEuzJnyUj"),
                List.of(pushover))
            .channels();

    assertThat(pushover.name()).isEqualTo("Pushover uQiR…");
    assertThat(parsed.get(0).name()).matches("Pushover uQiR… #\\w{4}");
  }
}
