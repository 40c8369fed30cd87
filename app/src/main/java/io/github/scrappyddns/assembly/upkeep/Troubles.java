package io.github.scrappyddns.assembly.upkeep;

import io.github.scrappyddns.view.problems.Trouble;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;

/** What the parts of this service say is wrong with them, asked anew each time. */
public final class Troubles {
  private final Supplier<Optional<String>> database;
  private final List<Supplier<Optional<String>>> broken = new CopyOnWriteArrayList<>();
  private final List<Supplier<Optional<String>>> warnings = new CopyOnWriteArrayList<>();
  private final Housekeeping housekeeping;

  /**
   * @param database why the database fails, if it does
   */
  public Troubles(Supplier<Optional<String>> database, Housekeeping housekeeping) {
    this.database = database;
    this.housekeeping = housekeeping;
  }

  /** From now on this part is asked, too, what breaks a promise. */
  public void askForBroken(Supplier<Optional<String>> part) {
    broken.add(part);
  }

  /** From now on this part is asked, too, what somebody should look at. */
  public void askForWarning(Supplier<Optional<String>> part) {
    warnings.add(part);
  }

  /** The first thing that keeps promises from being kept, as a page of health names it. */
  public Optional<String> notReady() {
    return database.get().map(why -> "storage: " + why).or(() -> broken().stream().findFirst());
  }

  /** What keeps promises from being kept, beside the database. */
  public List<String> broken() {
    return told(broken);
  }

  /** What to look at. */
  public List<String> warnings() {
    List<String> all = new ArrayList<>(told(warnings));
    all.addAll(housekeeping.warnings());
    return all;
  }

  /** All of it, for a page. */
  public List<Trouble> all() {
    List<Trouble> all = new ArrayList<>();
    database.get().ifPresent(why -> all.add(new Trouble(true, "storage", why)));
    broken().forEach(line -> all.add(Trouble.of(true, line)));
    warnings().forEach(line -> all.add(Trouble.of(false, line)));
    return all;
  }

  private static List<String> told(List<Supplier<Optional<String>>> parts) {
    return parts.stream().flatMap(part -> part.get().stream()).toList();
  }
}
