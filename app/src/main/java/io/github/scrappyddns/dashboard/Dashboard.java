package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.access.Gatekeeper;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.channels.ChannelPages;
import io.github.scrappyddns.dashboard.channels.ChannelParts;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Assets;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.dashboard.inbox.InboxPages;
import io.github.scrappyddns.dashboard.network.House;
import io.github.scrappyddns.dashboard.network.NetworkForms;
import io.github.scrappyddns.dashboard.network.SteerCards;
import io.github.scrappyddns.dashboard.network.Typed;
import io.github.scrappyddns.dashboard.setup.Setups;
import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.view.ServiceView;
import io.github.scrappyddns.view.problems.Problems;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds the page of a path, for who may see it; heeds orders that our own forms give. */
public final class Dashboard {
  /** What the template of a page that cannot be shown is given. */
  public record Trouble(String title, String text) {}

  /** Below this lie the files that belong to the pages. */
  static final String ASSETS = "/assets/";

  private static final String NETWORK = "/dashboard/networks/";

  private final DashboardParts parts;
  private final Gatekeeper gatekeeper;
  private final Pages pages;
  private final Problems problems;
  private final NetworksPage networks;
  private final NetworkDetail network;
  private final Downloads downloads;
  private final InboxPages inbox;
  private final ChannelPages channels;
  private final FirstSteps firstSteps;
  private final NetworkForms forms;
  private final SignInPage signIn;
  private final AccessPage access;
  private final KeysPage keys;

  Dashboard(DashboardParts parts) {
    this.parts = parts;
    gatekeeper = parts.gatekeeper();
    problems = parts.problems();
    pages =
        new Pages(
            parts.language(), parts.clock(), parts.zone(), problems::count, parts.inbox()::unread);
    inbox = new InboxPages(parts.inbox(), parts.readMarks(), pages);
    networks = new NetworksPage(parts.networks());
    Setups setups = new Setups(parts.service().hostNames());
    network =
        new NetworkDetail(
            parts.networks(),
            parts.happenings(),
            parts.channels(),
            setups,
            new SteerCards(parts.steering(), parts.networks(), parts.service().silentAfter()),
            parts.service().tokenList());
    forms = new NetworkForms(parts.steering(), pages, setups, new Rooms());
    downloads = new Downloads(parts.networks(), parts.backup(), gatekeeper.audit());
    channels =
        new ChannelPages(
            new ChannelParts(
                parts.channels(),
                parts.book(),
                parts.devices(),
                gatekeeper.audit(),
                pages,
                parts.testAlert(),
                parts.tryNow(),
                problems::forget,
                parts.threads()));
    firstSteps = new FirstSteps(parts, pages);
    signIn = new SignInPage(gatekeeper, pages, firstSteps::areOpen);
    access = new AccessPage(gatekeeper, pages);
    keys = new KeysPage(parts.keys(), pages);
  }

  /** Whether answering takes long, because a password is hashed for it. */
  static boolean isSlow(Request request) {
    return request.method().equals("POST")
        && (request.path().equals("/login") || request.path().equals("/dashboard/access"));
  }

  /** Answers a call that only asks for a file, or is not to be answered by a page. */
  CompletableFuture<Response> answer(Request request) {
    gatekeeper.begin();
    boolean order = request.method().equals("POST");
    if (!request.path().equals(request.asSent())) {
      String there = Frame.toRoot(request.asSent()) + request.path().substring(1);
      return done(Answer.see(there.isEmpty() ? "./" : there));
    }
    if (!order && !request.method().equals("GET") && !request.method().equals("HEAD")) {
      return done(trouble(request, 405, "404"));
    }
    if (order && !gatekeeper.isOfOurPages(request)) {
      return done(trouble(request, 403, "403"));
    }
    if (request.path().equals("/login")) {
      return done(order ? signIn.enter(request) : signIn.show(request));
    }
    if (request.path().equals("/dashboard/offline")) {
      Frame frame = pages.frame(request); // Held by browsers, so it says nothing of what is here.
      return done(pages.print("offline", frame, ""));
    }
    Optional<Visitor> visitor = gatekeeper.visitor(request);
    if (visitor.isEmpty()) {
      return done(toSignIn(request));
    }
    if (!order) {
      return done(page(request, visitor.get()));
    }
    Form form = Form.ofBody(request);
    return gatekeeper.isOurs(request, visitor.get(), form)
        ? order(request, visitor.get(), form)
        : done(trouble(request, 403, "403"));
  }

  private Response toSignIn(Request request) {
    boolean page = request.method().equals("GET") && request.path().startsWith("/dashboard/");
    String next = page ? "?next=" + PercentEncoding.encode(request.path().substring(1)) : "";
    return Answer.see(Frame.toRoot(request.asSent()) + "login" + next);
  }

