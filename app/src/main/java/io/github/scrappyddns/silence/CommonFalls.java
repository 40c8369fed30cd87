package io.github.scrappyddns.silence;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.silence.Watched.Fallen;
import io.github.scrappyddns.words.Words;
import java.time.ZoneId;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** How those are told who fell silent together: by one alert, and by one when they are back. */
final class CommonFalls {
  private final Books books;
  private final Tidings tidings;
  private final CommonFallText text;

  CommonFalls(Books books, Tidings tidings, Words words, ZoneId zone) {
    this.books = books;
    this.tidings = tidings;
    this.text = new CommonFallText(words, zone);
  }

  /**
   * Tells of a fall, and then notes it: after a crash between the two it is told again, but never
   * not at all.
   *
   * @param before those that fell shortly before, and were told by themselves
   * @return who is silent now
   */
  List<Silence> fall(List<Fallen> fallen, List<Silence> before, int watched, long first, long now) {
    int count = fallen.size() + before.size();
    Map<Long, Network> named = new HashMap<>();
    fallen.forEach(one -> name(named, one.networkId()));
    before.forEach(one -> name(named, one.networkId()));
    tidings.announce(
        channel ->
            wanted(named.values(), channel).map(some -> text.fall(some, count, watched, first)),
        now);
    return tidings.fall(fallen, first, now);
  }

  /** Whether one is over: all who fell are back, or the first of them has been for long enough. */
  static boolean isOver(List<Silence> members, long now) {
    long firstBack =
        members.stream().filter(Silence::isBack).mapToLong(Silence::backAt).min().orElse(now);
    // Somebody may have set the clock back.
    boolean longAgo = now - firstBack >= CommonFall.WINDOW || firstBack > now;
    return longAgo || members.stream().allMatch(Silence::isBack);
  }

  /**
   * Tells who is back of those that fell together; the others are told by themselves then.
   *
   * @param judged those whose silence means anything now: one that somebody has paused since is not
   *     spoken of
   */
  void end(List<Silence> members, List<Silence> judged, long now) {
    Map<Long, Network> all = new HashMap<>();
    Map<Long, Network> missing = new HashMap<>();
    for (Silence one : judged) {
      name(all, one.networkId());
      if (!one.isBack()) {
        name(missing, one.networkId());
      }
    }
    long from = members.get(0).common();
    tidings.endCommonFall(
        members,
        channel ->
            wanted(all.values(), channel)
                .map(
                    some ->
                        text.comeBack(
                            some,
                            judged.size(),
                            wanted(missing.values(), channel).orElse(List.of()),
                            judged.size() - missing.size(),
                            from,
                            now)),
        now);
  }

  private void name(Map<Long, Network> named, long id) {
    books
        .database()
        .read(reading -> books.networks().find(reading, id))
        .ifPresent(network -> named.put(id, network));
  }

  /** The names of those that a channel wants to hear of; empty where there is none. */
  private static Optional<List<String>> wanted(Collection<Network> all, Channel channel) {
    List<String> names = all.stream().map(Network::name).filter(channel::wants).sorted().toList();
    return names.isEmpty() ? Optional.empty() : Optional.of(names);
  }
}
