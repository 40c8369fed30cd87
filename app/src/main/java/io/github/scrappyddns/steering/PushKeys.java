package io.github.scrappyddns.steering;

import io.github.scrappyddns.channel.webpush.VapidKey;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.instance.Revision;
import io.github.scrappyddns.steering.secret.PushKeyTable;
import io.github.scrappyddns.steering.secret.PushKeyTable.Row;
import io.github.scrappyddns.steering.secret.SealedTexts;
import io.github.scrappyddns.steering.secret.SecretBox;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The one key by which the push services of browsers know this service: made when it is first
 * needed, kept in the database for all instances, its private half locked up. It never changes,
 * since every browser would have to subscribe anew. Safe for use by several threads.
 */
public final class PushKeys {
  private static final String ABOUT = "push key";

  private final Database database;
  private final SecretBox box;
  private final InstantSource clock;
  private final PushKeyTable table = new PushKeyTable();
  private final Revision revision = new Revision();
  private @Nullable VapidKey known;

  /**
   * @param keyFile where the key stands that locks it up, or is made at first need
   */
  public PushKeys(Database database, Path keyFile, InstantSource clock) {
    this.database = database;
    box = new SecretBox(keyFile);
    this.clock = clock;
  }

  /**
   * The key.
   *
   * @throws SecretBox.UnfitKey where it cannot be locked up or read
   * @throws io.github.scrappyddns.database.engine.DatabaseException if the database is away
   */
  public synchronized VapidKey key() {
    VapidKey key = known;
    if (key == null) {
      Optional<Row> stored = database.read(table::find);
      Row row = stored.isPresent() ? stored.get() : database.write(this::make);
      key = VapidKey.of(row.publicKey(), box.read(row.sealed(), ABOUT));
      known = key;
    }
    return key;
  }

  private Row make(Transaction writing) {
    // Who adds a channel at the same time waits here: the file of the key is made once.
    revision.hold(writing);
    Optional<Row> faster = table.find(writing);
    if (faster.isPresent()) {
      return faster.get();
    }
    VapidKey fresh = VapidKey.generate();
    boolean first = !SealedTexts.areThere(writing);
    Row row = new Row(fresh.publicKey(), box.lock(fresh.secret(), ABOUT, first));
    table.insert(writing, row, clock.millis());
    return table.find(writing).orElseThrow();
  }
}
