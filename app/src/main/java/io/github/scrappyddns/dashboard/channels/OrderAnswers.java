package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.dashboard.channels.ChannelsPage.News;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * What orders about channels end with: the list with its news, or the way to a page that says them.
 */
final class OrderAnswers {
  private static final String LIST = "dashboard/channels";
  private static final String START = "dashboard/start";

  private final ChannelParts parts;

  OrderAnswers(ChannelParts parts) {
    this.parts = parts;
  }

  /** The list itself. */
  Response list(int status, Frame frame, Request request, Optional<News> news) {
    return parts
        .pages()
        .print(
            status,
            "channels",
            frame,
            ChannelsPage.model(
                frame,
                parts.views().all(),
                !parts.book().reachesSomebody(),
                DeviceForm.name(frame, request),
                news));
  }

  /**
   * The way to the list.
   *
   * @param what was ordered, as {@link OrderNews} knows it
   * @param name of the channel
   */
  Response see(Frame frame, String what, String name) {
    return said(frame.to(LIST + link(what, name)));
  }

  /**
   * Tries a channel that was just added or mended, and then shows a page that says what it
   * answered.
   *
   * @param first whether the order was one of the first steps, which it then leads back to
   */
  CompletableFuture<Response> tested(Frame frame, String name, boolean first) {
    String link = frame.to((first ? START : LIST) + link("added", name));
    return parts
        .views()
        .find(name)
        .map(
            channel ->
                parts.test().send(channel).thenApplyAsync(result -> said(link), parts.threads()))
        .orElseGet(() -> CompletableFuture.completedFuture(said(link)));
  }

  private static String link(String what, String name) {
    return "?" + what + "=" + PercentEncoding.encode(name);
  }

  private Response said(String link) {
    parts.changed().run();
    return Answer.see(link);
  }
}
