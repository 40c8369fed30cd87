package io.github.scrappyddns.file;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.Optional;

/**
 * A text file that an operator wrote, as read, or what is wrong with it. Editors put a byte-order
 * mark before a text and some of Windows a Ctrl-Z behind it: both are left out.
 *
 * @param text empty where there is a problem
 * @param problem what is wrong and what to do, to be put behind the file's name and a colon
 */
public record TextFile(String text, Optional<String> problem) {
  private static final String BYTE_ORDER_MARK = "\uFEFF";
  private static final int CTRL_Z = 0x1A;

  /** Reads a file of UTF-8 text with at most so many bytes. */
  public static TextFile read(Path file, int most) {
    return read(file, most, UTF_8);
  }

  /** Reads a file of text in a character set; one that knows every byte refuses no file for it. */
  public static TextFile read(Path file, int most, Charset charset) {
    try {
      Optional<String> other = whatElse(file);
      if (other.isPresent()) {
        return failed(other.get());
      }
      byte[] bytes;
      try (InputStream stream = Files.newInputStream(file)) {
        bytes = stream.readNBytes(most + 1);
      }
      return bytes.length > most
          ? failed("is larger than %,d bytes: is it the right file?".formatted(most))
          : new TextFile(content(bytes, charset), Optional.empty());
    } catch (NoSuchFileException e) {
      return failed("no such file");
    } catch (AccessDeniedException e) {
      return failed(
          "cannot be read by this user: check its owner and mode, and those of its directory");
    } catch (CharacterCodingException e) {
      return failed("cannot be read as UTF-8 text: save it as UTF-8");
    } catch (IOException e) {
      return failed("cannot be read: " + e.getMessage());
    }
  }

  /** What stands in the place of a file; empty where it is one. A pipe would hold its reader up. */
  private static Optional<String> whatElse(Path file) throws IOException {
    for (Path above = file.getParent(); above != null; above = above.getParent()) {
      if (Files.isRegularFile(above)) {
        return Optional.of("no such file: " + above + " is a file, not a directory");
      }
    }
    BasicFileAttributes attributes = Files.readAttributes(file, BasicFileAttributes.class);
    if (attributes.isDirectory()) {
      return Optional.of("is a directory, not a file");
    }
    return attributes.isRegularFile()
        ? Optional.empty()
        : Optional.of("is a pipe or a device, not a file");
  }

  private static String content(byte[] bytes, Charset charset) throws CharacterCodingException {
    String text =
        charset
            .newDecoder()
            .onMalformedInput(CodingErrorAction.REPORT)
            .decode(ByteBuffer.wrap(bytes))
            .toString();
    int begin = text.startsWith(BYTE_ORDER_MARK) ? 1 : 0;
    int end = text.length();
    while (end > begin
        && (text.charAt(end - 1) == CTRL_Z || Character.isWhitespace(text.charAt(end - 1)))) {
      end--;
    }
    return text.substring(begin, text.indexOf(CTRL_Z, end) < 0 ? text.length() : end);
  }

  private static TextFile failed(String problem) {
    return new TextFile("", Optional.of(problem));
  }

  /** Nothing of the text: it may be a secret. */
  @Override
  public String toString() {
    return "TextFile[" + problem.orElse("***") + "]";
  }
}
