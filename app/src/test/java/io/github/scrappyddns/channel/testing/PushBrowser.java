package io.github.scrappyddns.channel.testing;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.channel.http.Json;
import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/**
 * A browser that has subscribed, and its push service: reads what is sealed for it, and looks at
 * every header as strictly as RFC 8030, 8188, 8291 and 8292 allow. Knows nothing of the code that
 * seals.
 */
public final class PushBrowser {
  /** That of the example in RFC 8291, 5. */
  public static final PushBrowser OF_THE_RFC =
      new PushBrowser(
          "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4",
          "q1dXpw3UpT5VOmu_cf_v6ih07Aems3njxI-JWgLcM94",
          "BTBZMqHH6r4Tts7J_aSIgg");

  private static final Pattern AUTHORIZATION =
      Pattern.compile("vapid t=([\\w-]+)\\.([\\w-]+)\\.([\\w-]+), k=([\\w-]{87})");
  private static final int MOST_OCTETS = 4_096;
  private static final long DAY_SECONDS = 86_400;

  private final String p256dh;
  private final String auth;
  private final ECPrivateKey own;

  private PushBrowser(String p256dh, String secret, String auth) {
    this.p256dh = p256dh;
    this.auth = auth;
    try {
      ECPrivateKeySpec spec = new ECPrivateKeySpec(new BigInteger(1, octets(secret)), curve());
      own = (ECPrivateKey) KeyFactory.getInstance("EC").generatePrivate(spec);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** One with keys of its own, and this secret. */
  public static PushBrowser fresh(int number) {
    try {
      KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
      generator.initialize(new ECGenParameterSpec("secp256r1"));
      var pair = generator.generateKeyPair();
      ECPoint point = ((ECPublicKey) pair.getPublic()).getW();
      ByteBuffer written = ByteBuffer.allocate(65).put((byte) 4);
      written.put(of32(point.getAffineX())).put(of32(point.getAffineY()));
      byte[] auth = ByteBuffer.allocate(16).putInt(12, number).array();
      return new PushBrowser(
          text(written.array()), text(of32(((ECPrivateKey) pair.getPrivate()).getS())), text(auth));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  public String p256dh() {
    return p256dh;
  }

  public String auth() {
    return auth;
  }

  /** What is wrong with a message. */
  public List<String> complaints(Received request, Instant now) {
    List<String> complaints = new ArrayList<>();
    check(complaints, request.method().equals("POST"), "the method");
    check(complaints, request.header("ttl").matches("\\d{1,7}"), "TTL");
    check(complaints, request.header("content-encoding").equals("aes128gcm"), "Content-Encoding");
    check(complaints, request.header("urgency").matches("very-low|low|normal|high"), "Urgency");
    check(complaints, request.header("topic").matches("[A-Za-z0-9_-]{1,32}"), "Topic");
    check(complaints, request.body().length() <= MOST_OCTETS, "the length");
    Matcher parts = AUTHORIZATION.matcher(request.header("authorization"));
    if (!parts.matches()) {
      complaints.add("Authorization");
      return complaints;
    }
    JsonNode claims = Json.parse(new String(octets(parts.group(2)), UTF_8));
    long left = claims.path("exp").asLong() - now.getEpochSecond();
    check(complaints, left > 0 && left <= DAY_SECONDS, "exp in " + left + " s");
    check(
        complaints,
        claims.path("aud").asText().matches("https?://" + Pattern.quote(request.header("host"))),
        "aud " + claims.path("aud"));
    check(
        complaints,
        claims.path("sub").asText().matches("https://[a-z0-9.-]+\\.[a-z]+(/.*)?"),
        "sub " + claims.path("sub"));
    check(
        complaints,
        Json.parse(new String(octets(parts.group(1)), UTF_8)).path("alg").asText().equals("ES256"),
        "alg");
    check(complaints, isSigned(parts), "the signature");
    return complaints;
  }

  private static void check(List<String> complaints, boolean good, String what) {
    if (!good) {
      complaints.add(what + " is wrong");
    }
  }

  private static boolean isSigned(Matcher parts) {
    try {
      Signature signature = Signature.getInstance("SHA256withECDSAinP1363Format");
      signature.initVerify(key(octets(parts.group(4))));
      signature.update((parts.group(1) + "." + parts.group(2)).getBytes(US_ASCII));
      return signature.verify(octets(parts.group(3)));
    } catch (GeneralSecurityException e) {
      return false;
    }
  }

  /** The key that a message is signed with. */
  public static String signer(Received request) {
    return request.header("authorization").replaceFirst(".*, k=", "");
  }

  /** What a message says. */
  public JsonNode read(Received request) {
    ByteBuffer body = ByteBuffer.wrap(request.body().getBytes(ISO_8859_1));
    byte[] salt = new byte[16];
    body.get(salt);
    if (body.getInt() != MOST_OCTETS || body.get() != 65) {
      throw new AssertionError("not the head of aes128gcm");
    }
    byte[] sender = new byte[65];
    body.get(sender);
    byte[] sealed = new byte[body.remaining()];
    body.get(sealed);
    try {
      KeyAgreement agreement = KeyAgreement.getInstance("ECDH");
      agreement.init(own);
      agreement.doPhase(key(sender), true);
      byte[] info = joined("WebPush: info\0".getBytes(US_ASCII), octets(p256dh), sender);
      byte[] secret = derived(octets(auth), agreement.generateSecret(), info, 32);
      byte[] aes = derived(salt, secret, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16);
      byte[] nonce = derived(salt, secret, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12);
      Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
      cipher.init(
          Cipher.DECRYPT_MODE, new SecretKeySpec(aes, "AES"), new GCMParameterSpec(128, nonce));
      byte[] plain = cipher.doFinal(sealed);
      if (plain[plain.length - 1] != 2) {
        throw new AssertionError("not the last record");
      }
      return Json.parse(new String(plain, 0, plain.length - 1, UTF_8));
    } catch (GeneralSecurityException e) {
      throw new AssertionError("cannot be decrypted", e);
    }
  }

  private static byte[] derived(byte[] salt, byte[] secret, byte[] info, int length)
      throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(salt, "HmacSHA256"));
    byte[] extracted = mac.doFinal(secret);
    mac.init(new SecretKeySpec(extracted, "HmacSHA256"));
    return Arrays.copyOf(mac.doFinal(joined(info, new byte[] {1})), length);
  }

  private static ECParameterSpec curve() throws GeneralSecurityException {
    AlgorithmParameters parameters = AlgorithmParameters.getInstance("EC");
    parameters.init(new ECGenParameterSpec("secp256r1"));
    return parameters.getParameterSpec(ECParameterSpec.class);
  }

  private static ECPublicKey key(byte[] point) throws GeneralSecurityException {
    BigInteger x = new BigInteger(1, Arrays.copyOfRange(point, 1, 33));
    BigInteger y = new BigInteger(1, Arrays.copyOfRange(point, 33, 65));
    return (ECPublicKey)
        KeyFactory.getInstance("EC")
            .generatePublic(new ECPublicKeySpec(new ECPoint(x, y), curve()));
  }

  private static byte[] of32(BigInteger number) {
    byte[] written = number.toByteArray();
    byte[] octets = new byte[32];
    int length = Math.min(32, written.length);
    System.arraycopy(written, written.length - length, octets, 32 - length, length);
    return octets;
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }

  private static byte[] octets(String text) {
    return Base64.getUrlDecoder().decode(text);
  }

  private static String text(byte[] octets) {
    return Base64.getUrlEncoder().withoutPadding().encodeToString(octets);
  }
}
