package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.access.Gatekeeper;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.channels.ChannelPages;
import io.github.scrappyddns.dashboard.channels.ChannelParts;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.dashboard.inbox.InboxPages;
import io.github.scrappyddns.dashboard.network.NetworkForms;
import io.github.scrappyddns.dashboard.network.Typed;
import io.github.scrappyddns.dashboard.setup.Setups;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.view.problems.Problems;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Finds the page of a path for a visitor who may see all of them, and who carries out an order. */
final class VisitorPages {
  private static final String NETWORK = "/dashboard/networks/";
  private static final String ACCESS = "/dashboard/access";

  private final DashboardParts parts;
  private final Gatekeeper gatekeeper;
  private final Pages pages;
  private final TroublePage trouble;
  private final Problems problems;
  private final NetworksPage networks;
  private final NetworkHouse house;
  private final NetworkForms forms;
  private final Downloads downloads;
  private final InboxPages inbox;
  private final ChannelPages channels;
  private final FirstSteps firstSteps;
  private final AccessPage access;
  private final KeysPage keys;

  VisitorPages(DashboardParts parts, Pages pages, TroublePage trouble, FirstSteps firstSteps) {
    this.parts = parts;
    this.pages = pages;
    this.trouble = trouble;
    this.firstSteps = firstSteps;
    gatekeeper = parts.gatekeeper();
    problems = parts.problems();
    inbox = new InboxPages(parts.inbox(), parts.readMarks(), pages);
    networks = new NetworksPage(parts.networks());
    Setups setups = new Setups(parts.service().hostNames());
    house = new NetworkHouse(parts, pages, setups, trouble);
    forms = new NetworkForms(parts.steering(), pages, setups, house);
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
    access = new AccessPage(gatekeeper, pages);
    keys = new KeysPage(parts.keys(), pages);
  }

  Response page(Request request, Visitor visitor) {
    return pageOf(request, visitor).orElseGet(() -> trouble.nowhere(request));
  }

  private Optional<Response> pageOf(Request request, Visitor visitor) {
    String path = request.path();
    if (path.startsWith(NETWORK)) {
      return forms
          .page(request, visitor)
          .or(() -> network(request, visitor, path.substring(NETWORK.length())));
    }
    if (path.startsWith(InboxPages.PATH)) {
      return inbox.page(request, visitor, gatekeeper.isSecure(request));
    }
    if (path.startsWith(ChannelPages.PATH)) {
      return channels.page(request, visitor);
    }
    if (path.startsWith(FirstSteps.PATH)) {
      return firstSteps.page(request, visitor, house.server(request));
    }
    return switch (path) {
      case "/" -> {
        Frame frame = pages.frame(request, visitor, "networks");
        yield print(
            "networks",
            frame,
            networks.model(
                frame,
                Form.ofQuery(request),
                parts.overviews().now(),
                parts.service().tokenList()));
      }
      case "/dashboard", "/dashboard/networks" ->
          Optional.of(Answer.see(Frame.toRoot(path) + "./"));
      case "/dashboard/problems" -> {
        Frame frame = pages.frame(request, visitor, "problems");
        yield print(
            "problems",
            frame,
            ProblemsPage.model(frame, problems.found(), parts.overviews().now()));
      }
      case "/dashboard/settings" ->
          print("settings", pages.frame(request, visitor, "settings"), parts.service());
      case ACCESS -> Optional.of(access.show(request, visitor));
      case KeysPage.PATH -> Optional.of(keys.show(request, visitor));
      case "/dashboard/audit" ->
          print(
              "audit",
              pages.frame(request, visitor, "settings"),
              AuditPage.model(gatekeeper.audit(), Form.ofQuery(request)));
      default -> Optional.empty();
    };
  }

  private Optional<Response> print(String template, Frame frame, Object model) {
    return Optional.of(pages.print(template, frame, model));
  }

  /**
   * The page of a network, or a file with its history.
   *
   * @param name its number, or the name of that file
   */
  private Optional<Response> network(Request request, Visitor visitor, String name) {
    if (Downloads.isHistory(name)) {
      return downloads.history(name, Form.ofQuery(request));
    }
    if (!name.matches("\\d{1,18}")) {
      return Optional.empty();
    }
    long id = Long.parseLong(name);
    if (isSeen(request)) {
      inbox.opened(id);
    }
    return Optional.of(house.network(request, visitor, id, 200, Typed.NOTHING));
  }

  /** Whether somebody opens a page, and no script or browser looks ahead. */
  private static boolean isSeen(Request request) {
    return request.method().equals("GET")
        && request.headers().values("Sec-Purpose").isEmpty()
        && request.headers().values("Sec-Fetch-Mode").stream().allMatch("navigate"::equals);
  }

  /** Heeds an order that one of our own forms gives. */
  CompletableFuture<Response> order(Request request, Visitor visitor, Form form) {
    if (request.path().startsWith(ChannelPages.PATH)) {
      return channels
          .order(request, visitor, form)
          .orElseGet(() -> CompletableFuture.completedFuture(trouble.nowhere(request)));
    }
    return CompletableFuture.completedFuture(ordered(request, visitor, form));
  }

  private Response ordered(Request request, Visitor visitor, Form form) {
    String path = request.path();
    return switch (path) {
      case InboxPages.PATH -> inbox.order(request, form);
      case "/logout" ->
          Answer.see(
              Frame.toRoot(request.asSent()) + "login", gatekeeper.signOut(request, visitor));
      case FirstSteps.PATH -> firstSteps.choose(request, visitor, form);
      case ACCESS -> access.order(request, visitor, form);
      case KeysPage.PATH -> keys.order(request, visitor, form);
      case "/dashboard/backup" ->
          downloads.backup(visitor).orElseGet(() -> trouble.of(request, 503, "503"));
      default ->
          path.startsWith(NETWORK) ? forms.order(request, visitor, form) : trouble.nowhere(request);
    };
  }
}
