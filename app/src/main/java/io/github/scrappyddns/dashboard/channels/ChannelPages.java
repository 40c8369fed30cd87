package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.dashboard.channels.ChannelFormPage.Trouble;
import io.github.scrappyddns.dashboard.channels.ChannelsPage.News;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.steering.channel.ChannelForm;
import io.github.scrappyddns.steering.channel.ChannelOutcome;
import io.github.scrappyddns.steering.channel.ChannelSetup;
import io.github.scrappyddns.steering.channel.KnownForms;
import io.github.scrappyddns.steering.device.Devices;
import io.github.scrappyddns.view.ChannelView;
import io.github.scrappyddns.view.ChannelViews;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;

/** The pages below {@code /dashboard/channels}, and the orders that their forms give. */
public final class ChannelPages {
  /**
   * What they are made of.
   *
   * @param tryNow tries every channel that rests because attempts failed
   * @param changed called after an order, so that what pages know of channels is asked anew
   * @param threads those that make pages
   */
  public record Parts(
      ChannelViews views,
      ChannelBook book,
      Devices devices,
      Audit audit,
      Pages pages,
      TestAlert test,
      Runnable tryNow,
      Runnable changed,
      Executor threads) {}

  /**
   * What is asked before a channel goes.
   *
   * @param waiting how many networks wait to be told of; 0 where none does
   */
  public record RemovalModel(ChannelView channel, String loss, int waiting) {}

  public static final String PATH = "/dashboard/channels";
  private static final String HERE = "dashboard/channels";
  private static final String NEW = PATH + "/new";
  private static final String DEVICE = PATH + "/device";
  private static final String REMOVE = "/remove";

  private final Parts parts;

  public ChannelPages(Parts parts) {
    this.parts = parts;
  }

  private Frame frame(Request request, Visitor visitor) {
    return parts.pages.frame(request, visitor, "channels");
  }

  /** The page of a path; empty where there is none. */
  public Optional<Response> page(Request request, Visitor visitor) {
    Form query = Form.ofQuery(request);
    Frame frame = frame(request, visitor);
    String path = request.path();
    if (path.equals(PATH)) {
      return Optional.of(
          list(200, frame, request, OrderNews.of(frame, query, parts.views, parts.test)));
    }
    if (path.equals(NEW)) {
      ChannelForm form = KnownForms.find(query.text("kind")).orElse(KnownForms.ALL.get(0));
      boolean first = query.value("first").isPresent();
      return Optional.of(
          form(
              200,
              frame,
              ChannelFormPage.forNew(frame, form, Map.of(), "", "", Trouble.NONE, first)));
    }
    if (path.endsWith(REMOVE)) {
      return number(path.substring(0, path.length() - REMOVE.length()))
          .flatMap(parts.views::numbered)
          .map(channel -> removal(frame, channel));
    }
    return number(path)
        .flatMap(id -> parts.book.setup(id))
        .map(
            setup ->
                form(
                    200,
                    frame,
                    ChannelFormPage.forChange(
                        frame,
                        setup,
                        setup.shown(),
                        setup.networks(),
                        Trouble.NONE,
                        query.value("first").isPresent())));
  }

  private Response list(int status, Frame frame, Request request, Optional<News> news) {
    return parts.pages.print(
        status,
        "channels",
        frame,
        ChannelsPage.model(
            frame,
            parts.views.all(),
            !parts.book.reachesSomebody(),
            DeviceForm.name(frame, request),
            news));
  }

  private Response form(int status, Frame frame, ChannelFormPage.Model model) {
    return parts.pages.print(status, "channel", frame, model);
  }

  private Response removal(Frame frame, ChannelView channel) {
    String loss =
        channel.waiting() == 0
            ? frame.say("channel.remove.nothing")
            : frame.count("channel.remove.loss", channel.waiting());
    return parts.pages.print("removal", frame, new RemovalModel(channel, loss, channel.waiting()));
  }

  /** The number at the end of a path below this one. */
  private static Optional<Long> number(String path) {
    return Optional.of(path)
        .filter(whole -> whole.startsWith(PATH + "/"))
        .map(whole -> whole.substring(PATH.length() + 1))
        .filter(id -> id.matches("[1-9]\\d{0,17}"))
        .map(Long::valueOf);
  }

  /** Heeds an order; empty where there is no such page, or no such channel. */
  public Optional<CompletableFuture<Response>> order(Request request, Visitor visitor, Form sent) {
    Frame frame = frame(request, visitor);
    String path = request.path();
    if (path.equals(PATH)) {
      return parts
          .views
          .find(sent.text("channel"))
          .map(known -> use(frame, request, visitor, sent, known));
    }
    if (path.equals(NEW)) {
      return Optional.of(add(frame, visitor, sent));
    }
    if (path.equals(DEVICE)) {
      return Optional.of(device(frame, request, visitor, sent));
    }
    if (path.endsWith(REMOVE)) {
      return number(path.substring(0, path.length() - REMOVE.length()))
          .map(id -> done(remove(frame, visitor, id)));
    }
    return number(path).flatMap(id -> change(frame, visitor, id, sent));
  }

