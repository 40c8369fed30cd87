package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds the page of a path below {@code /dashboard/channels}, and who carries out its orders. */
public final class ChannelPages {
  public static final String PATH = "/dashboard/channels";

  private final ChannelParts parts;
  private final OrderAnswers answers;
  private final ListOrders list;
  private final ChannelForms forms;
  private final DeviceOrders devices;

  public ChannelPages(ChannelParts parts) {
    this.parts = parts;
    answers = new OrderAnswers(parts);
    list = new ListOrders(parts, answers);
    forms = new ChannelForms(parts, answers);
    devices = new DeviceOrders(parts, answers);
  }

  /** The page of a path; empty where there is none. */
  public Optional<Response> page(Request request, Visitor visitor) {
    Frame frame = frame(request, visitor);
    Form query = Form.ofQuery(request);
    String path = below(request);
    return path.isEmpty()
        ? Optional.of(
            answers.list(
                200, frame, request, OrderNews.of(frame, query, parts.views(), parts.test())))
        : forms.page(frame, path, query);
  }

  /** Heeds an order; empty where there is no such page, or no such channel. */
  public Optional<CompletableFuture<Response>> order(Request request, Visitor visitor, Form sent) {
    Frame frame = frame(request, visitor);
    String path = below(request);
    return switch (path) {
      case "" -> list.order(frame, request, visitor, sent);
      case "/device" -> Optional.of(devices.order(frame, request, visitor, sent));
      default -> forms.order(frame, visitor, path, sent);
    };
  }

  private Frame frame(Request request, Visitor visitor) {
    return parts.pages().frame(request, visitor, "channels");
  }

  private static String below(Request request) {
    return request.path().substring(PATH.length());
  }
}
