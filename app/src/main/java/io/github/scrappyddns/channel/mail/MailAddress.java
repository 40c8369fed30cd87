package io.github.scrappyddns.channel.mail;

import io.github.scrappyddns.channel.url.ChannelUrlException;
import jakarta.mail.internet.AddressException;
import jakarta.mail.internet.InternetAddress;
import java.io.UnsupportedEncodingException;
import java.net.IDN;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * E-mail addresses as their owners write them: with names in any letters, which travel encoded (RFC
 * 2047), and with domains in any letters, which travel as DNS has them.
 */
final class MailAddress {
  private MailAddress() {}

  static InternetAddress of(String text) {
    return of(text, Optional.empty());
  }

  /**
   * The address that a text such as {@code Büro <me@büro.example>} spells.
   *
   * @param name to show where the text has none
   * @throws ChannelUrlException if it spells none
   */
  static InternetAddress of(String text, Optional<String> name) {
    try {
      InternetAddress written = new InternetAddress(text, false);
      String address = written.getAddress();
      int at = address.lastIndexOf('@');
      if (at > 0) {
        InternetAddress plain =
            new InternetAddress(
                address.substring(0, at + 1) + IDN.toASCII(address.substring(at + 1)), false);
        plain.validate();
        String shown = written.getPersonal() == null ? name.orElse(null) : written.getPersonal();
        plain.setPersonal(shown, StandardCharsets.UTF_8.name());
        return plain;
      }
    } catch (AddressException | IllegalArgumentException e) {
      throw wrong();
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java has UTF-8", e);
    }
    throw wrong();
  }

  private static ChannelUrlException wrong() {
    return new ChannelUrlException("one of its addresses is not an e-mail address");
  }
}
