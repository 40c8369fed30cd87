package io.github.scrappyddns.access.key;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.github.scrappyddns.access.Secret;
import io.github.scrappyddns.access.key.ApiKey.Scope;
import io.github.scrappyddns.file.WholeFile;
import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The key of somebody who types commands on the service's own machine: its digest lies in a file of
 * the state directory, where only the service's user can write, for as long as the command runs.
 */
public final class LocalKey implements AutoCloseable {
  private static final String NAME = "command-line-key-";
  private static final Pattern TEXT =
      Pattern.compile(ApiKeys.PREFIX + "here_([0-9a-f]{16})_[A-Za-z0-9_-]{43}");

  /** What a command that was killed leaves behind opens nothing after this time. */
  private static final Duration LIFE = Duration.ofMinutes(10);

  private final Path file;
  private final String text;

  private LocalKey(Path file, String text) {
    this.file = file;
    this.text = text;
  }

  /**
   * Leaves one for the service that uses this state directory.
   *
   * @throws IOException where the directory cannot be written
   */
  public static LocalKey leave(Path stateDirectory, SecureRandom random) throws IOException {
    String number = "%016x".formatted(random.nextLong());
    String text = ApiKeys.PREFIX + "here_" + number + "_" + Secret.random(random).reveal();
    Path file = stateDirectory.resolve(NAME + number);
    sweep(stateDirectory);
    file.toFile().deleteOnExit();
    Path unfinished = WholeFile.unfinished(file);
    Files.writeString(unfinished, new Secret(text).digest(), US_ASCII);
    Files.move(unfinished, file, StandardCopyOption.REPLACE_EXISTING);
    return new LocalKey(file, text);
  }

  /** What commands left that were killed. */
  private static void sweep(Path stateDirectory) throws IOException {
    try (DirectoryStream<Path> left = Files.newDirectoryStream(stateDirectory, NAME + "*")) {
      for (Path one : left) {
        Instant made = Files.getLastModifiedTime(one).toInstant();
        if (made.plus(LIFE).isBefore(Instant.now())) {
          Files.deleteIfExists(one);
        }
      }
    } catch (NoSuchFileException e) {
      // Another command has just ended.
    }
  }

  /** The key itself, for the one call that is to carry it. */
  public String reveal() {
    return text;
  }

  /** What a text opens that may be such a key. */
  static Optional<ApiKey> find(Path stateDirectory, String text, InstantSource clock) {
    Matcher matcher = TEXT.matcher(text);
    if (!matcher.matches()) {
      return Optional.empty();
    }
    Path file = stateDirectory.resolve(NAME + matcher.group(1));
    try {
      Instant made = Files.getLastModifiedTime(file).toInstant();
      boolean fresh = clock.instant().isBefore(made.plus(LIFE));
      byte[] digest = Files.readAllBytes(file);
      return fresh && MessageDigest.isEqual(digest, new Secret(text).digest().getBytes(US_ASCII))
          ? Optional.of(
              new ApiKey(
                  0,
                  ApiKeys.PREFIX + "here",
                  "command line",
                  Scope.WRITE,
                  made,
                  Optional.of(made.plus(LIFE)),
                  Optional.empty()))
          : Optional.empty();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  /** Ends it. */
  @Override
  public void close() throws IOException {
    Files.deleteIfExists(file);
  }

  @Override
  public String toString() {
    return "LocalKey[***]";
  }
}
