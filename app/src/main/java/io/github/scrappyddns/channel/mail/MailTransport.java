package io.github.scrappyddns.channel.mail;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.URLName;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Properties;
import java.util.regex.Pattern;
import javax.net.ssl.SSLSocketFactory;
import org.eclipse.angus.mail.smtp.SMTPTransport;

/** An SMTP conversation that knows how far it has come. */
final class MailTransport extends SMTPTransport {
  /** What was last begun. */
  enum Stage {
    GREETING,
    SENDER,
    RECIPIENT,
    CONTENT,
    /** Everything was sent; from here on it may have been accepted. */
    END
  }

  private static final int TAKEN = 250;
  private static final Pattern CODE = Pattern.compile("(?m)^(\\d{3})[ -]");

  private final boolean beyondAscii;
  private volatile Stage stage = Stage.GREETING;

  private MailTransport(Session session, URLName name, boolean beyondAscii) {
    super(session, name);
    this.beyondAscii = beyondAscii;
  }

  /**
   * A conversation that has yet to begin.
   *
   * @param beyondAscii whether the server must take addresses in any letters (RFC 6531)
   */
  static MailTransport to(MailServer server, SSLSocketFactory tls, boolean beyondAscii) {
    Properties settings = new Properties();
    settings.put("mail.smtp.host", server.host());
    settings.put("mail.mime.allowutf8", Boolean.toString(beyondAscii));
    settings.put("mail.smtp.auth", Boolean.toString(server.login().isPresent()));
    settings.put("mail.smtp.auth.mechanisms", "PLAIN LOGIN");
    boolean starttls = server.security() == MailServer.Security.STARTTLS;
    // It is not enough that the server offers it: an attacker in between would simply hide the
    // offer.
    settings.put("mail.smtp.starttls.enable", Boolean.toString(starttls));
    settings.put("mail.smtp.starttls.required", Boolean.toString(starttls));
    settings.put("mail.smtp.ssl.checkserveridentity", "true");
    settings.put("mail.smtp.ssl.socketFactory", tls);
    String user = server.login().map(MailServer.Login::user).orElse(null);
    String password = server.login().map(MailServer.Login::password).orElse(null);
    return new MailTransport(
        Session.getInstance(settings),
        new URLName("smtp", server.host(), server.port(), null, user, password),
        beyondAscii);
  }

  Stage stage() {
    return stage;
  }

  /**
   * Sends a letter; returns the server's answer.
   *
   * @throws MessagingException where the server refuses it, or its addresses go beyond ASCII and
   *     the server cannot take that (RFC 6531)
   */
  String send(MailLetter letter) throws MessagingException {
    if (beyondAscii && !supportsExtension("SMTPUTF8")) {
      throw new MessagingException("no SMTPUTF8");
    }
    sendMessage(letter, letter.getAllRecipients());
    return getLastServerResponse().strip();
  }

  /**
   * The code of an answer: the greatest one, should its lines not agree (RFC 5321, 4.2.1), where
   * Angus knows only the first. Any that begins with 2 takes the message (4.2.1, 4.3.2), where
   * Angus wants 250.
   */
  @Override
  protected int readServerResponse() throws MessagingException {
    int first = super.readServerResponse();
    int code =
        CODE.matcher(String.valueOf(getLastServerResponse()))
            .results()
            .mapToInt(line -> Integer.parseInt(line.group(1)))
            .reduce(first, Math::max);
    return stage == Stage.END && code / 100 == 2 ? TAKEN : code;
  }

  @Override
  protected void mailFrom() throws MessagingException {
    stage = Stage.SENDER;
    super.mailFrom();
  }

  @Override
  protected void rcptTo() throws MessagingException {
    stage = Stage.RECIPIENT;
    super.rcptTo();
  }

  @Override
  protected OutputStream data() throws MessagingException {
    stage = Stage.CONTENT;
    return super.data();
  }

  @Override
  protected void finishData() throws IOException, MessagingException {
    stage = Stage.END;
    super.finishData();
  }
}
