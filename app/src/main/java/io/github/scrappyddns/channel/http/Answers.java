package io.github.scrappyddns.channel.http;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * What the answers of one service mean: the mark by which it says yes, and the refusals that it is
 * known to utter. Immutable; each method that adds something gives a new one.
 *
 * <p>Whoever answers with a good status but without the mark is a stranger, or is misunderstood: a
 * captive portal, a parked domain, another program on the same port. Whatever else is on no list is
 * taken for a temporary fault, such as the 404 of a proxy whose service restarts, and speaks
 * against the channel only when it has lasted.
 */
public final class Answers {
  /** One kind of answer; of several that fit, the first counts. */
  private record Row(Predicate<HttpAnswer> fits, Function<HttpAnswer, DeliveryResult> meaning) {}

  /** After these, a channel is known to work. */
  private static final Set<Outcome> WORKS =
      Set.of(Outcome.DELIVERED, Outcome.WAIT_UNTIL, Outcome.BAD_MESSAGE);

  /** The marks of yes and of no. */
  private record Marks(Predicate<HttpAnswer> yes, Predicate<HttpAnswer> no) {}

  private final Marks marks;
  private final List<Row> rows;
  private final Duration patience;

  private Answers(Marks marks, List<Row> rows, Duration patience) {
    this.marks = marks;
    this.rows = List.copyOf(rows);
    this.patience = patience;
  }

  /**
   * Those of a service that marks its success. Where it names an error, too, the mark does not
   * count.
   *
   * @param mark whether a whole answer with a good status has the mark
   */
  public static Answers marked(Predicate<HttpAnswer> mark) {
    return new Answers(new Marks(whole(mark), answer -> false), List.of(), Patience.USUAL);
  }

  /** Those of a receiver that says yes with any status from 200 to 299, and nothing more. */
  public static Answers byStatus() {
    return new Answers(new Marks(answer -> true, answer -> false), List.of(), Patience.USUAL);
  }

  private static Predicate<HttpAnswer> whole(Predicate<HttpAnswer> mark) {
    return mark.and(HttpAnswer::whole).and(answer -> !answer.complains());
  }

  /** The same refusals, and another mark: for another question to the same service. */
  public Answers confirmedBy(Predicate<HttpAnswer> other) {
    return new Answers(new Marks(whole(other), marks.no()), rows, patience);
  }

  /** The same, of a service that may say no with a good status. */
  public Answers saidNoBy(Predicate<HttpAnswer> no) {
    return new Answers(new Marks(marks.yes(), no), rows, patience);
  }

  /** The same, where this long is enough for what is on no list to be over. */
  public Answers patientFor(Duration length) {
    return new Answers(marks, rows, length);
  }

  /** Takes an answer on the list, behind those that stand there. */
  public Answers when(Predicate<HttpAnswer> fits, Function<HttpAnswer, DeliveryResult> meaning) {
    return new Answers(
        marks, Stream.concat(rows.stream(), Stream.of(new Row(fits, meaning))).toList(), patience);
  }

  /** Takes an answer on the list, before those that stand there. */
  public Answers before(Predicate<HttpAnswer> fits, Function<HttpAnswer, DeliveryResult> meaning) {
    return new Answers(
        marks, Stream.concat(Stream.of(new Row(fits, meaning)), rows.stream()).toList(), patience);
  }

  /** Takes answers on the list that blame credentials, target, sender, options, rights or quota. */
  public Answers badChannel(Predicate<HttpAnswer> fits) {
    return when(fits, answer -> DeliveryResult.badChannel(answer.describe()));
  }

  /** Takes answers on the list that blame the message's size, markup or text. */
  public Answers badMessage(Predicate<HttpAnswer> fits) {
    return when(fits, answer -> DeliveryResult.badMessage(answer.describe()));
  }

  /** What an answer means to somebody who was not answered before. */
  public DeliveryResult read(HttpAnswer answer) {
    return listed(answer).orElseGet(() -> unlisted(answer));
  }

  /** What an answer means to a channel with this patience left. */
  DeliveryResult read(HttpAnswer answer, Patience left) {
    Optional<DeliveryResult> known = listed(answer);
    if (known.isEmpty()) {
      return left.tried(unlisted(answer), answer.at(), patience);
    }
    if (WORKS.contains(known.get().outcome())) {
      left.restore();
    }
    return known.get();
  }

  private Optional<DeliveryResult> listed(HttpAnswer answer) {
    for (Row row : rows) {
      if (row.fits().test(answer)) {
        return Optional.of(row.meaning().apply(answer));
      }
    }
    if (answer.successful()) {
      return Optional.of(answer)
          .filter(marks.yes())
          .map(yes -> DeliveryResult.delivered(yes.describe()));
    }
    if (answer.is(408, 425, 429) || answer.status() >= 500) {
      return Optional.of(
          answer
              .retryAfter()
              .map(answer::rest)
              .orElseGet(() -> DeliveryResult.retry(answer.describe())));
    }
    return answer.status() >= 300 && answer.status() < 400
        ? Optional.of(
            DeliveryResult.badChannel(
                answer.describe() + "; redirects are not followed: use the URL it leads to"))
        : Optional.empty();
  }

  /** A page is somebody else's, who kept the message from the service; the rest may be its own. */
  private DeliveryResult unlisted(HttpAnswer answer) {
    if (!answer.successful() || (answer.whole() && marks.no().test(answer))) {
      return DeliveryResult.retry(answer.describe());
    }
    return answer.page()
        ? DeliveryResult.retry(answer.describe() + " instead of the service's answer")
        : DeliveryResult.unsure(answer.describe() + " without the service's confirmation");
  }
}
