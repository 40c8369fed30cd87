package io.github.scrappyddns.silence;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.instance.OlderInstances;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.silence.Watched.Fallen;
import io.github.scrappyddns.words.Words;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/**
 * Finds who has not called for too long, and who is back, by a look each second. One instance does
 * it for all. Used by one thread.
 */
public final class SilenceWatch {
  private final Database database;
  private final Networks networks;
  private final Rules rules;
  private final Hearing hearing;
  private final BooleanSupplier duty;
  private final InstantSource clock;
  private final LongSupplier nanos;
  private final Runnable wakeLanes;
  private final Tidings tidings;
  private final CommonFalls commonFalls;
  private final Fitness fitness = new Fitness();
  private final Map<Long, Silence> silent = new HashMap<>();
  private Watched watched = Watched.nobody();
  private boolean known;
  private long versionOfNetworks = -1;
  private long versionOfRules = -1;

  /**
   * @param books where it writes
   * @param duty whether this instance is to do it now
   * @param nanos a clock that nobody sets
   * @param wakeLanes called when alerts have become due; must not block
   * @param words of alerts
   */
  public SilenceWatch(
      Books books,
      Networks networks,
      Rules rules,
      Hearing hearing,
      BooleanSupplier duty,
      InstantSource clock,
      LongSupplier nanos,
      Runnable wakeLanes,
      Words words,
      ZoneId zone) {
    this.database = books.database();
    this.networks = networks;
    this.rules = rules;
    this.hearing = hearing;
    this.duty = duty;
    this.clock = clock;
    this.nanos = nanos;
    this.wakeLanes = wakeLanes;
    tidings = new Tidings(books, hearing);
    commonFalls = new CommonFalls(books, tidings, words, zone);
  }

  /**
   * Looks once.
   *
   * @throws DatabaseException where something cannot be read or stored; then everybody gets the
   *     full time anew
   */
  public void look() {
    if (rules.watchNobody() && known && silent.isEmpty()) {
      return;
    }
    if (!duty.getAsBoolean() || database.trouble().isPresent()) {
      lose();
      return;
    }
    try {
      if (mayTell()) {
        round(clock.millis());
      } else {
        lose();
      }
    } catch (DatabaseException e) {
      lose();
      throw e;
    }
  }

  /** Whether no older program is left that would take a silence for a change. */
  private boolean mayTell() {
    return known || database.write(OlderInstances::areGone);
  }

  private void lose() {
    fitness.lose();
    known = false;
  }

  private void round(long now) {
    if (fitness.look(now, nanos.getAsLong())) {
      watched.forget();
    }
    refresh(now);
    List<Silence> back = whoIsBack(now);
    List<Fallen> fallen = watched.fallen(now, hearing, fitness, silent.keySet());
    comeBack(back, now);
    fall(fallen, now);
    endCommonFalls(now);
  }

  private void refresh(long now) {
    long newNetworks = networks.version();
    long newRules = rules.version();
    if (known && newNetworks == versionOfNetworks && newRules == versionOfRules) {
      return;
    }
    silent.clear();
    tidings.silent().forEach(one -> silent.put(one.networkId(), one));
    watched = Watched.of(networks, rules, watched, now);
    if (!watched.isEmpty()) {
      hearing.attend(watched.shortest());
    }
    versionOfNetworks = newNetworks;
    versionOfRules = newRules;
    known = true;
  }

  private List<Silence> whoIsBack(long now) {
    List<Silence> asked =
        silent.values().stream()
            .filter(one -> !one.isBack() && rules.judges(one.networkId()))
            .toList();
    if (asked.isEmpty()) {
      return List.of();
    }
    long[] last = hearing.last(asked.stream().mapToLong(Silence::networkId).toArray());
    List<Silence> back = new ArrayList<>();
    for (int i = 0; i < last.length; i++) {
      if (Verdict.isBack(now, last[i], asked.get(i).since())) {
        back.add(asked.get(i));
      }
    }
    return back;
  }

  private void comeBack(List<Silence> back, long now) {
    if (back.isEmpty()) {
      return;
    }
    List<Silence> each = back.stream().filter(one -> !one.isCommon()).toList();
    tidings.comeBack(each, true, now).forEach(one -> silent.remove(one.networkId()));
    List<Silence> together = back.stream().filter(Silence::isCommon).toList();
    tidings.comeBack(together, false, now).forEach(one -> silent.put(one.networkId(), one));
    wakeLanes.run();
  }

  private void fall(List<Fallen> fallen, long now) {
    if (fallen.isEmpty()) {
      return;
    }
    long first = fallen.stream().mapToLong(Fallen::at).min().orElse(now);
    long by = first + CommonFall.WINDOW;
    List<Silence> before =
        silent.values().stream()
            .filter(one -> !one.isCommon() && one.toldAt() >= first - CommonFall.WINDOW)
            .toList();
    int count = fallen.size() + before.size();
    int mayFollow = watched.mayFollow(now, by, first, hearing, fitness, silent.keySet());
    switch (CommonFall.of(watched.callers(), count, mayFollow, now >= by)) {
      case WAIT -> {
        // The next look sees them again.
      }
      case EACH -> tidings.fall(fallen, 0, now).forEach(this::remember);
      case TOGETHER ->
          commonFalls.fall(fallen, before, watched.callers(), first, now).forEach(this::remember);
    }
    wakeLanes.run();
  }

  private void remember(Silence one) {
    silent.put(one.networkId(), one);
  }

  private void endCommonFalls(long now) {
    Map<Long, List<Silence>> falls =
        silent.values().stream()
            .filter(Silence::isCommon)
            .collect(Collectors.groupingBy(Silence::common));
    for (List<Silence> members : falls.values()) {
      List<Silence> judged =
          members.stream().filter(one -> one.isBack() || rules.judges(one.networkId())).toList();
      if (CommonFalls.isOver(judged, now)) {
        commonFalls.end(members, judged, now);
        members.stream().filter(Silence::isBack).forEach(one -> silent.remove(one.networkId()));
        members.stream().filter(one -> !one.isBack()).map(Silence::alone).forEach(this::remember);
        wakeLanes.run();
      }
    }
  }
}
