package io.github.scrappyddns.channel.mail;

import com.google.common.hash.Hashing;
import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Manner;
import jakarta.mail.Message;
import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeUtility;
import java.io.UnsupportedEncodingException;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import java.util.stream.Stream;

/** An alert as an e-mail: plain text, with an identity that is the same at every attempt. */
final class MailLetter extends MimeMessage {
  /**
   * Who writes to whom.
   *
   * @param headers of the owner's own
   */
  record Envelope(
      InternetAddress from,
      InternetAddress to,
      Optional<InternetAddress> reply,
      Map<String, String> headers) {
    /** Whether an address has letters before its {@code @} that only SMTPUTF8 can carry. */
    boolean beyondAscii() {
      return Stream.of(Optional.of(from), Optional.of(to), reply)
          .flatMap(Optional::stream)
          .anyMatch(address -> !address.getAddress().matches("\\p{ASCII}*"));
    }
  }

  private final String identity;

  private MailLetter(String identity, Properties settings) {
    super(Session.getInstance(settings));
    this.identity = identity;
  }

  static MailLetter write(Alert alert, Priority priority, Envelope envelope, Manner manner)
      throws MessagingException {
    String sender = envelope.from().getAddress();
    String receiver =
        Hashing.sha256()
            .hashString(envelope.to().getAddress(), StandardCharsets.UTF_8)
            .toString()
            .substring(0, 12);
    String domain = sender.substring(sender.lastIndexOf('@') + 1);
    Properties settings = new Properties();
    settings.put("mail.mime.allowutf8", Boolean.toString(envelope.beyondAscii()));
    MailLetter letter =
        new MailLetter("<" + alert.id() + "." + receiver + "@" + domain + ">", settings);
    letter.setFrom(envelope.from());
    letter.setRecipient(Message.RecipientType.TO, envelope.to());
    if (envelope.reply().isPresent()) {
      letter.setReplyTo(new InternetAddress[] {envelope.reply().get()});
    }
    letter.setSubject(alert.title().replaceAll("\\p{Cntrl}+", " "), "UTF-8");
    letter.setText(alert.body() + "\n", "UTF-8");
    letter.setSentDate(Date.from(manner.clock().instant()));
    // RFC 3834: asks for no out-of-office replies and no ticket numbers in return.
    letter.setHeader("Auto-Submitted", "auto-generated");
    letter.setHeader("X-Mailer", manner.userAgent());
    if (priority.compareTo(Priority.NORMAL) > 0) {
      letter.setHeader("Importance", "high");
      letter.setHeader("X-Priority", "1");
    }
    for (Map.Entry<String, String> header : envelope.headers().entrySet()) {
      letter.setHeader(header.getKey(), encoded(header.getValue().replaceAll("\\p{Cntrl}+", " ")));
    }
    letter.saveChanges();
    return letter;
  }

  private static String encoded(String text) {
    try {
      return MimeUtility.encodeText(text, "UTF-8", null);
    } catch (UnsupportedEncodingException e) {
      throw new IllegalStateException("every Java has UTF-8", e);
    }
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", identity);
  }
}