  private Response page(Request request, Visitor visitor) {
    Form query = Form.ofQuery(request);
    ServiceView service = parts.service();
    String path = request.path();
    if (path.startsWith(NETWORK)) {
      return forms
          .page(request, visitor)
          .orElseGet(() -> network(request, visitor, path.substring(NETWORK.length())));
    }
    if (path.startsWith(InboxPages.PATH)) {
      return inbox
          .page(request, visitor, gatekeeper.isSecure(request))
          .orElseGet(() -> trouble(request, 404, "404"));
    }
    if (path.startsWith(ChannelPages.PATH)) {
      return channels.page(request, visitor).orElseGet(() -> trouble(request, 404, "404"));
    }
    if (path.startsWith(FirstSteps.PATH)) {
      return firstSteps
          .page(request, visitor, server(request))
          .orElseGet(() -> trouble(request, 404, "404"));
    }
    return switch (path) {
      case "/" -> {
        Frame frame = pages.frame(request, visitor, "networks");
        yield pages.print(
            "networks",
            frame,
            networks.model(frame, query, parts.overviews().now(), service.tokenList()));
      }
      case "/dashboard", "/dashboard/networks" -> Answer.see(Frame.toRoot(path) + "./");
      case "/dashboard/problems" -> {
        Frame frame = pages.frame(request, visitor, "problems");
        yield pages.print(
            "problems",
            frame,
            ProblemsPage.model(frame, problems.found(), parts.overviews().now()));
      }
      case "/dashboard/settings" ->
          pages.print("settings", pages.frame(request, visitor, "settings"), service);
      case "/dashboard/access" -> access.show(request, visitor);
      case KeysPage.PATH -> keys.show(request, visitor);
      case "/dashboard/audit" ->
          pages.print(
              "audit",
              pages.frame(request, visitor, "settings"),
              AuditPage.model(gatekeeper.audit(), query));
      default -> trouble(request, 404, "404");
    };
  }

  private Response network(Request request, Visitor visitor, String id) {
    if (Downloads.isHistory(id)) {
      return downloads
          .history(id, Form.ofQuery(request))
          .orElseGet(() -> trouble(request, 404, "404"));
    }
    if (!id.matches("\\d{1,18}")) {
      return trouble(request, 404, "404");
    }
    if (isSeen(request)) {
      inbox.opened(Long.parseLong(id));
    }
    return network(request, visitor, Long.parseLong(id), 200, Typed.NOTHING);
  }

  /** Whether somebody opens a page, and no script or browser looks ahead. */
  private static boolean isSeen(Request request) {
    return request.method().equals("GET")
        && request.headers().values("Sec-Purpose").isEmpty()
        && request.headers().values("Sec-Fetch-Mode").stream().allMatch("navigate"::equals);
  }

  private Response network(Request request, Visitor visitor, long id, int status, Typed typed) {
    Frame frame = pages.frame(request, visitor, "networks");
    return network
        .model(frame, id, Form.ofQuery(request), typed, server(request))
        .map(found -> pages.print(status, "network", frame, found))
        .orElseGet(() -> trouble(request, 404, "404"));
  }

  /** What the forms of networks lead back to. */
  private final class Rooms implements House {
    @Override
    public Response network(Request request, Visitor visitor, long id, int status, Typed typed) {
      return Dashboard.this.network(request, visitor, id, status, typed);
    }

    @Override
    public Response nowhere(Request request) {
      return trouble(request, 404, "404");
    }

    @Override
    public Setups.Server server(Request request) {
      return Dashboard.this.server(request);
    }
  }

  private Setups.Server server(Request request) {
    return Setups.Server.of(
        parts.service().publicUrl(),
        gatekeeper.isSecure(request),
        request.headers().values("Host").stream().findFirst(),
        parts.service().lanAddress());
  }

  private CompletableFuture<Response> order(Request request, Visitor visitor, Form form) {
    if (request.path().startsWith(ChannelPages.PATH)) {
      return channels
          .order(request, visitor, form)
          .orElseGet(() -> done(trouble(request, 404, "404")));
    }
    return switch (request.path()) {
      case InboxPages.PATH -> done(inbox.order(request, form));
      case "/logout" ->
          done(
              Answer.see(
                  Frame.toRoot(request.asSent()) + "login", gatekeeper.signOut(request, visitor)));
      case FirstSteps.PATH -> done(firstSteps.choose(request, visitor, form));
      case "/dashboard/access" -> done(access.order(request, visitor, form));
      case KeysPage.PATH -> done(keys.order(request, visitor, form));
      case "/dashboard/backup" ->
          done(downloads.backup(visitor).orElseGet(() -> trouble(request, 503, "503")));
      default ->
          done(
              request.path().startsWith(NETWORK)
                  ? forms.order(request, visitor, form)
                  : trouble(request, 404, "404"));
    };
  }

  /** A file that belongs to the pages. */
  Response asset(Request request) {
    return Assets.answer(
            request.path().substring(ASSETS.length()),
            Form.ofQuery(request).value("v"),
            parts.service().version())
        .orElseGet(() -> trouble(request, 404, "404"));
  }

  /** A page that says what went wrong, and nothing of what is here. */
  Response trouble(Request request, int status, String key) {
    Frame frame = pages.frame(request);
    return pages.print(
        status,
        "trouble",
        frame,
        new Trouble(frame.say("trouble." + key), frame.say("trouble." + key + ".text")));
  }

  /** What is answered where too many passwords wait to be looked at. */
  Response busy(Request request) {
    return signIn.busy(request);
  }

  private static CompletableFuture<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
