package io.github.scrappyddns.instance;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.instance.Instances.Estate;
import io.github.scrappyddns.instance.Instances.Neighbour;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The look around that an instance takes every second: who is gone, and whose files say something
 * else than its own. {@link #warning} may be asked by any thread; the rest is used by one.
 */
public final class Neighbours {
  private static final Logger LOG = LoggerFactory.getLogger(Neighbours.class);

  private final Database database;
  private final Instances instances;
  private final Supplier<FileFacts> files;
  private final Estate estate;
  private final Map<Long, String> told = new HashMap<>();
  private FileFacts entered = FileFacts.NONE;
  private volatile Optional<String> warning = Optional.empty();

  /**
   * @param files what this instance's files say now: the same object until they change
   * @param estate frees what an instance had that is no more
   */
  public Neighbours(
      Database database, Instances instances, Supplier<FileFacts> files, Estate estate) {
    this.database = database;
    this.instances = instances;
    this.files = files;
    this.estate = estate;
  }

  /** Enters this instance. */
  public void enter() {
    FileFacts facts = files.get();
    database.write(
        writing -> {
          instances.enter(writing, facts);
          return null;
        });
    entered = facts;
  }

  /** Looks around. */
  public void look() {
    List<Neighbour> living = instances.look(estate);
    boolean known = living.stream().anyMatch(one -> one.id() == database.instance());
    if (!known || entered != files.get()) {
      enter();
    }
    compare(living);
  }

  private void compare(List<Neighbour> living) {
    String mine = entered.digest();
    Set<Long> different = new HashSet<>();
    for (Neighbour one : living) {
      if (one.id() != database.instance() && !one.digest().equals(mine)) {
        different.add(one.id());
        String pair = mine + " " + one.digest();
        if (!pair.equals(told.put(one.id(), pair))) {
          tell(one);
        }
      }
    }
    told.keySet().retainAll(different);
    if (different.isEmpty()) {
      warning = Optional.empty();
    }
  }

  private void tell(Neighbour other) {
    FileFacts there = database.read(reading -> instances.facts(reading, other.id()));
    String differences = entered.differences(there);
    warning = Optional.of("the files of another instance say something else: the log has it");
    LOG.warn(
        "The files of the instance {} say something else than those of this one: {}",
        other.name(),
        differences);
  }

  /** Leaves the others, who need not find out that this one is gone. */
  public void leave() {
    instances.remove(database.instance(), estate);
  }

  /** What health says while the files of two instances differ. */
  public Optional<String> warning() {
    return warning;
  }
}
