package io.github.scrappyddns.relay;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.outbox.RetrySchedule;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BiPredicate;

/**
 * What pays the outbox's debts: a lane for each channel, and a few threads for all of them. No
 * thread waits for a push service, so no channel delays another. Safe for use by several threads.
 */
public final class Relay implements AutoCloseable {
  private static final int MOST_THREADS = 4;

  /** No wait is longer, so that a clock that was set delays nothing for long. */
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(30);

  private static final Duration PATIENCE_AT_THE_END = Duration.ofSeconds(3);
  private static final Duration PATIENCE_WITH_THE_DATABASE = Duration.ofSeconds(1);

  /** A channel and what drives its lane. */
  private record Driven(Channel channel, LaneDriver driver) {}

  private final ChannelsInForce channels;
  private final Database database;
  private final Outbox outbox;
  private final Renderer renderer;
  private final InstantSource clock;
  private final BiPredicate<Transaction, String> removed;
  private final RetrySchedule schedule =
      new RetrySchedule(() -> ThreadLocalRandom.current().nextDouble());
  private final DeliveryTally tally = new DeliveryTally();
  private final ScheduledThreadPoolExecutor threads;

  /** By the channel's name: one lane at a time pays its debts. */
  private final Map<String, Driven> lanes = new ConcurrentHashMap<>();

  private boolean running;

  /**
   * A relay that has not been started.
   *
   * @param removed whether a person has removed the channel of a name; asked in the transaction
   *     that forgets it
   */
  public Relay(
      ChannelsInForce channels,
      Database database,
      Outbox outbox,
      Renderer renderer,
      InstantSource clock,
      BiPredicate<Transaction, String> removed) {
    this.channels = channels;
    this.database = database;
    this.outbox = outbox;
    this.renderer = renderer;
    this.clock = clock;
    this.removed = removed;
    threads = new ScheduledThreadPoolExecutor(1, task -> new Thread(task, "lanes"));
    threads.setRemoveOnCancelPolicy(true);
  }

  /** What became of all attempts. */
  public DeliveryTally tally() {
    return tally;
  }

  /** Starts the lanes; they send what is already due at once. */
  public void start() {
    begin();
    long period = LONGEST_WAIT.toMillis();
    var unused = threads.scheduleWithFixedDelay(this::wake, 0, period, TimeUnit.MILLISECONDS);
  }

  private synchronized void begin() {
    running = true;
    follow();
  }

  /**
   * Does as the channels in force say now: ends the lanes of others, as soon as what they have
   * under way is settled, and then begins those that are missing. Never blocks for long.
   */
  public synchronized void follow() {
    if (!running) {
      return;
    }
    List<? extends Channel> wanted = channels.telling();
    for (Driven lane : lanes.values()) {
      if (wanted.stream().noneMatch(channel -> channel.equals(lane.channel))) {
        lane.driver.close();
      }
    }
    // What has a name already is begun when the lane before has ended.
    List<? extends Channel> missing =
        wanted.stream().filter(channel -> !lanes.containsKey(channel.name())).toList();
    resize(lanes.size() + missing.size());
    for (Channel channel : missing) {
      tally.expect(channel.kind());
      Driven lane = new Driven(channel, driver(channel));
      lanes.put(channel.name(), lane);
      lane.driver.wake();
    }
  }

  private void resize(int lanesNow) {
    threads.setCorePoolSize(Math.max(1, Math.min(lanesNow, MOST_THREADS)));
    // Here, and not at the first change: where no more threads are to be had, they are had already.
    threads.prestartAllCoreThreads();
  }

  private LaneDriver driver(Channel channel) {
    return new LaneDriver(
        answerCame ->
            new Lane(channel, database, outbox, renderer, schedule, clock, tally, answerCame),
        threads,
        clock,
        this::lineIsBack,
        this::wake,
        () -> ended(channel));
  }

  private synchronized void ended(Channel channel) {
    Driven lane = lanes.get(channel.name());
    if (lane != null && lane.channel.equals(channel)) {
      forgetRemoved(channel.name());
      lanes.remove(channel.name());
      notifyAll();
      follow();
    }
  }

  /**
   * What was written of it while its last attempt was settled is forgotten, too. Who is not in
   * force was not always removed: the log steps back for others, and one may have just been added
   * again.
   */
  private void forgetRemoved(String name) {
    if (running && channels.find(name).isEmpty()) {
      database.write(
          writing -> {
            if (removed.test(writing, name)) {
              outbox.succession().forget(writing, name);
            }
            return null;
          });
    }
  }

  /** Says that something new may be due. Never blocks. */
  public void wake() {
    lanes.values().forEach(lane -> lane.driver.wake());
  }

  /** Tries at once every channel that rests because attempts failed. Never blocks. */
  public void tryNow() {
    lanes.values().forEach(lane -> lane.driver.tryNow());
  }

  private void lineIsBack() {
    lanes.values().forEach(lane -> lane.driver.lineIsBack());
  }

  /** Stops after the attempts under way, or interrupts them if they take too long. */
  @Override
  public void close() {
    Collection<Driven> left = List.copyOf(lanes.values());
    try {
      settleAll();
      threads.shutdownNow();
      var unused =
          threads.awaitTermination(PATIENCE_WITH_THE_DATABASE.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    left.forEach(lane -> lane.driver.abandon());
  }

  private synchronized void settleAll() throws InterruptedException {
    running = false;
    lanes.values().forEach(lane -> lane.driver.close());
    long end = System.nanoTime() + PATIENCE_AT_THE_END.toNanos();
    for (long left = PATIENCE_AT_THE_END.toMillis(); !lanes.isEmpty() && left > 0; ) {
      wait(left);
      left = TimeUnit.NANOSECONDS.toMillis(end - System.nanoTime());
    }
  }
}
