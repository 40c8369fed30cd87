package io.github.scrappyddns.channel.registry;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.http.Answers;
import io.github.scrappyddns.channel.http.HttpAnswer;
import io.github.scrappyddns.channel.http.HttpCall;
import io.github.scrappyddns.channel.http.HttpSender;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.url.Secrets;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Who listens elsewhere for signs of life, and alarms when none comes. Used for one at a time. */
public final class Watcher {
  /** Healthchecks and Uptime Kuma have nobody for an address that they do not know. */
  private static final Answers ANSWERS =
      Answers.byStatus()
          // Of a captive portal, or a parked domain.
          .when(
              answer -> answer.successful() && answer.page(),
              answer -> DeliveryResult.retry(answer.describe()))
          .badChannel(answer -> answer.successful() && hasNobody(answer))
          .badChannel(answer -> answer.is(400, 401, 403, 404, 405, 410));

  private final HttpCall call;
  private final HttpSender http;

  Watcher(URI address, Surroundings surroundings) {
    call = HttpCall.get(address);
    http = surroundings.hiding(secrets(address)).sender();
  }

  private static Secrets secrets(URI address) {
    List<String> secrets = new ArrayList<>();
    Optional.ofNullable(address.getPath())
        .ifPresent(path -> secrets.addAll(List.of(path.split("/", -1))));
    Optional.ofNullable(address.getQuery()).ifPresent(secrets::add);
    return Secrets.of(secrets);
  }

  private static boolean hasNobody(HttpAnswer answer) {
    return answer.says("(not found)")
        || (answer.json().path("ok").isBoolean() && !answer.affirms("/ok"));
  }

  /** The host, which may be seen. */
  public String host() {
    return call.uri().getHost();
  }

  /** Gives one sign of life; whether it was heard is the result. */
  public CompletableFuture<DeliveryResult> signal() {
    return http.send(call, ANSWERS);
  }
}
