package io.github.scrappyddns.steering.device;

import io.github.scrappyddns.channel.registry.DeviceUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.steering.ChannelBook;
import io.github.scrappyddns.steering.ChannelOutcome;
import io.github.scrappyddns.steering.ChannelOutcome.Refusal;
import io.github.scrappyddns.steering.PushKeys;
import io.github.scrappyddns.steering.secret.SecretBox.UnfitKey;
import java.util.Optional;
import java.util.function.LongPredicate;
import java.util.function.Supplier;

/**
 * The browsers among the channels: each is one channel, however often it subscribes. Safe for use
 * by several threads.
 */
public final class Devices {
  /** What a browser learns that has come back. */
  public enum Standing {
    /** It is told where it says. */
    KNOWN,
    /** It is told where it says from now on, which is another place than before. */
    MOVED,
    /** Its push service has dropped it: it is to subscribe anew. */
    LOST,
    /** It is no channel: somebody has removed it. */
    UNKNOWN
  }

  private final ChannelBook book;
  private final PushKeys keys;

  public Devices(ChannelBook book, PushKeys keys) {
    this.book = book;
    this.keys = keys;
  }

  /** What a browser must know before it subscribes, in Base64; or why it cannot. */
  public Answer publicKey() {
    try {
      return new Answer(Optional.of(keys.key().publicKey()), "");
    } catch (UnfitKey e) {
      return new Answer(Optional.empty(), String.valueOf(e.getMessage()));
    }
  }

  /**
   * The answer to a question.
   *
   * @param trouble why there is none; empty where there is one
   */
  public record Answer(Optional<String> text, String trouble) {}

  /** Lets a browser have alerts, whether it is new or known. */
  public ChannelOutcome subscribe(Device device) {
    return ordered(
        () -> {
          DeviceUrl url = DeviceUrl.of(device.offer());
          return find(url)
              .map(known -> book.renew(known.id(), url.text()))
              .orElseGet(() -> book.add(url.text(), "", ""));
        });
  }

  /**
   * Takes over where a browser wants its alerts that comes back.
   *
   * @param isLost whether the channel of a number takes nothing any more
   */
  public Standing comeBack(Device device, LongPredicate isLost) {
    try {
      DeviceUrl url = DeviceUrl.of(device.offer());
      return find(url).map(known -> standing(known, url, isLost)).orElse(Standing.UNKNOWN);
    } catch (ChannelUrlException e) {
      return Standing.UNKNOWN;
    }
  }

  private Standing standing(ChannelBook.Device known, DeviceUrl url, LongPredicate isLost) {
    if (known.url().endpoint().equals(url.endpoint())) {
      return isLost.test(known.id()) ? Standing.LOST : Standing.KNOWN;
    }
    return book.renew(known.id(), url.text()).isDone() ? Standing.MOVED : Standing.UNKNOWN;
  }

  private Optional<ChannelBook.Device> find(DeviceUrl url) {
    return book.device(
        one ->
            (!url.device().isEmpty() && one.device().equals(url.device()))
                || one.endpoint().equals(url.endpoint()));
  }

  private static ChannelOutcome ordered(Supplier<ChannelOutcome> order) {
    try {
      return order.get();
    } catch (ChannelUrlException e) {
      return ChannelOutcome.refused(Refusal.BAD_URL, e.problem());
    }
  }
}
