package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.channel.Preferences;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.registry.Channels;
import io.github.scrappyddns.channel.registry.TypedChannel;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.steering.secret.SecretBox;
import io.github.scrappyddns.steering.secret.SecretBox.UnfitKey;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What makes channels of rows, and rows of what somebody typed. Used by one thread at a time. */
public final class ChannelMaker {
  private static final Logger LOG = LoggerFactory.getLogger(ChannelMaker.class);

  private final SecretBox box;
  private final Supplier<Channels> kinds;
  private final InstantSource clock;

  /**
   * @param keyFile where the key stands, or is made at first need
   * @param kinds makes channels; asked at first need
   */
  public ChannelMaker(Path keyFile, Supplier<Channels> kinds, InstantSource clock) {
    box = new SecretBox(keyFile);
    this.kinds = kinds;
    this.clock = clock;
  }

  TypedChannel typed(String url, String name, String networks) {
    return kinds.get().typed(url.strip(), name.strip().replaceAll("\\p{Cntrl}", " "), networks);
  }

  /** Whether what could not be read may be readable now. */
  boolean mayReadNow() {
    return box.hasChanged();
  }

  /** The channel of a row; one that only has its name, where it cannot be read. */
  OpenedChannel open(StoredChannel row) {
    try {
      return new OpenedChannel(
          row, new ObservedChannel(typed(url(row), row.name(), "").channel(), clock), "");
    } catch (UnfitKey e) {
      return unreadable(row, String.valueOf(e.getMessage()));
    } catch (ChannelUrlException e) {
      return unreadable(row, "this version does not understand it: " + e.problem());
    }
  }

  private OpenedChannel unreadable(StoredChannel row, String why) {
    LOG.warn(
        "The channel {} cannot be read, and is told nothing by this process: {}", row.name(), why);
    Preferences preferences =
        new Preferences(
            Preferences.patterns(row.networks()),
            Priority.NORMAL,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    return new OpenedChannel(
        row, new ObservedChannel(new UnreadableChannel(row.name(), preferences, why), clock), why);
  }

  /**
   * The URL of a row, with its secrets.
   *
   * @throws UnfitKey where it cannot be read
   */
  String url(StoredChannel row) {
    return box.read(row.sealed(), about(row.name()));
  }

  /** The row with its URL locked up. */
  StoredChannel locked(StoredChannel row, String url, boolean first) {
    String sealed = box.lock(url, about(row.name()), first);
    return new StoredChannel(
        row.id(), row.name(), row.kind(), sealed, row.networks(), row.paused());
  }

  private static String about(String name) {
    return "channel " + name;
  }
}
