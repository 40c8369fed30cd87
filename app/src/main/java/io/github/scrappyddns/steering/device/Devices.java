package io.github.scrappyddns.steering.device;

import io.github.scrappyddns.channel.registry.DeviceUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.webpush.Subscription;
import io.github.scrappyddns.steering.PushKeys;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.steering.channel.ChannelOutcome;
import io.github.scrappyddns.steering.channel.ChannelOutcome.Refusal;
import io.github.scrappyddns.steering.channel.DeviceChannel;
import io.github.scrappyddns.steering.secret.SecretBox.UnfitKey;
import java.util.Optional;
import java.util.function.LongFunction;
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
    UNKNOWN,
    /** It cannot be told now, for a reason of this server: nothing is to be given up. */
    UNSURE
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
   * @param trouble what the channel of a number answered last where it needs attention, else empty
   */
  public Standing comeBack(Device device, LongFunction<String> trouble) {
    try {
      DeviceUrl url = DeviceUrl.of(device.offer());
      Optional<DeviceChannel> known = find(url);
      if (known.isEmpty()) {
        // Another instance may have added it a moment ago.
        book.look();
        known = find(url);
      }
      return known
          .map(one -> standing(one, url, trouble))
          .orElse(book.isWhole() ? Standing.UNKNOWN : Standing.UNSURE);
    } catch (ChannelUrlException e) {
      return Standing.UNSURE;
    }
  }

  private Standing standing(DeviceChannel known, DeviceUrl url, LongFunction<String> trouble) {
    if (known.url().endpoint().equals(url.endpoint())) {
      // What speaks against this server's key or clock says nothing of the device.
      boolean lost = trouble.apply(known.id()).startsWith(Subscription.DROPPED);
      return lost ? Standing.LOST : Standing.KNOWN;
    }
    ChannelOutcome outcome = book.renew(known.id(), url.text());
    return outcome.isDone()
        ? Standing.MOVED
        : outcome.refusal().filter(Refusal.GONE::equals).isPresent()
            ? Standing.UNKNOWN
            : Standing.UNSURE;
  }

  private Optional<DeviceChannel> find(DeviceUrl url) {
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
