package io.github.scrappyddns.transfer;

import io.github.scrappyddns.channel.registry.DeviceUrl;
import io.github.scrappyddns.steering.Intake.Manner;
import io.github.scrappyddns.steering.channel.ChannelCopy;
import io.github.scrappyddns.transfer.Plan.Verdict;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * What taking in a channel comes to: a comparison with the one of its name that is here.
 *
 * @param note why, or what else to know; may be empty
 */
record ChannelStep(Verdict verdict, String note) {
  /**
   * Compares.
   *
   * @param here the one of its name; null where there is none
   * @param problem why a URL cannot be used here
   */
  static ChannelStep of(
      ChannelCopy copy,
      @Nullable ChannelCopy here,
      Manner manner,
      BiFunction<ChannelCopy, String, Optional<String>> problem) {
    if (copy.ofSettings()) {
      return here != null
          ? stays("")
          : skipped("it stands in the settings of the other service: write it into those of this");
    }
    if (here != null && (manner == Manner.MERGE || here.ofSettings())) {
      return stays(here.ofSettings() ? "the settings here name one like it" : "");
    }
    if (copy.url().isEmpty()) {
      return here != null
          ? stays("its URL is not in the file")
          : skipped("its URL is not in the file: set it up anew, or export with secrets");
    }
    String url = copy.url().get();
    if (here != null && isSame(copy, here)) {
      return stays("");
    }
    if (DeviceUrl.of(url).isPresent()) {
      return skipped("a browser, which must allow alerts of this service itself");
    }
    Optional<String> bad = problem.apply(copy, url);
    if (bad.isPresent()) {
      return skipped(bad.get());
    }
    return new ChannelStep(here == null ? Verdict.ADDED : Verdict.CHANGED, "");
  }

  private static boolean isSame(ChannelCopy copy, ChannelCopy here) {
    return copy.url().equals(here.url())
        && copy.networks().equals(here.networks())
        && copy.paused() == here.paused();
  }

  private static ChannelStep stays(String note) {
    return new ChannelStep(Verdict.LEFT_ALONE, note);
  }

  private static ChannelStep skipped(String note) {
    return new ChannelStep(Verdict.SKIPPED, note);
  }
}
