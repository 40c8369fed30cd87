package io.github.scrappyddns.assembly;

import com.google.common.base.Suppliers;
import io.github.scrappyddns.channel.registry.Channels;
import io.github.scrappyddns.channel.webpush.ApplicationServer;
import io.github.scrappyddns.channel.webpush.PushHosts;
import io.github.scrappyddns.config.Settings;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.steering.PushKeys;
import java.time.InstantSource;
import java.util.function.Supplier;

/** What browsers need that want alerts: the key that they know this service by. */
final class Browsers {
  private final PushKeys keys;
  private final Supplier<Channels> kinds;

  Browsers(Installation installation, Database database, InstantSource clock) {
    Settings settings = installation.settings();
    keys = new PushKeys(database, settings.secretKeyFile(), clock);
    Supplier<Channels> ofSettings = installation.kinds();
    kinds =
        Suppliers.memoize(
            () ->
                ofSettings
                    .get()
                    .withBrowsers(
                        new ApplicationServer(
                            keys::key,
                            PushHosts.knownAnd(settings.pushHosts()),
                            settings.publicUrl(),
                            settings.language(),
                            clock)));
  }

  PushKeys keys() {
    return keys;
  }

  /** What makes channels of what people set up in the dashboard. */
  Supplier<Channels> kinds() {
    return kinds;
  }
}
