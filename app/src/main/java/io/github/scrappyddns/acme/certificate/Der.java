package io.github.scrappyddns.acme.certificate;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.time.ZoneOffset.UTC;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.time.Instant;
import java.time.format.DateTimeFormatter;

/** Elements of ASN.1 by the distinguished encoding rules (X.690): as many as certificates need. */
final class Der {
  private static final DateTimeFormatter UTC_TIME =
      DateTimeFormatter.ofPattern("yyMMddHHmmss'Z'").withZone(UTC);
  private static final DateTimeFormatter GENERALIZED_TIME =
      DateTimeFormatter.ofPattern("yyyyMMddHHmmss'Z'").withZone(UTC);

  /** From then on a year of two digits is one of the century before (RFC 5280, 4.1.2.5). */
  private static final Instant TWO_DIGITS_END = Instant.parse("2050-01-01T00:00:00Z");

  private static final byte[] TRUE = {0x01, 1, (byte) 0xff};
  private static final int SHORT_LENGTH = 0x80;
  private static final int CONTEXT = 0x80;
  private static final int CONSTRUCTED = 0x20;

  private Der() {}

  static byte[] sequence(byte[]... parts) {
    return element(0x30, joined(parts));
  }

  static byte[] set(byte[]... parts) {
    return element(0x31, joined(parts));
  }

  static byte[] integer(BigInteger number) {
    return element(0x02, number.toByteArray());
  }

  static byte[] integer(long number) {
    return integer(BigInteger.valueOf(number));
  }

  static byte[] yes() {
    return TRUE.clone();
  }

  static byte[] octets(byte[] content) {
    return element(0x04, content);
  }

  /** A string of bits that fills its bytes. */
  static byte[] bits(byte[] content) {
    return element(0x03, joined(new byte[] {0}, content));
  }

  static byte[] utf8(String text) {
    return element(0x0c, text.getBytes(UTF_8));
  }

  /**
   * An object identifier.
   *
   * @param dotted such as {@code 2.5.29.17}
   */
  static byte[] oid(String dotted) {
    String[] arcs = dotted.split("\\.", -1);
    ByteArrayOutputStream content = new ByteArrayOutputStream();
    arc(content, Integer.parseInt(arcs[0]) * 40 + Integer.parseInt(arcs[1]));
    for (int i = 2; i < arcs.length; i++) {
      arc(content, Integer.parseInt(arcs[i]));
    }
    return element(0x06, content.toByteArray());
  }

  private static void arc(ByteArrayOutputStream content, int arc) {
    int shift = 28;
    while (shift > 0 && arc >>> shift == 0) {
      shift -= 7;
    }
    for (; shift > 0; shift -= 7) {
      content.write(0x80 | (arc >>> shift & 0x7f));
    }
    content.write(arc & 0x7f);
  }

  static byte[] time(Instant instant) {
    return instant.isBefore(TWO_DIGITS_END)
        ? element(0x17, UTC_TIME.format(instant).getBytes(US_ASCII))
        : element(0x18, GENERALIZED_TIME.format(instant).getBytes(US_ASCII));
  }

  /** An element whose tag stands in place of its own, of a text in ASCII. */
  static byte[] implicit(int number, String text) {
    return element(CONTEXT | number, text.getBytes(US_ASCII));
  }

  /** An element of its own tag around another, or in place of that of a set or sequence. */
  static byte[] tagged(int number, byte[] content) {
    return element(CONTEXT | CONSTRUCTED | number, content);
  }

  private static byte[] element(int tag, byte[] content) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(content.length + 5);
    out.write(tag);
    if (content.length < SHORT_LENGTH) {
      out.write(content.length);
    } else {
      byte[] length = BigInteger.valueOf(content.length).toByteArray();
      int zero = length[0] == 0 ? 1 : 0;
      out.write(SHORT_LENGTH | (length.length - zero));
      out.write(length, zero, length.length - zero);
    }
    out.writeBytes(content);
    return out.toByteArray();
  }

  private static byte[] joined(byte[]... parts) {
    ByteArrayOutputStream all = new ByteArrayOutputStream();
    for (byte[] part : parts) {
      all.writeBytes(part);
    }
    return all.toByteArray();
  }
}
