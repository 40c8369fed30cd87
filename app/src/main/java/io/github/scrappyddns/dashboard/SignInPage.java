package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.access.Gatekeeper;
import io.github.scrappyddns.access.SignIn;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.time.Duration;
import java.util.function.BooleanSupplier;
import java.util.regex.Pattern;

/** The way in: by the password, or by a link that sets one. */
public final class SignInPage {
  /**
   * What the template shows.
   *
   * @param error what is wrong with the password; empty where nothing is
   * @param codeError the same of the code
   * @param next where to go then
   * @param plain whether the page came in clear text
   */
  public record Model(
      boolean hasPassword,
      boolean asksForCode,
      String error,
      String codeError,
      String next,
      boolean plain) {}

  /**
   * What the template of a link shows.
   *
   * @param link its secret
   * @param setsPassword whether the owner is to choose one
   * @param asksForCodes whether a lost app keeps its owner out
   */
  public record LinkModel(
      boolean good,
      String link,
      boolean setsPassword,
      boolean asksForCodes,
      int shortest,
      String error,
      boolean plain) {}

  /** Pages of ours, and nothing that begins like the address of another server. */
  private static final Pattern NEXT = Pattern.compile("dashboard/[a-z0-9/]{1,60}");

  private final Gatekeeper gatekeeper;
  private final Pages pages;
  private final BooleanSupplier firstSteps;

  /**
   * @param firstSteps whether who comes by a link is led through the first steps
   */
  SignInPage(Gatekeeper gatekeeper, Pages pages, BooleanSupplier firstSteps) {
    this.firstSteps = firstSteps;
    this.gatekeeper = gatekeeper;
    this.pages = pages;
  }

  /** Asks for the password, or welcomes who comes by a link. */
  Response show(Request request) {
    Form query = Form.ofQuery(request);
    return query
        .value("link")
        .map(link -> welcome(request, link, 200, ""))
        .orElseGet(() -> form(request, 200, "", "", query.text("next")));
  }

  private Response form(Request request, int status, String error, String codeError, String next) {
    Frame frame = pages.frame(request);
    return pages.print(
        status,
        "signin",
        frame,
        new Model(
            gatekeeper.hasPassword(),
            gatekeeper.codes().isAsked(),
            error,
            codeError,
            NEXT.matcher(next).matches() ? next : "",
            !gatekeeper.isSecure(request) && !request.peer().toString().startsWith("127.")));
  }

  private Response welcome(Request request, String link, int status, String error) {
    return pages.print(
        status,
        "welcome",
        pages.frame(request),
        new LinkModel(
            gatekeeper.isGoodLink(link),
            link,
            !gatekeeper.passwordIsOfSettings(),
            gatekeeper.codes().isAsked(),
            Gatekeeper.SHORTEST_PASSWORD,
            error,
            !gatekeeper.isSecure(request)));
  }

  /** Tries what somebody typed. Slow. */
  Response enter(Request request) {
    Form form = Form.ofBody(request);
    if (form.value("link").isPresent()) {
      return enterByLink(request, form);
    }
    SignIn result = gatekeeper.signIn(request, form.text("password"), form.text("code"));
    Frame frame = pages.frame(request);
    String next = form.text("next");
    return switch (result.outcome()) {
      case SIGNED_IN ->
          Answer.see(frame.to(NEXT.matcher(next).matches() ? next : ""), result.cookie());
      case WRONG_CODE -> form(request, 403, "", frame.say("signin.wrong.code"), next);
      case TOO_OFTEN -> tooOften(request, frame, result.pause(), next);
      default -> form(request, 403, frame.say("signin.wrong"), "", next);
    };
  }

  private Response tooOften(Request request, Frame frame, Duration pause, String next) {
    long seconds = Math.max(1, pause.toSeconds() + 1);
    String text = frame.say("signin.too.often", frame.times().length(Duration.ofSeconds(seconds)));
    return form(request, 429, text, "", next).with("Retry-After", Long.toString(seconds));
  }

  /** Nobody looks at the password: too many wait. */
  Response busy(Request request) {
    String text = pages.frame(request).say("signin.busy");
    return form(request, 429, text, "", "").with("Retry-After", "5");
  }

  private Response enterByLink(Request request, Form form) {
    String link = form.text("link");
    SignIn result =
        gatekeeper.signInByLink(
            request, link, form.text("password"), form.value("nocodes").isPresent());
    Frame frame = pages.frame(request);
    return switch (result.outcome()) {
      case SIGNED_IN ->
          Answer.see(frame.to(firstSteps.getAsBoolean() ? FirstSteps.HERE : ""), result.cookie());
      case TOO_SHORT ->
          welcome(
              request, link, 400, frame.say("password.too.short", Gatekeeper.SHORTEST_PASSWORD));
      default -> welcome(request, link, 403, "");
    };
  }
}
