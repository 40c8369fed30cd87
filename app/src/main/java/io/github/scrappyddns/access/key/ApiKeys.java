package io.github.scrappyddns.access.key;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Secret;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.access.key.ApiKey.Scope;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Horizon;
import io.github.scrappyddns.database.engine.DatabaseException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The keys of programs: their table. A key's text is given out once and kept nowhere. Safe for use
 * by several threads.
 */
public final class ApiKeys {
  private static final Logger LOG = LoggerFactory.getLogger(ApiKeys.class);

  /** No key with an end lasts longer. */
  public static final Duration LONGEST_LIFE = Duration.ofDays(3_660);

  /** What every key begins with: programs that look for lost secrets find it by that. */
  static final String PREFIX = "sddns_";

  private static final int SHOWN = PREFIX.length() + 4;

  /** Nobody needs to know to the second when a key was used. */
  private static final long TOUCH_MILLIS = Duration.ofMinutes(1).toMillis();

  private static final Horizon OF_AN_END = new Horizon(LONGEST_LIFE);
  private static final String COLUMNS =
      "id, start, name, scope, created_at, ends_at, last_used FROM api_key";

  private final Database database;
  private final Audit audit;
  private final Path stateDirectory;
  private final InstantSource clock;
  private final SecureRandom random;

  /**
   * @param stateDirectory where commands of this machine leave keys of theirs
   */
  public ApiKeys(
      Database database,
      Audit audit,
      Path stateDirectory,
      InstantSource clock,
      SecureRandom random) {
    this.stateDirectory = stateDirectory;
    this.database = database;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /** A key that was just made, and its text, which is nowhere else. Printing it shows none. */
  public record Made(ApiKey key, String text) {
    @Override
    public String toString() {
      return "Made[" + key.name() + "]";
    }
  }

  /**
   * Makes one.
   *
   * @param name of {@link ApiKey#LONGEST_NAME} characters at most
   * @param life how long it opens; empty for without end
   */
  public Made make(Visitor who, String name, Scope scope, Optional<Duration> life) {
    String text = PREFIX + Secret.random(random).reveal();
    long now = clock.millis();
    long end = life.map(time -> now + time.toMillis()).orElse(0L);
    long id =
        database.write(
            writing -> {
              audit.note(writing, who, Deed.MADE_KEY, name);
              return writing
                  .first(
                      "INSERT INTO api_key (digest, start, name, scope, created_at, ends_at)"
                          + " VALUES (?, ?, ?, ?, ?, ?) RETURNING id",
                      row -> row.getLong(1),
                      new Secret(text).digest(),
                      text.substring(0, SHOWN) + "…",
                      name,
                      scope.name(),
                      now,
                      end)
                  .orElseThrow();
            });
    return new Made(find(id).orElseThrow(), text);
  }

  /** The key that a text is, unless it is over; notes that it is used. */
  public Optional<ApiKey> find(String text) {
    if (!text.startsWith(PREFIX)) {
      return Optional.empty();
    }
    long now = clock.millis();
    Optional<ApiKey> found =
        database
            .read(
                reading ->
                    reading.first(
                        "SELECT " + COLUMNS + " WHERE digest = ?",
                        row -> key(row, now),
                        new Secret(text).digest()))
            .filter(key -> !isOver(key, now));
    if (found.isEmpty()) {
      return LocalKey.find(stateDirectory, text, clock);
    }
    found
        .filter(
            key -> key.lastUsed().stream().noneMatch(at -> now - at.toEpochMilli() < TOUCH_MILLIS))
        .ifPresent(key -> touch(key.id(), now));
    return found;
  }

  private void touch(long id, long now) {
    try {
      database.write(
          writing -> writing.update("UPDATE api_key SET last_used = ? WHERE id = ?", now, id));
    } catch (DatabaseException e) {
      // Whoever looks at what is wrong must not need a disk that can be written.
      LOG.debug("The use of a key was not noted: {}", e.getMessage());
    }
  }

  /** All that are not over, the newest first. */
  public List<ApiKey> all() {
    long now = clock.millis();
    return database
        .read(
            reading ->
                reading.list("SELECT " + COLUMNS + " ORDER BY id DESC", row -> key(row, now)))
        .stream()
        .filter(key -> !isOver(key, now))
        .toList();
  }

  /** One of them. */
  public Optional<ApiKey> find(long id) {
    return all().stream().filter(key -> key.id() == id).findFirst();
  }

  /** Ends one at once; false where there is none of this number. */
  public boolean remove(Visitor who, long id) {
    return database.write(
        writing -> {
          Optional<String> name =
              writing.first(
                  "DELETE FROM api_key WHERE id = ? RETURNING name", row -> row.getString(1), id);
          name.ifPresent(gone -> audit.note(writing, who, Deed.REMOVED_KEY, gone));
          return name.isPresent();
        });
  }

  private static boolean isOver(ApiKey key, long now) {
    return key.endsAt().filter(end -> OF_AN_END.heed(end.toEpochMilli(), now) <= now).isPresent();
  }

  private static ApiKey key(ResultSet row, long now) throws SQLException {
    return new ApiKey(
        row.getLong(1),
        row.getString(2),
        row.getString(3),
        Scope.valueOf(row.getString(4)),
        Instant.ofEpochMilli(Horizon.OF_THE_PAST.heed(row.getLong(5), now)),
        Optional.of(row.getLong(6)).filter(end -> end > 0).map(Instant::ofEpochMilli),
        Optional.of(row.getLong(7))
            .filter(at -> at > 0)
            .map(at -> Instant.ofEpochMilli(Horizon.OF_THE_PAST.heed(at, now))));
  }
}
