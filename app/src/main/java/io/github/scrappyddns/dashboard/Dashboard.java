package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.access.Gatekeeper;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Assets;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.encoding.PercentEncoding;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** Lets in who may see pages, and orders that our own forms give; sends all others elsewhere. */
final class Dashboard {
  /** Below this lie the files that belong to the pages. */
  static final String ASSETS = "/assets/";

  private final String version;
  private final Gatekeeper gatekeeper;
  private final Pages pages;
  private final TroublePage trouble;
  private final SignInPage signIn;
  private final VisitorPages visitors;

  Dashboard(DashboardParts parts) {
    version = parts.service().version();
    gatekeeper = parts.gatekeeper();
    pages =
        new Pages(
            parts.language(),
            parts.clock(),
            parts.zone(),
            parts.problems()::count,
            parts.inbox()::unread);
    trouble = new TroublePage(pages);
    FirstSteps firstSteps = new FirstSteps(parts, pages);
    signIn = new SignInPage(gatekeeper, pages, firstSteps::areOpen);
    visitors = new VisitorPages(parts, pages, trouble, firstSteps);
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
      return done(visitors.page(request, visitor.get()));
    }
    Form form = Form.ofBody(request);
    return gatekeeper.isOurs(request, visitor.get(), form)
        ? visitors.order(request, visitor.get(), form)
        : done(trouble(request, 403, "403"));
  }

  private Response toSignIn(Request request) {
    boolean page = request.method().equals("GET") && request.path().startsWith("/dashboard/");
    String next = page ? "?next=" + PercentEncoding.encode(request.path().substring(1)) : "";
    return Answer.see(Frame.toRoot(request.asSent()) + "login" + next);
  }

  /** A file that belongs to the pages. */
  Response asset(Request request) {
    return Assets.answer(
            request.path().substring(ASSETS.length()), Form.ofQuery(request).value("v"), version)
        .orElseGet(() -> trouble.nowhere(request));
  }

  /** As {@link TroublePage#of}. */
  Response trouble(Request request, int status, String key) {
    return trouble.of(request, status, key);
  }

  /** What is answered where too many passwords wait to be looked at. */
  Response busy(Request request) {
    return signIn.busy(request);
  }

  private static CompletableFuture<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
