package io.github.scrappyddns.dashboard.inbox;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.database.engine.DatabaseException;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.LoopbackHost;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.timeline.ReadMarks;
import io.github.scrappyddns.view.events.Inbox;
import io.github.scrappyddns.view.events.Inbox.Entry;
import io.github.scrappyddns.view.events.Inbox.Place;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The recent alerts: the page that an installed app opens on, the same as plain data that such an
 * app holds for the time without a network, and what marks them as read.
 */
public final class InboxPages {
  /**
   * What the template shows.
   *
   * @param newest whether this is the first page
   * @param unread how many are, on all pages
   * @param news what an order has done; may be empty
   * @param secure whether a browser would install this as an app, as far as can be told here
   */
  public record Model(
      List<Entry> entries, boolean newest, int unread, String news, boolean secure) {
    public boolean older() {
      return entries.size() == PAGE;
    }

    public String olderLink() {
      return "?before=" + entries.get(entries.size() - 1).place();
    }

    /** Up to where somebody has read who has seen this page. */
    public String upTo() {
      return entries.get(0).place().toString();
    }
  }

  public static final String PATH = "/dashboard/alerts";
  private static final String DATA = PATH + ".json";
  private static final int PAGE = 50;

  private final Inbox inbox;
  private final ReadMarks marks;
  private final Pages pages;

  public InboxPages(Inbox inbox, ReadMarks marks, Pages pages) {
    this.inbox = inbox;
    this.marks = marks;
    this.pages = pages;
  }

  /**
   * The page of a path; empty where there is none.
   *
   * @param secure whether the browser speaks TLS
   */
  public Optional<Response> page(Request request, Visitor visitor, boolean secure) {
    Frame frame = pages.frame(request, visitor, "alerts");
    return switch (request.path()) {
      case PATH -> Optional.of(pages.print("alerts", frame, model(request, frame, secure)));
      case DATA -> Optional.of(Answer.data("application/json", frame.language(), data(frame)));
      default -> Optional.empty();
    };
  }

  private Model model(Request request, Frame frame, boolean secure) {
    Form query = Form.ofQuery(request);
    Optional<Place> before = Place.of(query.text("before"));
    return new Model(
        inbox.page(before.orElse(Place.NEWEST), PAGE),
        before.isEmpty(),
        frame.unread(),
        query.text("news").equals("read") ? frame.say("alerts.read.done") : "",
        secure || isOnThisMachine(request));
  }

  /** Browsers trust what never leaves the machine. */
  private static boolean isOnThisMachine(Request request) {
    return request.headers().values("Host").stream().anyMatch(LoopbackHost::is);
  }

  /** Times as programs read them: who holds this reads it later, and maybe in another zone. */
  private String data(Frame frame) {
    Map<String, Object> all = new LinkedHashMap<>();
    all.put("at", frame.times().now().truncatedTo(ChronoUnit.SECONDS).toString());
    all.put(
        "alerts",
        inbox.page(Place.NEWEST, PAGE).stream().map(entry -> fields(frame, entry)).toList());
    try {
      return new ObjectMapper().writeValueAsString(all);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static Map<String, Object> fields(Frame frame, Entry entry) {
    EventText text =
        entry
            .event()
            .map(event -> EventText.of(frame, event.happening()))
            .orElse(new EventText(entry.notice(), "", ""));
    Map<String, Object> fields = new LinkedHashMap<>();
    fields.put("at", entry.at().truncatedTo(ChronoUnit.SECONDS).toString());
    fields.put("about", entry.event().map(Inbox.Event::network).orElse(frame.say("product")));
    fields.put("what", text.what());
    fields.put("address", text.address());
    fields.put("note", text.note());
    fields.put("unread", entry.unread());
    return fields;
  }

  /** Marks as read what somebody has seen. */
  public Response order(Request request, Form sent) {
    // What has come since the page was made is left unread.
    Place.of(sent.text("upTo"))
        .ifPresent(place -> marks.all(place.event(), inbox.noticesUpTo(place)));
    return Answer.see(Frame.toRoot(request.asSent()) + "dashboard/alerts?news=read");
  }

  /** Notes that somebody looks at a network: its alerts are read. */
  public void opened(long networkId) {
    try {
      inbox.unreadOf(networkId).ifPresent(event -> marks.network(networkId, event));
    } catch (DatabaseException e) {
      // The page is worth more than its mark: where nothing can be stored, it may still be read.
    }
  }
}
