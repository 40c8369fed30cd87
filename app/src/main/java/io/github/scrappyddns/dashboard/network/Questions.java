package io.github.scrappyddns.dashboard.network;

import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.network.RegistryTable.MadeToken;
import io.github.scrappyddns.steering.Loss;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** The questions that are asked before an order. */
final class Questions {
  private static final List<Duration> OVERLAPS =
      List.of(Duration.ofDays(7), Duration.ofDays(1), Duration.ofDays(30), Duration.ZERO);

  private Questions() {}

  private static String page(Frame frame, long id) {
    return frame.to("dashboard/networks/" + id);
  }

  static Question remove(Frame frame, long id, Loss loss) {
    List<String> losses = new ArrayList<>();
    if (loss.events() > 0) {
      losses.add(frame.count("remove.events", loss.events()));
    }
    if (loss.tokens() > 0) {
      losses.add(frame.count("remove.tokens", loss.tokens()));
    }
    losses.add(frame.say("remove.alerts"));
    return new Question(
        frame.say("remove.title", loss.network()),
        frame.say("remove.text"),
        loss.network(),
        page(frame, id),
        losses,
        page(frame, id) + "/remove",
        "remove",
        0,
        "",
        List.of(),
        frame.say("remove.button", loss.network()),
        true);
  }

  static Question makeToken(Frame frame, long id, String network) {
    return new Question(
        frame.say("token.make.title", network),
        frame.say("token.make.text"),
        network,
        page(frame, id),
        List.of(),
        page(frame, id) + "/token",
        "make",
        0,
        "",
        List.of(),
        frame.say("token.make.button"),
        false);
  }

  static Question removeToken(Frame frame, long id, String network, MadeToken token) {
    return new Question(
        frame.say("token.remove.title", token.start()),
        frame.say("token.remove.text", network),
        network,
        page(frame, id),
        List.of(),
        page(frame, id) + "/token",
        "remove",
        token.id(),
        "",
        List.of(),
        frame.say("token.remove.button"),
        true);
  }

  static Question replaceToken(Frame frame, long id, String network, MadeToken token) {
    return new Question(
        frame.say("token.replace.title", token.start()),
        frame.say("token.replace.text", network),
        network,
        page(frame, id),
        List.of(),
        page(frame, id) + "/token",
        "replace",
        token.id(),
        frame.say("token.replace.choice"),
        OVERLAPS.stream().map(time -> overlap(frame, time)).toList(),
        frame.say("token.replace.button"),
        false);
  }

  private static Choice overlap(Frame frame, Duration time) {
    return new Choice(
        Long.toString(time.toMillis()),
        time.isZero()
            ? frame.say("token.replace.now")
            : frame.say("token.replace.in", frame.times().length(time)),
        time.equals(OVERLAPS.get(0)));
  }
}
