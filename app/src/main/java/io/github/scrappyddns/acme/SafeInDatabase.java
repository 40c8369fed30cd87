package io.github.scrappyddns.acme;

import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.database.Transaction;
import io.github.scrappyddns.instance.Revision;
import io.github.scrappyddns.steering.secret.SealedTexts;
import io.github.scrappyddns.steering.secret.SecretBox;
import java.nio.file.Path;
import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Rows that all instances read, their secrets locked up: who has the database alone, or a backup of
 * it, has no key.
 */
public final class SafeInDatabase implements Safe {
  private final Database database;
  private final AcmeTable table = new AcmeTable();
  private final Revision revision = new Revision();
  private final SecretBox box;

  /**
   * @param keyFile where the key stands, or is made at first need; all instances need the same
   */
  public SafeInDatabase(Database database, Path keyFile) {
    this.database = database;
    box = new SecretBox(keyFile);
  }

  @Override
  public Optional<String> read(Matter matter) {
    Optional<String> stored = database.read(reading -> table.find(reading, name(matter)));
    return matter.secret() ? stored.map(locked -> opened(matter, locked)) : stored;
  }

  private synchronized String opened(Matter matter, String locked) {
    try {
      return box.read(locked, about(matter));
    } catch (SecretBox.UnfitKey e) {
      throw new Unusable(
          "what the database keeps of the certificate cannot be read: " + e.getMessage());
    }
  }

  @Override
  public void write(Matter matter, String text) {
    database.write(
        writing -> {
          String content = matter.secret() ? locked(writing, matter, text) : text;
          table.put(writing, name(matter), content);
          return null;
        });
  }

  private synchronized String locked(Transaction writing, Matter matter, String text) {
    // Who locks up something else at the same time waits here: the file of the key is made once.
    revision.hold(writing);
    try {
      return box.lock(text, about(matter), !SealedTexts.areThere(writing));
    } catch (SecretBox.UnfitKey e) {
      throw new Unusable("nothing can be kept of the certificate: " + e.getMessage());
    }
  }

  @Override
  public boolean isShared() {
    return true;
  }

  @Override
  public Map<Matter, Long> versions() {
    Map<String, Long> stored = database.read(table::versions);
    Map<Matter, Long> versions = new EnumMap<>(Matter.class);
    for (Matter matter : Matter.values()) {
      Long version = stored.get(name(matter));
      if (version != null) {
        versions.put(matter, version);
      }
    }
    return versions;
  }

  private static String name(Matter matter) {
    return matter.name().toLowerCase(Locale.ROOT);
  }

  private static String about(Matter matter) {
    return "acme " + name(matter);
  }
}
