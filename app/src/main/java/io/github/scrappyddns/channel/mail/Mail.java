package io.github.scrappyddns.channel.mail;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Manner;
import io.github.scrappyddns.channel.http.Patience;
import io.github.scrappyddns.channel.http.PushThreads;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import jakarta.mail.internet.InternetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Somebody with an e-mail address. */
public final class Mail implements PushService {
  public static final ChannelKind KIND =
      ChannelKind.of(
              "E-mail",
              "mailtos://user:password@domain[:port][/recipient…]; smtp=host[:port] from= fromname= to= reply="
                  + " mode=starttls|ssl|insecure clienthost= +Header=value",
              Mail::open,
              "mailtos",
              "mailto",
              "smtp")
          .login(ChannelKind.Login.PASSWORD)
          .options("smtp", "from", "to", "cc", "bcc", "reply", "mode", "user", "pass", "tls")
          .options("fromaddress", "toaddresses", "encryption", "fromname", "title", "body", "+")
          .options("clienthost");

  private final MailServer server;
  private final MailLetter.Envelope envelope;
  private final Manner manner;
  private final PushThreads threads;
  private final Patience patience = new Patience();

  private Mail(
      MailServer server, MailLetter.Envelope envelope, Manner manner, PushThreads threads) {
    this.server = server;
    this.envelope = envelope;
    this.manner = manner;
    this.threads = threads;
  }

  private static List<Receiver> open(ChannelUrl url, Surroundings surroundings) {
    ChannelQuery query = url.query();
    MailServer server = MailServer.of(url);
    InternetAddress from =
        MailAddress.of(
            query
                .option("from")
                .or(() -> query.option("fromaddress"))
                .or(() -> server.login().map(login -> within(login.user(), server)))
                .orElseThrow(() -> new ChannelUrlException("from= is missing")),
            query.option("fromname"));
    List<String> recipients = new ArrayList<>(url.path());
    for (String key : List.of("to", "toaddresses", "cc", "bcc")) {
      query.option(key).ifPresent(list -> recipients.addAll(List.of(list.split(",", -1))));
    }
    if (recipients.isEmpty()) {
      recipients.add(from.getAddress());
    }
    Optional<InternetAddress> reply = query.option("reply").map(MailAddress::of);
    Map<String, String> headers = query.headers();
    if (headers.keySet().stream().anyMatch(name -> !name.matches("[A-Za-z0-9-]+"))) {
      throw new ChannelUrlException("one of the +headers has a name that no header can have");
    }
    return recipients.stream()
        .map(
            recipient -> {
              InternetAddress to = MailAddress.of(within(recipient.strip(), server));
              return new Receiver(
                  "e-mail " + to.getAddress(),
                  new Mail(
                      server,
                      new MailLetter.Envelope(from, to, reply, headers),
                      surroundings.manner(),
                      surroundings.threads()));
            })
        .toList();
  }

  private static String within(String name, MailServer server) {
    return name.contains("@") ? name : name + "@" + server.domain();
  }

  @Override
  public CompletableFuture<DeliveryResult> deliver(Alert alert, Priority priority) {
    return new MailAttempt(server, manner, threads, patience, envelope.beyondAscii())
        .run(transport -> transport.send(MailLetter.write(alert, priority, envelope, manner)));
  }

  /** Logs in and disconnects. */
  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    return Optional.of(
        DeliveryResult.await(
            new MailAttempt(server, manner, threads, new Patience(), envelope.beyondAscii())
                .run(transport -> "the server lets us in")));
  }
}
