package io.github.scrappyddns.server;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.github.scrappyddns.file.TextFile;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One block of a PEM file (RFC 7468), from {@code BEGIN} to {@code END}; text around it is
 * explanatory.
 */
public final class PemBlock {
  private static final int LARGEST_FILE = 1 << 20;
  private static final int LINE = 64;
  private static final Pattern BLOCK =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----(.*?)-----END \\1-----", Pattern.DOTALL);

  private final String label;
  private final boolean encrypted;
  private final byte[] content;

  private PemBlock(String label, boolean encrypted, byte[] content) {
    this.label = label;
    this.encrypted = encrypted;
    this.content = content;
  }

  /**
   * The blocks of a file, in its order.
   *
   * @throws GeneralSecurityException where it cannot be read or a block is damaged
   */
  static List<PemBlock> read(Path file) throws GeneralSecurityException {
    // What stands around the blocks may be in any character set.
    TextFile read = TextFile.read(file, LARGEST_FILE, ISO_8859_1);
    if (read.problem().isPresent()) {
      throw new GeneralSecurityException(read.problem().get());
    }
    return of(read.text());
  }

  /**
   * The blocks of a text, in its order.
   *
   * @throws GeneralSecurityException where a block is damaged
   */
  public static List<PemBlock> of(String text) throws GeneralSecurityException {
    List<PemBlock> blocks = new ArrayList<>();
    Matcher matcher = BLOCK.matcher(text);
    while (matcher.find()) {
      String label = matcher.group(1);
      String body = matcher.group(2);
      // The traditional form says so in a header, as in mail.
      boolean encrypted = label.startsWith("ENCRYPTED") || body.contains("ENCRYPTED");
      try {
        byte[] content = encrypted ? new byte[0] : Base64.getMimeDecoder().decode(body);
        blocks.add(new PemBlock(label, encrypted, content));
      } catch (IllegalArgumentException e) {
        throw new GeneralSecurityException("the block '" + label + "' is damaged", e);
      }
    }
    return blocks;
  }

  /** A block as it stands in a file. */
  public static String text(String label, byte[] content) {
    String lines = Base64.getMimeEncoder(LINE, new byte[] {'\n'}).encodeToString(content);
    return "-----BEGIN %s-----\n%s\n-----END %s-----\n".formatted(label, lines, label);
  }

  /** Such as {@code CERTIFICATE}. */
  public String label() {
    return label;
  }

  /** Whether it can only be read with a passphrase. */
  boolean encrypted() {
    return encrypted;
  }

  /** The decoded content; empty if it is encrypted. */
  public byte[] content() {
    return content.clone();
  }

  /** Shows nothing of the content: it may be a key. */
  @Override
  public String toString() {
    return "PemBlock[" + label + "]";
  }
}
