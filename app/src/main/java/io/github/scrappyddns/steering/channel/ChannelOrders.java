package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.registry.DeviceUrl;
import io.github.scrappyddns.channel.registry.TypedChannel;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.instance.Revision;
import io.github.scrappyddns.outbox.Succession;
import io.github.scrappyddns.steering.Ordering;
import io.github.scrappyddns.steering.channel.ChannelOutcome.Refusal;
import io.github.scrappyddns.steering.secret.SealedTexts;
import io.github.scrappyddns.steering.secret.SecretBox.UnfitKey;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.LongConsumer;
import java.util.function.Supplier;

/** What each order about a channel writes: one transaction. Used by one thread at a time. */
final class ChannelOrders {
  private final Database database;
  private final ChannelMaker maker;
  private final Succession succession;
  private final ChannelNames names;
  private final InstantSource clock;
  private final ChannelTable table = new ChannelTable();
  private final Revision revision = new Revision();

  ChannelOrders(
      Database database,
      ChannelMaker maker,
      Succession succession,
      ChannelNames names,
      InstantSource clock) {
    this.database = database;
    this.maker = maker;
    this.succession = succession;
    this.names = names;
    this.clock = clock;
  }

  /** Adds a channel; where nobody chose its name, under one that is free. */
  ChannelOutcome add(String url, String name, String networks) {
    return ordered(
        () -> {
          TypedChannel typed = maker.typed(url, name, networks);
          return database.write(writing -> add(writing, typed, !name.isBlank(), false));
        });
  }

  /** Adds a channel under the name that its copy has. */
  ChannelOutcome takeIn(ChannelCopy copy, String url) {
    return ordered(
        () -> {
          TypedChannel typed = maker.typed(url, copy.name(), copy.networks());
          return database.write(writing -> add(writing, typed, true, copy.paused()));
        });
  }

  /** Sets up a channel as a copy says. */
  ChannelOutcome replace(long id, ChannelCopy copy, String url) {
    return changed(
        id,
        (writing, row) -> {
          TypedChannel typed = maker.typed(url, row.name(), copy.networks());
          StoredChannel anew = setUpAnew(writing, row, typed);
          return new StoredChannel(
              row.id(), row.name(), anew.kind(), anew.sealed(), anew.networks(), copy.paused());
        });
  }

  private ChannelOutcome add(
      Transaction writing, TypedChannel typed, boolean named, boolean paused) {
    // First of all: who adds at the same time waits here.
    long number = revision.raise(writing);
    Set<String> others = names.taken(writing);
    String wanted = typed.channel().name();
    if (named && others.contains(wanted)) {
      throw new Refused(Refusal.NAME_TAKEN, wanted);
    }
    String name = wanted;
    for (int i = 2; others.contains(name); i++) {
      name = wanted + " " + i;
    }
    List<StoredChannel> rows = table.all(writing);
    // With another key than that of the others, it would be a mixture that nobody can read.
    if (!rows.isEmpty()) {
      maker.url(rows.get(0));
    }
    StoredChannel row =
        maker.locked(
            new StoredChannel(0, name, typed.kind(), "", typed.networks(), paused),
            typed.url(),
            !SealedTexts.areThere(writing));
    table.insert(writing, row, clock.millis(), number);
    Channel channel =
        name.equals(wanted) ? typed.channel() : maker.typed(typed.url(), name, "").channel();
    succession.welcome(writing, channel, names.staying(writing), clock.millis());
    return ChannelOutcome.done(name);
  }

  /** Sets up a channel by the fields of its form. */
  ChannelOutcome change(long id, Map<String, String> typed, String networks) {
    return changed(
        id,
        (writing, row) -> {
          ChannelSetup setup = ChannelSetup.of(row, maker.url(row));
          setup
              .exposed(typed)
              .ifPresent(
                  field -> {
                    throw new Refused(Refusal.SECRET_NEEDED, field.key());
                  });
          String url = setup.url(typed);
          return setUpAnew(writing, row, maker.typed(url, row.name(), networks));
        });
  }

  /** Has a browser told where it has subscribed anew. */
  ChannelOutcome renew(long id, String url) {
    return changed(
        id,
        (writing, row) ->
            setUpAnew(
                writing,
                row,
                maker.typed(DeviceUrl.renewed(maker.url(row), url), row.name(), row.networks())));
  }

  private StoredChannel setUpAnew(Transaction writing, StoredChannel row, TypedChannel anew) {
    succession.mended(writing, anew.channel(), clock.millis());
    return maker.locked(
        new StoredChannel(row.id(), row.name(), anew.kind(), "", anew.networks(), row.paused()),
        anew.url(),
        false);
  }

  /** Changes what is there of an edit. */
  ChannelOutcome edit(long id, ChannelEdit edit, LongConsumer version) {
    return changed(
        id,
        (writing, row) -> {
          version.accept(table.revision(writing, id));
          String networks = edit.networks().orElse(row.networks());
          StoredChannel anew =
              edit.url().isEmpty() && edit.networks().isEmpty()
                  ? row
                  : setUpAnew(
                      writing,
                      row,
                      maker.typed(
                          edit.url().orElseGet(() -> maker.url(row)), row.name(), networks));
          return new StoredChannel(
              anew.id(),
              anew.name(),
              anew.kind(),
              anew.sealed(),
              anew.networks(),
              edit.paused().orElse(row.paused()));
        });
  }

  /** Lets a channel wait, or no longer. */
  ChannelOutcome pause(long id, boolean paused) {
    return changed(
        id,
        (writing, row) ->
            new StoredChannel(
                row.id(), row.name(), row.kind(), row.sealed(), row.networks(), paused));
  }

  private ChannelOutcome changed(
      long id, BiFunction<Transaction, StoredChannel, StoredChannel> change) {
    return ordered(
        () ->
            database.write(
                writing -> {
                  long number = revision.raise(writing);
                  StoredChannel row = row(writing, id);
                  table.replace(writing, change.apply(writing, row), number);
                  return ChannelOutcome.done(row.name());
                }));
  }

  /** Removes a channel, and what it is owed. */
  ChannelOutcome remove(long id, LongConsumer version) {
    return ordered(
        () ->
            database.write(
                writing -> {
                  long number = revision.raise(writing);
                  StoredChannel row = row(writing, id);
                  version.accept(table.revision(writing, id));
                  table.remove(writing, id, number);
                  succession.forget(writing, row.name());
                  return ChannelOutcome.done(row.name());
                }));
  }

  private StoredChannel row(Transaction transaction, long id) {
    return table.find(transaction, id).orElseThrow(() -> new Refused(Refusal.GONE, ""));
  }

  /** Ends the transaction of an order that is not obeyed. */
  private static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1;
    private final Refusal refusal;
    private final String detail;

    Refused(Refusal refusal, String detail) {
      super(refusal.name());
      this.refusal = refusal;
      this.detail = detail;
    }
  }

  private static ChannelOutcome ordered(Supplier<ChannelOutcome> order) {
    try {
      return Ordering.tried(order);
    } catch (Refused e) {
      return ChannelOutcome.refused(e.refusal, e.detail);
    } catch (ChannelUrlException e) {
      return ChannelOutcome.refused(Refusal.BAD_URL, e.problem());
    } catch (UnfitKey e) {
      return ChannelOutcome.refused(Refusal.UNFIT_KEY, String.valueOf(e.getMessage()));
    }
  }
}
