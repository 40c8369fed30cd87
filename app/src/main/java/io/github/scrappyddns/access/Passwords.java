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
 * set in the dashboard, and a password that has changed ends all sessions. Whatever is stored lets
 * in, also what another instance took from its own settings. Used by one thread at a time, but for
 * {@link #isSet} and {@link #secretOfForms}.
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

  /** Not a password, but secret as one is: a row of the same table. */
  private static final String FORMS = "forms";

  private static final String OF_SERVICE = "service";

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
    return isOfSettings() || database.read(reading -> row(reading)).isPresent();
  }

  /**
   * Puts what the settings say into force, once: who had a session under another password is signed
   * out. Slow where they give a password in clear. Where they give none, nothing changes.
   */
  synchronized void adopt() {
    Configured given = configured;
    if (adopted || given == null) {
      return;
    }
    Optional<Row> row = database.read(reading -> row(reading));
    if (row.filter(known -> !isOfDashboard(known) && given.is(known)).isEmpty()) {
      store(given.hashed(random), OF_SETTINGS);
    }
    adopted = true;
  }

  /**
   * Forgets a password that was taken from the settings and stands there no more, and ends all
   * sessions. To be called at a start. Where several instances share the database it may stand in
   * the settings of another: then nothing is forgotten.
   */
  void forgetRemoved() {
    if (isOfSettings() || database.isShared()) {
      return;
    }
    database.write(
        writing -> {
          boolean removed =
              writing.update(
                      "DELETE FROM password WHERE name = ? AND origin = ?", NAME, OF_SETTINGS)
                  == 1;
          if (removed) {
            sessions.endAll(writing);
          }
          return removed;
        });
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

  /** Sets the first one; false where there is one already, which stays. Slow. */
  boolean setFirst(String password) {
    PasswordHash hash = PasswordHash.of(password, random);
    return database.write(
        writing -> {
          boolean first = insert(writing, NAME, hash.written(), OF_DASHBOARD);
          if (first) {
            sessions.endAll(writing);
          }
          return first;
        });
  }

  /**
   * What the marks of forms hang on where a proxy signs people in. Made at first need; the same on
   * all instances and after each start, so that a form outlives both.
   */
  Secret secretOfForms() {
    return database.read(reading -> storedSecret(reading)).orElseGet(() -> makeSecretOfForms());
  }

  private Secret makeSecretOfForms() {
    String made = Secret.random(random).reveal();
    database.write(writing -> insert(writing, FORMS, made, OF_SERVICE));
    // Another instance may have been first.
    return database.read(reading -> storedSecret(reading)).orElseThrow();
  }

  private static Optional<Secret> storedSecret(Transaction transaction) {
    return transaction.first(
        "SELECT hash FROM password WHERE name = ?", row -> new Secret(row.getString(1)), FORMS);
  }

  /** Stores a row unless there is one of this name; whether it did. */
  private boolean insert(Transaction writing, String name, String text, String origin) {
    return writing.update(
            "INSERT INTO password (name, hash, origin, changed_at) VALUES (?, ?, ?, ?)"
                + " ON CONFLICT (name) DO NOTHING",
            name,
            text,
            origin,
            clock.millis())
        == 1;
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
