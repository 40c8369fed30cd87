package io.github.scrappyddns.channel.registry;

import io.github.scrappyddns.channel.Alert;
import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.DeliveryResult.Outcome;
import io.github.scrappyddns.channel.Preferences;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Causes;
import io.github.scrappyddns.channel.kind.PushService;
import io.github.scrappyddns.channel.url.Secrets;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * A push service as its owner wants it: in the chosen words, as loud as chosen.
 *
 * <p>Keeps secrets out of reasons, and treats a service that refuses one alert after the other as
 * wrongly set up.
 */
final class ConfiguredChannel implements Channel {
  private static final int REFUSALS = 3;

  private final String name;
  private final String kind;
  private final PushService service;
  private final Preferences preferences;
  private final Secrets secrets;
  private final InstantSource clock;
  private final Set<String> refused = new HashSet<>();

  ConfiguredChannel(
      String name,
      String kind,
      PushService service,
      Preferences preferences,
      Secrets secrets,
      InstantSource clock) {
    this.name = name;
    this.kind = kind;
    this.service = service;
    this.preferences = preferences;
    this.secrets = secrets;
    this.clock = clock;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String kind() {
    return kind;
  }

  @Override
  public boolean wants(String networkName) {
    return preferences.wants(networkName);
  }

  @Override
  public CompletableFuture<DeliveryResult> send(Alert alert) {
    Priority priority = preferences.priorityAt(clock.instant());
    CompletableFuture<DeliveryResult> attempt;
    try {
      attempt = service.deliver(preferences.reworded(alert), priority);
    } catch (RuntimeException e) {
      throw withoutSecrets(e);
    }
    CompletableFuture<DeliveryResult> told =
        attempt.handle((result, failure) -> told(alert, result, failure));
    var unused =
        told.whenComplete(
            (result, failure) -> {
              if (told.isCancelled()) {
                attempt.cancel(true);
              }
            });
    return told;
  }

  private DeliveryResult told(
      Alert alert, @Nullable DeliveryResult result, @Nullable Throwable failure) {
    if (result != null) {
      return scrubbed(afterRefusals(alert, result));
    }
    Throwable defect = Causes.unwrapped(Objects.requireNonNull(failure));
    if (defect instanceof Error error) {
      throw error;
    }
    throw withoutSecrets(defect);
  }

  private IllegalStateException withoutSecrets(Throwable defect) {
    IllegalStateException told = new IllegalStateException(secrets.hiddenIn(defect.toString()));
    told.setStackTrace(defect.getStackTrace());
    return told;
  }

  private DeliveryResult afterRefusals(Alert alert, DeliveryResult result) {
    if (result.outcome() == Outcome.DELIVERED) {
      refused.clear();
    }
    // A notice quotes what another channel refused: that is no sign of this one's settings.
    // Nor is the first refusal: the short form may pass.
    boolean first = !alert.body().equals(alert.brief());
    if (result.outcome() != Outcome.BAD_MESSAGE || alert.isNotice() || first) {
      return result;
    }
    if (refused.size() < REFUSALS) {
      refused.add(alert.id());
    }
    return refused.size() < REFUSALS
        ? result
        : DeliveryResult.badChannel(
            "refused " + REFUSALS + " alerts in a row, the last with " + result.reason());
  }

  @Override
  public Optional<DeliveryResult> verify() throws InterruptedException {
    return service.verify().map(this::scrubbed);
  }

  private DeliveryResult scrubbed(DeliveryResult result) {
    return new DeliveryResult(result.outcome(), secrets.hiddenIn(result.reason()), result.until());
  }

  @Override
  public String toString() {
    return name;
  }
}
