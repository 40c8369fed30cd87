package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.access.Gatekeeper;
import io.github.scrappyddns.access.Session;
import io.github.scrappyddns.access.SignIn;
import io.github.scrappyddns.access.Totp;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.util.List;
import java.util.Set;

/** Sign-in as its owner sets it up: the password, codes of an app, and who is signed in. */
public final class AccessPage {
  /**
   * What the template shows.
   *
   * @param own the number of the visitor's own session; 0 where there is none
   * @param proposed the secret for an app that is being set up; empty otherwise
   * @param news what came of an order
   * @param oldError what is wrong with the old password, and so on; each may be empty
   */
  public record Model(
      List<Session> sessions,
      long own,
      boolean passwordIsOfSettings,
      boolean hasPassword,
      boolean asksForCode,
      int shortest,
      String proposed,
      String uri,
      String news,
      String oldError,
      String newError,
      String codeError) {}

  /** What was found wrong with a form. */
  private record Errors(String old, String fresh, String code, String proposed) {
    static final Errors NONE = new Errors("", "", "", "");
  }

  private static final Set<String> NEWS =
      Set.of("access.password.changed", "access.codes.done", "access.codes.stopped");
  private static final String HERE = "dashboard/access";

  private final Gatekeeper gatekeeper;
  private final Pages pages;

  AccessPage(Gatekeeper gatekeeper, Pages pages) {
    this.gatekeeper = gatekeeper;
    this.pages = pages;
  }

  Response show(Request request, Visitor visitor) {
    boolean begin = Form.ofQuery(request).text("codes").equals("new");
    String proposed = begin ? gatekeeper.codes().propose() : "";
    return show(request, visitor, 200, new Errors("", "", "", proposed));
  }

  private Response show(Request request, Visitor visitor, int status, Errors errors) {
    Frame frame = pages.frame(request, visitor, "settings");
    String news = Form.ofQuery(request).text("news");
    return pages.print(
        status,
        "access",
        frame,
        new Model(
            gatekeeper.sessions(),
            visitor.session().orElse(0),
            gatekeeper.passwordIsOfSettings(),
            gatekeeper.hasPassword(),
            gatekeeper.codes().isAsked(),
            Gatekeeper.SHORTEST_PASSWORD,
            errors.proposed,
            errors.proposed.isEmpty() ? "" : Totp.uri(errors.proposed),
            NEWS.contains(news) ? frame.say(news) : "",
            errors.old,
            errors.fresh,
            errors.code));
  }

  /** Heeds an order; those that hash a password are slow. */
  Response order(Request request, Visitor visitor, Form form) {
    Frame frame = pages.frame(request, visitor, "settings");
    switch (form.text("do")) {
      case "end" -> form.row("session").ifPresent(id -> gatekeeper.endSession(visitor, id));
      case "end-others" -> gatekeeper.endOtherSessions(visitor);
      case "password" -> {
        return changed(request, visitor, form, frame);
      }
      case "codes" -> {
        return asked(request, visitor, form, frame);
      }
      case "no-codes" -> {
        return gatekeeper.codes().askNoMore(visitor, form.text("code"))
            ? Answer.see(frame.to(HERE + "?news=access.codes.stopped"))
            : show(request, visitor, 400, new Errors("", "", frame.say("access.codes.wrong"), ""));
      }
      default -> {
        return show(request, visitor, 400, Errors.NONE);
      }
    }
    return Answer.see(frame.to(HERE));
  }

  private Response changed(Request request, Visitor visitor, Form form, Frame frame) {
    if (gatekeeper.passwordIsOfSettings()) {
      return show(request, visitor, 400, Errors.NONE);
    }
    SignIn result = gatekeeper.changePassword(request, visitor, form.text("old"), form.text("new"));
    return switch (result.outcome()) {
      case SIGNED_IN ->
          Answer.see(frame.to(HERE + "?news=access.password.changed"), result.cookie());
      case TOO_SHORT ->
          show(
              request,
              visitor,
              400,
              new Errors(
                  "", frame.say("password.too.short", Gatekeeper.SHORTEST_PASSWORD), "", ""));
      case TOO_OFTEN ->
          show(
              request,
              visitor,
              429,
              new Errors(
                  frame.say("signin.too.often", frame.times().length(result.pause())), "", "", ""));
      default -> show(request, visitor, 400, new Errors(frame.say("signin.wrong"), "", "", ""));
    };
  }

  private Response asked(Request request, Visitor visitor, Form form, Frame frame) {
    String secret = form.text("secret");
    return gatekeeper.codes().ask(visitor, secret, form.text("code"))
        ? Answer.see(frame.to(HERE + "?news=access.codes.done"))
        : show(request, visitor, 400, new Errors("", "", frame.say("access.codes.wrong"), secret));
  }
}
