package io.github.scrappyddns.relay;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.DeliveryResult;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What the log says of each attempt. Stateless. */
final class DeliveryLog {
  private static final Logger LOG = LoggerFactory.getLogger(DeliveryLog.class);

  private DeliveryLog() {}

  static void note(String channel, Alert alert, DeliveryResult result) {
    String headline = alert.body().lines().findFirst().orElse("");
    switch (result.outcome()) {
      case DELIVERED -> LOG.info("{}: delivered \"{}\"", channel, headline);
      case WAIT_UNTIL ->
          LOG.warn("{}: asked to wait until {}: {}", channel, result.until(), result.reason());
      case RETRY -> LOG.warn("{}: will be tried again: {}", channel, result.reason());
      case UNSURE ->
          LOG.warn("{}: could not confirm, will be tried again: {}", channel, result.reason());
      case BAD_MESSAGE -> LOG.error("{}: refused \"{}\": {}", channel, headline, result.reason());
      case BAD_CHANNEL -> LOG.error("{}: needs attention: {}", channel, result.reason());
    }
  }
}
