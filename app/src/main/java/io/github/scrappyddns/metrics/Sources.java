package io.github.scrappyddns.metrics;

import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.StoreTally;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.relay.DeliveryTally;
import io.github.scrappyddns.relay.Relay;
import io.github.scrappyddns.view.Backlog;
import io.github.scrappyddns.view.Backlogs;
import io.github.scrappyddns.view.Overview;
import io.github.scrappyddns.view.Overviews;
import io.github.scrappyddns.web.Admission;
import io.github.scrappyddns.web.CheckInDesk;
import io.github.scrappyddns.web.CheckInTally;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Where figures come from. Made when they are first asked for. */
public final class Sources {
  /**
   * The parts that count.
   *
   * @param pages how often the dashboard was called
   */
  public record Parts(
      String version,
      Admission admission,
      CheckInDesk desk,
      ChangeDetector detector,
      Relay relay,
      LongSupplier pages) {}

  private final Parts parts;
  private final Database database;
  private final InstantSource clock;
  private final Backlogs backlogs;
  private final Overviews overviews;

  public Sources(Parts parts, Database database, Networks networks, InstantSource clock) {
    this.parts = parts;
    this.database = database;
    this.clock = clock;
    backlogs = new Backlogs(database, clock);
    overviews = new Overviews(database, networks, clock);
  }

  String version() {
    return parts.version;
  }

  Instant now() {
    return clock.instant();
  }

  CheckInTally checkIns() {
    return parts.desk.tally();
  }

  long refusals() {
    return parts.admission.refusals();
  }

  int waiting() {
    return parts.detector.waiting();
  }

  StoreTally stores() {
    return parts.detector.stores();
  }

  DeliveryTally deliveries() {
    return parts.relay.tally();
  }

  long pages() {
    return parts.pages.getAsLong();
  }

  boolean canStore() {
    return database.trouble().isEmpty();
  }

  Optional<Backlog> backlog() {
    return asked(backlogs::now);
  }

  Optional<Overview> overview() {
    return asked(overviews::now);
  }

  private static <T> Optional<T> asked(Supplier<T> question) {
    try {
      return Optional.of(question.get());
    } catch (DatabaseException e) {
      return Optional.empty();
    }
  }
}
