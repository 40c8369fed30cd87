package io.github.scrappyddns.channel.webpush;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.SecureRandom;
import java.security.interfaces.ECPublicKey;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * What only one browser can read: the encryption of RFC 8291, in the one record of RFC 8188's
 * {@code aes128gcm}.
 */
public final class SealedMessage {
  /** A push service need not take more than 4,096 octets; 103 are not the message's own. */
  public static final int MOST_OCTETS = 3_993;

  private static final int RECORD_SIZE = 4_096;
  private static final int SALT_OCTETS = 16;
  private static final int KEY_OCTETS = 16;
  private static final int NONCE_OCTETS = 12;
  private static final int TAG_BITS = 128;

  /** What marks the last record (RFC 8188, 2). */
  private static final byte[] LAST = {2};

  private static final SecureRandom RANDOM = new SecureRandom();

  private SealedMessage() {}

  /**
   * Seals a message, with a key and a salt that are used this once.
   *
   * @param message {@link #MOST_OCTETS} at most
   */
  public static byte[] seal(byte[] message, Subscription receiver) throws GeneralSecurityException {
    byte[] salt = new byte[SALT_OCTETS];
    RANDOM.nextBytes(salt);
    return seal(message, receiver, P256.pair(), salt);
  }

  static byte[] seal(byte[] message, Subscription receiver, KeyPair once, byte[] salt)
      throws GeneralSecurityException {
    if (message.length > MOST_OCTETS) {
      throw new IllegalArgumentException("a message of " + message.length + " octets");
    }
    byte[] sender = P256.point((ECPublicKey) once.getPublic());
    KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
    agreement.init(once.getPrivate());
    agreement.doPhase(P256.publicKey(receiver.point()), true);
    byte[] info = joined("WebPush: info\0".getBytes(US_ASCII), receiver.point(), sender);
    byte[] secret = derived(receiver.secret(), agreement.generateSecret(), info, 32);
    byte[] key = derived(salt, secret, info("aes128gcm"), KEY_OCTETS);
    byte[] nonce = derived(salt, secret, info("nonce"), NONCE_OCTETS);
    Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
    cipher.init(
        Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new GCMParameterSpec(TAG_BITS, nonce));
    byte[] head = ByteBuffer.allocate(5).putInt(RECORD_SIZE).put((byte) sender.length).array();
    return joined(salt, head, sender, cipher.doFinal(joined(message, LAST)));
  }

  private static byte[] info(String purpose) {
    return ("Content-Encoding: " + purpose + "\0").getBytes(US_ASCII);
  }

  /**
   * HKDF with SHA-256 (RFC 5869), for what one block is enough for.
   *
   * @param length 32 at most
   */
  private static byte[] derived(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    byte[] extracted = hmac(salt, secret);
    return Arrays.copyOf(hmac(extracted, joined(info, new byte[] {1})), length);
  }

  private static byte[] hmac(byte[] key, byte[] text) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(text);
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
