package io.github.scrappyddns.silence;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.outbox.OwedEvent;
import io.github.scrappyddns.silence.Hearing.Heard;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.timeline.Timeline;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * What is found out, as events of the timeline, with the alerts that are owed for them in the same
 * transaction. Networks that another instance is storing a change of are left for the next look.
 */
final class Tidings {
  /** So many networks in one transaction: others write in between. */
  private static final int AT_ONCE = 200;

  private final Books books;
  private final Hearing hearing;
  private final SilenceTable table = new SilenceTable();

  Tidings(Books books, Hearing hearing) {
    this.books = books;
    this.hearing = hearing;
  }

  /** Those that are silent, as an earlier process or another instance has left them. */
  List<Silence> silent() {
    return books.database().read(table::all);
  }

  /**
   * Notes that networks are silent, unless they have called meanwhile.
   *
   * @param common when those fell that are told together; 0 where each is told by itself
   * @return those that are
   */
  List<Silence> fall(List<Watched.Fallen> fallen, long common, long now) {
    return inSteps(
        fallen,
        Watched.Fallen::networkId,
        common == 0,
        now,
        (one, last) -> {
          boolean calledMeanwhile = last.at() > one.lastHeard();
          return calledMeanwhile
              ? Optional.empty()
              : Optional.of(
                  new Finding(
                      Event.Kind.SILENT,
                      one.lastHeard(),
                      new Silence(one.networkId(), one.lastHeard(), now, common, 0)));
        });
  }

  /** Notes that networks call again; returns them as they are then. */
  List<Silence> comeBack(List<Silence> silent, boolean isOwed, long now) {
    return inSteps(
        silent,
        Silence::networkId,
        isOwed,
        now,
        (one, last) ->
            Optional.of(new Finding(Event.Kind.BACK, Math.min(one.since(), now), one.back(now))));
  }

  /** Ends a common fall: those that are back are forgotten, the others stay by themselves. */
  void endCommonFall(List<Silence> members, Function<Channel, Optional<String>> text, long now) {
    books
        .database()
        .write(
            writing -> {
              for (Silence one : members) {
                if (one.isBack()) {
                  table.remove(writing, one.networkId());
                } else {
                  table.enter(writing, one.alone());
                }
              }
              books.outbox().announce(writing, CommonFallText.ABOUT, text, now);
              return null;
            });
  }

  /** Tells of a common fall. */
  void announce(Function<Channel, Optional<String>> text, long now) {
    books
        .database()
        .write(
            writing -> {
              books.outbox().announce(writing, CommonFallText.ABOUT, text, now);
              return null;
            });
  }

  /** What is found of one network. */
  private record Finding(Event.Kind kind, long since, Silence silence) {}

  private interface Look<T> {
    Optional<Finding> at(T one, Heard last);
  }

  private <T> List<Silence> inSteps(
      List<T> all, Function<T, Long> id, boolean isOwed, long now, Look<T> look) {
    List<Silence> found = new ArrayList<>();
    for (int from = 0; from < all.size(); from += AT_ONCE) {
      List<T> some = all.subList(from, Math.min(all.size(), from + AT_ONCE));
      found.addAll(books.database().write(writing -> store(writing, some, id, isOwed, now, look)));
    }
    return found;
  }

  private <T> List<Silence> store(
      Transaction writing,
      List<T> some,
      Function<T, Long> id,
      boolean isOwed,
      long now,
      Look<T> look) {
    Set<Long> ids = some.stream().map(id).collect(Collectors.toSet());
    Set<Long> mine = writing.speaksInSets() ? books.networks().hold(writing, ids) : ids;
    List<Silence> found = new ArrayList<>();
    List<Timeline.Entry> entries = new ArrayList<>();
    List<Network> tellOf = new ArrayList<>();
    for (T one : some) {
      Optional<Network> network =
          mine.contains(id.apply(one))
              ? books.networks().find(writing, id.apply(one))
              : Optional.empty();
      Optional<Heard> last = hearing.last(writing, id.apply(one));
      if (network.isEmpty() || last.isEmpty()) {
        continue;
      }
      look.at(one, last.get())
          .ifPresent(
              finding -> {
                found.add(finding.silence());
                entries.add(entry(finding, last.get().address(), now));
                tellOf.add(network.get());
              });
    }
    List<Long> events = books.timeline().append(writing, entries);
    List<OwedEvent> news = new ArrayList<>();
    for (int i = 0; i < events.size(); i++) {
      news.add(new OwedEvent(tellOf.get(i), events.get(i)));
      note(writing, found.get(i));
    }
    if (isOwed) {
      books.outbox().owe(writing, news, now);
    }
    return found;
  }

  /** Who is back alone is forgotten; who fell with others is kept until they are back, too. */
  private void note(Transaction writing, Silence silence) {
    if (silence.isBack() && !silence.isCommon()) {
      table.remove(writing, silence.networkId());
    } else {
      table.enter(writing, silence);
    }
  }

  private static Timeline.Entry entry(Finding finding, PublicAddress address, long now) {
    return new Timeline.Entry(
        finding.silence().networkId(),
        finding.kind(),
        address,
        Instant.ofEpochMilli(finding.since()),
        address,
        Instant.ofEpochMilli(now));
  }
}
