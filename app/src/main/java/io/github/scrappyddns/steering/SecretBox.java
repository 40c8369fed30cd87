package io.github.scrappyddns.steering;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.file.FileStamp;
import io.github.scrappyddns.file.WholeFile;
import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.GeneralSecurityException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * What locks up texts, by AES-GCM with a key of 256 bits that stands in a file of its own: whoever
 * has the database alone cannot read them. Used by one thread at a time.
 */
public final class SecretBox {
  /** Why a text cannot be locked up or read; in words that a person understands. */
  public static final class UnfitKey extends RuntimeException {
    private static final long serialVersionUID = 1;

    UnfitKey(String why) {
      super(why);
    }
  }

  private static final int KEY_BYTES = 32;
  private static final int NONCE_BYTES = 12;
  private static final int TAG_BITS = 128;

  private final Path file;
  private final SecureRandom random = new SecureRandom();
  private @Nullable SecretKeySpec key;
  private @Nullable FileStamp stamp;

  /**
   * @param file where the key stands, or is made at first need
   */
  public SecretBox(Path file) {
    this.file = file;
  }

  /** Whether the file has changed since the key was last looked for. */
  boolean hasChanged() {
    return !FileStamp.of(file).equals(stamp);
  }

  /**
   * Locks a text up.
   *
   * @param about what it belongs to: read for something else, it is unreadable
   * @param first whether nothing was locked up before, so that a key may be made
   * @throws UnfitKey where there is no key, or none that can be read
   */
  public String lock(String text, String about, boolean first) {
    if (first && Files.notExists(file)) {
      make();
    }
    byte[] nonce = new byte[NONCE_BYTES];
    random.nextBytes(nonce);
    try {
      byte[] locked = cipher(Cipher.ENCRYPT_MODE, nonce, 0, about).doFinal(text.getBytes(UTF_8));
      byte[] all = Arrays.copyOf(nonce, NONCE_BYTES + locked.length);
      System.arraycopy(locked, 0, all, NONCE_BYTES, locked.length);
      return Base64.getEncoder().encodeToString(all);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES-GCM", e);
    }
  }

  /**
   * The text again.
   *
   * @throws UnfitKey where it was locked up with another key, or belongs to something else
   */
  public String read(String locked, String about) {
    try {
      byte[] all = Base64.getDecoder().decode(locked);
      Cipher cipher = cipher(Cipher.DECRYPT_MODE, all, all.length, about);
      return new String(
          cipher.doFinal(all, NONCE_BYTES, Math.max(0, all.length - NONCE_BYTES)), UTF_8);
    } catch (AEADBadTagException | IllegalArgumentException e) {
      throw new UnfitKey("the key in " + file + " is another than the one it was locked up with");
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("Every JDK has AES-GCM", e);
    }
  }

  private Cipher cipher(int mode, byte[] nonce, int length, String about)
      throws GeneralSecurityException {
    if (mode == Cipher.DECRYPT_MODE && length < NONCE_BYTES) {
      throw new IllegalArgumentException("too short");
    }
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(mode, key(), new GCMParameterSpec(TAG_BITS, nonce, 0, NONCE_BYTES));
    cipher.updateAAD(about.getBytes(UTF_8));
    return cipher;
  }

  private SecretKeySpec key() {
    FileStamp now = FileStamp.of(file);
    SecretKeySpec known = key;
    if (known == null || !now.equals(stamp)) {
      stamp = now;
      known = readKey();
      key = known;
    }
    return known;
  }

  private SecretKeySpec readKey() {
    if (Files.notExists(file)) {
      throw new UnfitKey(
          "its key is missing: "
              + file
              + " does not exist. Copy it from the server that made it, or from where it was kept");
    }
    try {
      byte[] bytes = Base64.getDecoder().decode(Files.readString(file).strip());
      if (bytes.length == KEY_BYTES) {
        return new SecretKeySpec(bytes, "AES");
      }
    } catch (IOException e) {
      throw new UnfitKey("its key in " + file + " cannot be read: " + reason(e));
    } catch (IllegalArgumentException e) {
      // Said below.
    }
    throw new UnfitKey("what stands in " + file + " is no key of this program");
  }

  private void make() {
    byte[] bytes = new byte[KEY_BYTES];
    random.nextBytes(bytes);
    try {
      // Only its owner may read it, from the beginning.
      Path unfinished = WholeFile.unfinished(file);
      try {
        Files.writeString(unfinished, Base64.getEncoder().encodeToString(bytes) + "\n");
        WholeFile.force(unfinished, StandardOpenOption.WRITE);
        Files.move(unfinished, file);
        WholeFile.forceDirectory(file);
      } finally {
        Files.deleteIfExists(unfinished);
      }
    } catch (FileAlreadyExistsException e) {
      // Another process was faster: its key is as good.
    } catch (IOException e) {
      throw new UnfitKey("a key cannot be written to " + file + ": " + reason(e));
    }
  }

  private static String reason(IOException e) {
    return e.getClass().getSimpleName().replace("Exception", "");
  }
}
