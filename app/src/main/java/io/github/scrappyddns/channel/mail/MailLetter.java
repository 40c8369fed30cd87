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
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;

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
      Map<String, String> headers) {}

  private final String identity;

  private MailLetter(String identity) {
    super(Session.getInstance(new Properties()));
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
    MailLetter letter = new MailLetter("<" + alert.id() + "." + receiver + "@" + domain + ">");
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
      letter.setHeader(header.getKey(), header.getValue().replaceAll("\\p{Cntrl}+", " "));
    }
    letter.saveChanges();
    return letter;
  }

  @Override
  protected void updateMessageID() throws MessagingException {
    setHeader("Message-ID", identity);
  }
}