  private CompletableFuture<Response> use(
      Frame frame, Request request, Visitor visitor, Form sent, ObservedChannel channel) {
    String name = channel.name();
    return switch (sent.text("do")) {
      case "test" -> {
        parts.audit.note(visitor, Deed.SENT_TEST, name);
        yield parts
            .test
            .send(channel)
            .thenApplyAsync(
                result -> {
                  parts.changed.run();
                  return list(
                      200, frame, request, Optional.of(TestAlert.news(frame, name, result)));
                },
                parts.threads);
      }
      case "pause" -> done(pause(frame, visitor, name, true));
      case "resume" -> done(pause(frame, visitor, name, false));
      default -> {
        parts.audit.note(visitor, Deed.TRIED_CHANNEL, name);
        parts.tryNow.run();
        yield done(see(frame, "tried", name));
      }
    };
  }

  private Response pause(Frame frame, Visitor visitor, String name, boolean paused) {
    Optional<ChannelView> channel = parts.views.steered(name);
    if (channel.isPresent() && parts.book.pause(channel.get().number(), paused).isDone()) {
      parts.audit.note(visitor, paused ? Deed.PAUSED_CHANNEL : Deed.RESUMED_CHANNEL, name);
    }
    return see(frame, paused ? "paused" : "resumed", name);
  }

  private CompletableFuture<Response> add(Frame frame, Visitor visitor, Form sent) {
    ChannelForm form = KnownForms.find(sent.text("kind")).orElse(KnownForms.ALL.get(0));
    boolean first = !sent.text("first").isEmpty();
    Map<String, String> typed = ChannelFormPage.typed(form, sent);
    Trouble trouble = ChannelFormPage.incomplete(frame, form, typed).orElse(Trouble.NONE);
    if (trouble.equals(Trouble.NONE)) {
      ChannelOutcome outcome =
          parts.book.add(form.url(typed), sent.text("name"), sent.text("networks"));
      if (outcome.isDone()) {
        parts.audit.note(visitor, Deed.ADDED_CHANNEL, outcome.name());
        return tested(frame, outcome.name(), first ? "dashboard/start" : HERE);
      }
      trouble = ChannelFormPage.refused(frame, form, outcome, typed);
    }
    return done(
        form(
            400,
            frame,
            ChannelFormPage.forNew(
                frame, form, typed, sent.text("name"), sent.text("networks"), trouble, first)));
  }

  /** What a browser asks for that wants alerts, or has come back. */
  private CompletableFuture<Response> device(
      Frame frame, Request request, Visitor visitor, Form sent) {
    return switch (sent.text("do")) {
      case "key" -> done(DeviceForm.key(frame, parts.devices));
      case "back" -> done(DeviceForm.standing(sent, parts.devices, parts.views));
      default -> {
        ChannelOutcome outcome = parts.devices.subscribe(DeviceForm.device(sent));
        if (outcome.isDone()) {
          parts.audit.note(visitor, Deed.ADDED_CHANNEL, outcome.name());
          boolean first = !sent.text("first").isEmpty();
          yield tested(frame, outcome.name(), first ? "dashboard/start" : HERE);
        }
        String why = "channel.refused." + outcome.refusal().orElseThrow();
        News news = new News(frame.say(why, outcome.detail()), false);
        yield done(list(400, frame, request, Optional.of(news)));
      }
    };
  }

  /**
   * Tries a channel that was just added or mended, and then shows a page that says what it
   * answered.
   */
  private CompletableFuture<Response> tested(Frame frame, String name, String page) {
    String link = frame.to(page + "?added=" + PercentEncoding.encode(name));
    return parts
        .views
        .find(name)
        .map(
            channel -> parts.test.send(channel).thenApplyAsync(result -> said(link), parts.threads))
        .orElseGet(() -> done(said(link)));
  }

  private Response said(String link) {
    parts.changed.run();
    return Answer.see(link);
  }

  private Optional<CompletableFuture<Response>> change(
      Frame frame, Visitor visitor, long id, Form sent) {
    Optional<ChannelSetup> setup = parts.book.setup(id);
    if (setup.isEmpty()) {
      return Optional.empty();
    }
    ChannelForm form = setup.get().form();
    boolean first = !sent.text("first").isEmpty();
    Map<String, String> typed = ChannelFormPage.typed(form, sent);
    String networks = sent.text("networks");
    Trouble trouble = ChannelFormPage.incomplete(frame, form, typed).orElse(Trouble.NONE);
    if (trouble.equals(Trouble.NONE)) {
      ChannelOutcome outcome = parts.book.change(id, typed, networks);
      if (outcome.isDone()) {
        parts.audit.note(visitor, Deed.CHANGED_CHANNEL, outcome.name());
        return Optional.of(
            first
                ? tested(frame, outcome.name(), "dashboard/start")
                : done(see(frame, "changed", outcome.name())));
      }
      trouble = ChannelFormPage.refused(frame, form, outcome, typed);
    }
    return Optional.of(
        done(
            form(
                400,
                frame,
                ChannelFormPage.forChange(frame, setup.get(), typed, networks, trouble, first))));
  }

  private Response remove(Frame frame, Visitor visitor, long id) {
    ChannelOutcome outcome = parts.book.remove(id);
    if (outcome.isDone()) {
      parts.audit.note(visitor, Deed.REMOVED_CHANNEL, outcome.name());
    }
    return see(frame, "removed", outcome.name());
  }

  private Response see(Frame frame, String what, String name) {
    parts.changed.run();
    return Answer.see(frame.to(HERE + "?" + what + "=" + PercentEncoding.encode(name)));
  }

  private static CompletableFuture<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
