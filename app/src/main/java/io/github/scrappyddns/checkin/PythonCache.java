package io.github.scrappyddns.checkin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.checkin.held.Held;
import io.github.scrappyddns.network.Token;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The state of the Python edition: a file {@code <token>.ip} for each token. Only read. */
final class PythonCache {
  private static final Logger LOG = LoggerFactory.getLogger(PythonCache.class);
  private static final long LARGEST = 1024;

  private final Path directory;

  PythonCache(Path directory) {
    this.directory = directory;
  }

  /** The last address that the Python edition stored for a token, as its network's. */
  Optional<Held> lastKnown(Token token, long networkId, String networkName) {
    Path file = directory.resolve(token.reveal() + ".ip");
    try {
      if (!Files.isRegularFile(file)) {
        return Optional.empty();
      }
      String text = Files.size(file) > LARGEST ? "" : Files.readString(file, UTF_8);
      long written = Files.getLastModifiedTime(file).toMillis();
      Optional<PublicAddress> address =
          PublicAddress.parse(text).filter(found -> Scope.of(found).accepted());
      if (address.isEmpty()) {
        LOG.warn("The Python edition's cache file of {} holds no address: ignored", networkName);
      }
      return address.map(found -> new Held(networkId, found, written, written));
    } catch (IOException e) {
      LOG.warn("The Python edition's cache file of {} cannot be read: ignored", networkName);
      return Optional.empty();
    }
  }
}
