package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.view.ChannelView;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What the buttons of the list order: to test a channel, to pause it, to go on, to try it again.
 */
final class ListOrders {
  private final ChannelParts parts;
  private final OrderAnswers answers;

  ListOrders(ChannelParts parts, OrderAnswers answers) {
    this.parts = parts;
    this.answers = answers;
  }

  /** Carries out an order; empty where there is no such channel. */
  Optional<CompletableFuture<Response>> order(
      Frame frame, Request request, Visitor visitor, Form sent) {
    return parts
        .views()
        .find(sent.text("channel"))
        .map(channel -> order(frame, request, visitor, sent.text("do"), channel));
  }

  private CompletableFuture<Response> order(
      Frame frame, Request request, Visitor visitor, String order, ObservedChannel channel) {
    String name = channel.name();
    return switch (order) {
      case "test" -> test(frame, request, visitor, channel);
      case "pause" -> done(pause(frame, visitor, name, true));
      case "resume" -> done(pause(frame, visitor, name, false));
      default -> {
        parts.audit().note(visitor, Deed.TRIED_CHANNEL, name);
        parts.tryNow().run();
        yield done(answers.see(frame, "tried", name));
      }
    };
  }

  private CompletableFuture<Response> test(
      Frame frame, Request request, Visitor visitor, ObservedChannel channel) {
    String name = channel.name();
    parts.audit().note(visitor, Deed.SENT_TEST, name);
    return parts
        .test()
        .send(channel)
        .thenApplyAsync(
            result -> {
              parts.changed().run();
              return answers.list(
                  200, frame, request, Optional.of(TestAlert.news(frame, name, result)));
            },
            parts.threads());
  }

  private Response pause(Frame frame, Visitor visitor, String name, boolean paused) {
    Optional<ChannelView> channel = parts.views().steered(name);
    if (channel.isPresent() && parts.book().pause(channel.get().number(), paused).isDone()) {
      parts.audit().note(visitor, paused ? Deed.PAUSED_CHANNEL : Deed.RESUMED_CHANNEL, name);
    }
    return answers.see(frame, paused ? "paused" : "resumed", name);
  }

  private static CompletableFuture<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
