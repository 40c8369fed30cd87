package io.github.scrappyddns.access.key;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.primitives.Bytes;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Base64;
import java.util.Optional;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * The calls that a program may repeat within a day, because it named them: its answer is given
 * again, and nothing done twice. Their table. An answer may hold a secret, so it is stored
 * encrypted by what the caller alone knows: the text of its key and the name of the call. Safe for
 * use by several threads and instances.
 *
 * @see <a href="https://datatracker.ietf.org/doc/draft-ietf-httpapi-idempotency-key-header/">The
 *     Idempotency-Key header field</a>
 */
public final class RepeatableCalls {
  /** For how long a call is known. */
  public static final Duration KNOWN = Duration.ofDays(1);

  private static final int TAG_BITS = 128;
  private static final int NONCE_BYTES = 12;

  private final Database database;
  private final InstantSource clock;
  private final SecureRandom random;

  public RepeatableCalls(Database database, InstantSource clock, SecureRandom random) {
    this.database = database;
    this.clock = clock;
    this.random = random;
  }

  /** Who names a call, and how. Printing it shows neither. */
  public record Name(String key, String chosen) {
    private String digest(String about) {
      return Hashing.sha256()
          .hashString(about + "\n" + key.length() + "\n" + key + chosen, UTF_8)
          .toString();
    }

    @Override
    public String toString() {
      return "Name[***]";
    }
  }

  /** An answer as it is kept. */
  public record Answer(int status, String text) {}

  /** What is known of a call. */
  public sealed interface Known {
    /** It is new, and noted now: whoever carries it out says how it ended. */
    record Fresh() implements Known {}

    /** Another one had this name. */
    record Another() implements Known {}

    /** It was not answered yet, or the process that carried it out is gone. */
    record Unanswered() implements Known {}

    /** It was answered. */
    record Answered(Answer answer) implements Known {}
  }

  /**
   * Notes a call that begins, where it is new.
   *
   * @param request all that it asks for
   */
  public Known begin(Name name, String request) {
    long now = clock.millis();
    String asked = Hashing.sha256().hashString(request, UTF_8).toString();
    String digest = name.digest("call");
    return database.write(
        writing -> {
          writing.update("DELETE FROM repeatable_call WHERE at < ?", now - KNOWN.toMillis());
          int added =
              writing.update(
                  "INSERT INTO repeatable_call (digest, request, at) VALUES (?, ?, ?)"
                      + " ON CONFLICT (digest) DO NOTHING",
                  digest,
                  asked,
                  now);
          return added == 1 ? new Known.Fresh() : known(writing, digest, asked, name);
        });
  }

  private static Known known(Transaction reading, String digest, String asked, Name name) {
    record Row(String request, int status, String answer) {}
    Optional<Row> there =
        reading.first(
            "SELECT request, status, answer FROM repeatable_call WHERE digest = ?",
            found -> new Row(found.getString(1), found.getInt(2), found.getString(3)),
            digest);
    if (there.isEmpty()) {
      // Another call has just ended by being refused: whoever asks once more begins anew.
      return new Known.Unanswered();
    }
    Row row = there.get();
    if (!row.request.equals(asked)) {
      return new Known.Another();
    }
    return row.status == 0
        ? new Known.Unanswered()
        : new Known.Answered(new Answer(row.status, opened(name, row.answer)));
  }

  /** Notes how a fresh call ended; an empty answer forgets it, so that it may be tried again. */
  public void end(Name name, Optional<Answer> answer) {
    String digest = name.digest("call");
    database.write(
        writing ->
            answer.isEmpty()
                ? writing.update("DELETE FROM repeatable_call WHERE digest = ?", digest)
                : writing.update(
                    "UPDATE repeatable_call SET status = ?, answer = ? WHERE digest = ?",
                    answer.get().status(),
                    locked(name, answer.get().text()),
                    digest));
  }

  private String locked(Name name, String text) {
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] locked = cipher(Cipher.ENCRYPT_MODE, name, nonce).doFinal(text.getBytes(UTF_8));
      return Base64.getEncoder().encodeToString(Bytes.concat(nonce, locked));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES-GCM", e);
    }
  }

  private static String opened(Name name, String locked) {
    byte[] all = Base64.getDecoder().decode(locked);
    try {
      byte[] text =
          cipher(Cipher.DECRYPT_MODE, name, all)
              .doFinal(all, NONCE_BYTES, all.length - NONCE_BYTES);
      return new String(text, UTF_8);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("The row is not what this key and this name have left", e);
    }
  }

  private static Cipher cipher(int mode, Name name, byte[] nonce) throws GeneralSecurityException {
    byte[] key = Hashing.sha256().hashString(name.digest("answer"), UTF_8).asBytes();
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        mode, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
    return cipher;
  }
}
