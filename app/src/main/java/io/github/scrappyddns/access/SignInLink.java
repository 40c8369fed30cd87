package io.github.scrappyddns.access;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.scrappyddns.file.WholeFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The link by which an owner gets in without a password, good for one use. The service makes one at
 * a start without a password, which is over as soon as there is one, whoever has set it. The
 * command {@code sign-in-link}, a process of its own, leaves the digest of another in the state
 * directory, where only the service's user can write; that one opens within an hour. Used by one
 * thread at a time, but for {@link #isOfStart} and {@link #isLeft}.
 */
public final class SignInLink {
  private static final Logger LOG = LoggerFactory.getLogger(SignInLink.class);
  private static final String NAME = "sign-in-link";
  private static final Duration LIFE_OF_FILE = Duration.ofHours(1);

  private final Path file;
  private final InstantSource clock;
  private volatile @Nullable String digest;

  SignInLink(Path stateDirectory, InstantSource clock) {
    file = stateDirectory.resolve(NAME);
    this.clock = clock;
  }

  /** Makes the one of this start; gives what follows the service's address. */
  String make(SecureRandom random) {
    Secret secret = Secret.random(random);
    digest = secret.digest();
    return path(secret);
  }

  /**
   * Makes one for the service that uses this state directory; gives what follows its address.
   *
   * @throws IOException where the directory cannot be written
   */
  public static String leave(Path stateDirectory, SecureRandom random) throws IOException {
    Secret secret = Secret.random(random);
    Path file = stateDirectory.resolve(NAME);
    Path unfinished = WholeFile.unfinished(file);
    Files.writeString(unfinished, secret.digest(), US_ASCII);
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    return path(secret);
  }

  private static String path(Secret secret) {
    return "/login?link=" + secret.reveal();
  }

  /** Whether it is the link of this start, which opens only while there is no password. */
  boolean isOfStart(String link) {
    return isOne(digest, link);
  }

  /**
   * Whether it is the one that the command left. Looking does not use it up: programs look at
   * links, too.
   */
  boolean isLeft(String link) {
    return isOne(left(), link);
  }

  /** The same, for once. */
  boolean useLeft(String link) {
    boolean good = isLeft(link);
    if (good) {
      remove();
    }
    return good;
  }

  private static boolean isOne(@Nullable String digest, String link) {
    String offered = new Secret(link).digest();
    return digest != null
        && MessageDigest.isEqual(digest.getBytes(US_ASCII), offered.getBytes(US_ASCII));
  }

  private @Nullable String left() {
    try {
      if (Files.notExists(file)) {
        return null;
      }
      FileTime made = Files.getLastModifiedTime(file);
      boolean fresh = clock.millis() - made.toMillis() < LIFE_OF_FILE.toMillis();
      return fresh ? Files.readString(file, US_ASCII).strip() : null;
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("{} cannot be read: {}", file, e.getMessage());
      return null;
    }
  }

  private void remove() {
    try {
      Files.deleteIfExists(file);
    } catch (IOException e) {
      LOG.warn("Remove {}: its link opens the dashboard once more ({})", file, e.getMessage());
    }
  }
}
