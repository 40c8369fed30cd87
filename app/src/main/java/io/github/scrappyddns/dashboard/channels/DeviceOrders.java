package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.channels.ChannelsPage.News;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.steering.channel.ChannelOutcome;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** What a browser asks for that wants alerts, or has come back. */
final class DeviceOrders {
  private final ChannelParts parts;
  private final OrderAnswers answers;

  DeviceOrders(ChannelParts parts, OrderAnswers answers) {
    this.parts = parts;
    this.answers = answers;
  }

  /** Carries out an order. */
  CompletableFuture<Response> order(Frame frame, Request request, Visitor visitor, Form sent) {
    return switch (sent.text("do")) {
      case "key" -> done(DeviceForm.key(frame, parts.devices()));
      case "back" -> done(DeviceForm.standing(sent, parts.devices(), parts.views()));
      default -> subscribe(frame, request, visitor, sent);
    };
  }

  private CompletableFuture<Response> subscribe(
      Frame frame, Request request, Visitor visitor, Form sent) {
    ChannelOutcome outcome = parts.devices().subscribe(DeviceForm.device(sent));
    if (outcome.isDone()) {
      parts.audit().note(visitor, Deed.ADDED_CHANNEL, outcome.name());
      return answers.tested(frame, outcome.name(), !sent.text("first").isEmpty());
    }
    String why = "channel.refused." + outcome.refusal().orElseThrow();
    News news = new News(frame.say(why, outcome.detail()), false);
    return done(answers.list(400, frame, request, Optional.of(news)));
  }

  private static CompletableFuture<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
