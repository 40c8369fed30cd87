package io.github.scrappyddns.access;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * The one password, and its second factor: their table. What the settings say wins over what was
 * set in the dashboard, and a password that has changed ends all sessions. Used by one thread at a
 * time, but for {@link #isSet}.
 */
final class Passwords {
  /** What ADMIN_PASSWORD may hold. */
  private record Configured(String text, Optional<PasswordHash> hash) {
    boolean is(Row row) {
      return hash.map(given -> given.written().equals(row.hash))
          .orElseGet(() -> hashOf(row).matches(text));
    }

    PasswordHash hashed(SecureRandom random) {
      return hash.orElseGet(() -> PasswordHash.of(text, random));
    }
  }

  private record Row(String hash, String origin, String totp, long totpStep) {}

  private static final String NAME = "dashboard";
  private static final String OF_SETTINGS = "settings";
  private static final String OF_DASHBOARD = "dashboard";

  private final Database database;
  private final Sessions sessions;
  private final InstantSource clock;
  private final SecureRandom random;
  private final @Nullable Configured configured;
  private boolean adopted;

  /**
   * @param configured what ADMIN_PASSWORD says: a password or the hash of one
   */
  Passwords(
      Database database,
      Sessions sessions,
      Optional<String> configured,
      InstantSource clock,
      SecureRandom random) {
    this.database = database;
    this.sessions = sessions;
    this.clock = clock;
    this.random = random;
    this.configured =
        configured.map(text -> new Configured(text, PasswordHash.read(text))).orElse(null);
  }

  /** Whether the settings give it, so that nobody can change it here. */
  boolean isOfSettings() {
    return configured != null;
  }

  /** Whether there is one. */
  boolean isSet() {
    return isOfSettings()
        || database.read(reading -> row(reading)).filter(row -> isOfDashboard(row)).isPresent();
  }

  /**
   * Puts what the settings say into force, once: who had a session under another password is signed
   * out. Slow where they give a password in clear.
   */
  synchronized void adopt() {
    if (adopted) {
      return;
    }
    Optional<Row> row = database.read(reading -> row(reading));
    Configured given = configured;
    if (given == null) {
      if (row.filter(known -> !isOfDashboard(known)).isPresent()) {
        forget();
      }
    } else if (row.filter(known -> !isOfDashboard(known) && given.is(known)).isEmpty()) {
      store(given.hashed(random), OF_SETTINGS);
    }
    adopted = true;
  }

  /** Whether a text is the password. Slow. */
  boolean matches(String typed) {
    return database
        .read(reading -> row(reading))
        .filter(row -> hashOf(row).matches(typed))
        .isPresent();
  }

  /** Sets another one, and ends all sessions. Slow. */
  void set(String password) {
    store(PasswordHash.of(password, random), OF_DASHBOARD);
  }

  /** The secret of the second factor; empty where there is none. */
  Optional<String> totp() {
    return database.read(reading -> row(reading)).map(Row::totp).filter(text -> !text.isEmpty());
  }

  /** Asks for a second factor from now on, or, with an empty text, for none. */
  void setTotp(String secret) {
    database.write(
        writing ->
            writing.update(
                "UPDATE password SET totp = ?, totp_step = 0 WHERE name = ?", secret, NAME));
  }

  /** Takes a code of the second factor; false where it is wrong or was used before. */
  boolean takesCode(String code) {
    return database.write(
        writing -> {
          Row row = row(writing).orElseThrow();
          OptionalLong step = Totp.step(row.totp, code, clock.millis(), row.totpStep);
          return step.isPresent()
              && writing.update(
                      "UPDATE password SET totp_step = ? WHERE name = ? AND totp_step < ?",
                      step.getAsLong(),
                      NAME,
                      step.getAsLong())
                  == 1;
        });
  }

  private void store(PasswordHash hash, String origin) {
    database.write(
        writing -> {
          sessions.endAll(writing);
          return writing.update(
              "INSERT INTO password (name, hash, origin, changed_at) VALUES (?, ?, ?, ?)"
                  + " ON CONFLICT (name) DO UPDATE SET hash = excluded.hash,"
                  + " origin = excluded.origin, changed_at = excluded.changed_at",
              NAME,
              hash.written(),
              origin,
              clock.millis());
        });
  }

  private void forget() {
    database.write(
        writing -> {
          sessions.endAll(writing);
          return writing.update("DELETE FROM password WHERE name = ?", NAME);
        });
  }

  private static PasswordHash hashOf(Row row) {
    return PasswordHash.read(row.hash)
        .orElseThrow(() -> new IllegalStateException("The stored password's hash is unreadable"));
  }

  private static boolean isOfDashboard(Row row) {
    return row.origin.equals(OF_DASHBOARD);
  }

  private static Optional<Row> row(Transaction transaction) {
    return transaction.first(
        "SELECT hash, origin, totp, totp_step FROM password WHERE name = ?",
        row -> new Row(row.getString(1), row.getString(2), row.getString(3), row.getLong(4)),
        NAME);
  }
}
