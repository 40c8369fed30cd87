package io.github.scrappyddns.channel.mail;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.http.Quotation;
import io.github.scrappyddns.channel.mail.MailTransport.Stage;
import io.github.scrappyddns.channel.url.Secrets;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What the refusal of a mail server means: its enhanced status code (RFC 3463) says whom it blames,
 * wherever in the conversation it comes; where there is none, code and stage tell.
 *
 * @param code of three digits
 * @param status the enhanced code, such as {@code 5.7.1}; empty if there is none
 * @param stage what was begun when the refusal came
 * @param said the server's words, the codes included
 * @param secrets which it may repeat
 */
record MailRefusal(int code, String status, Stage stage, String said, Secrets secrets) {
  private static final Pattern ENHANCED =
      Pattern.compile("(?m)^(\\d{3})[ -]([245]\\.\\d{1,3}\\.\\d{1,3})\\b");

  /** Too long for the mailbox, too big for the system, and content, media and conversions. */
  private static final Pattern OF_THE_MESSAGE = Pattern.compile("5\\.(2\\.3|3\\.4|6\\.(?!7$)\\d+)");

  /**
   * Addresses, mailboxes, security and policy; of routing, where access is denied and the day's
   * quota of messages; addresses beyond ASCII.
   */
  private static final Pattern OF_THE_CHANNEL =
      Pattern.compile("5\\.([127]\\.\\d+|4\\.[15]|6\\.7)");

  private static final Pattern SIZE =
      Pattern.compile("(?is)\\bmessage\\b.*\\b(size|large|larger|big|bigger)\\b");

  /** What may be short of room, or of time, in the way of a message of any size. */
  private static final Pattern OF_THE_SERVER =
      Pattern.compile("(?i)mailbox|quota|storage|\\b(disk|space|full|took)\\b");

  /** Of logins that are missing, too weak or wrong. */
  private static final Set<Integer> OF_THE_LOGIN = Set.of(530, 534, 535, 538);

  /** Of addresses: not there, elsewhere, not allowed. */
  private static final Set<Integer> OF_ADDRESSES = Set.of(550, 551, 553);

  /** The first line with this code that has an enhanced code, too, decides. */
  static MailRefusal of(int code, Stage stage, String said, Secrets secrets) {
    String status =
        ENHANCED
            .matcher(said)
            .results()
            .filter(line -> line.group(1).equals(Integer.toString(code)))
            .map(line -> line.group(2))
            .findFirst()
            .orElse("");
    return new MailRefusal(code, status, stage, said, secrets);
  }

  /** The verdict; empty if this is on no list. */
  Optional<DeliveryResult> meaning() {
    if (code < 500 || status.startsWith("4.")) {
      return Optional.of(DeliveryResult.retry(told()));
    }
    boolean whole = stage == Stage.CONTENT || stage == Stage.END;
    if (OF_THE_MESSAGE.matcher(status).matches()
        || (status.isEmpty() && whole && blamesItsSize())) {
      return Optional.of(DeliveryResult.badMessage(told()));
    }
    return OF_THE_CHANNEL.matcher(status).matches()
            || OF_THE_LOGIN.contains(code)
            || (status.isEmpty() && !whole && OF_ADDRESSES.contains(code))
        ? Optional.of(DeliveryResult.badChannel(told()))
        : Optional.empty();
  }

  private boolean blamesItsSize() {
    return SIZE.matcher(said).find() && !OF_THE_SERVER.matcher(said).find();
  }

  /** The server's words in one short line. */
  String told() {
    return Quotation.of(said, secrets);
  }
}
