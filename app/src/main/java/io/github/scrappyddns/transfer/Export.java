package io.github.scrappyddns.transfer;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.steering.channel.ChannelCopy;
import io.github.scrappyddns.view.copy.NetworkCopies;
import java.io.IOException;
import java.io.OutputStream;
import java.time.InstantSource;

/** Everything that is here, written as one file. Safe for use by several threads. */
public final class Export {
  /**
   * What of it is written.
   *
   * @param secrets whether the URLs of channels are written with their secrets
   * @param history whether the events of networks are
   */
  public record Extent(boolean secrets, boolean history) {}

  private final NetworkCopies networks;
  private final ChannelBook channels;
  private final Audit audit;
  private final InstantSource clock;
  private final String version;

  /**
   * @param version of this program
   */
  public Export(
      NetworkCopies networks,
      ChannelBook channels,
      Audit audit,
      InstantSource clock,
      String version) {
    this.networks = networks;
    this.channels = channels;
    this.audit = audit;
    this.clock = clock;
    this.version = version;
  }

  /**
   * Writes it. However much there is, little is in memory at once.
   *
   * @param out is not closed
   */
  public void write(Visitor who, Extent extent, OutputStream out) throws IOException {
    // Before anything is given away.
    audit.note(who, Deed.EXPORTED, extent.secrets() ? "with secrets" : "without secrets");
    DocumentWriter document = new DocumentWriter(out, clock.instant(), version, extent.history());
    document.channels();
    for (ChannelCopy channel : channels.copies().keySet()) {
      document.channel(channel, extent.secrets());
    }
    networks.forEach(extent.history(), document::network);
    document.end();
  }
}
