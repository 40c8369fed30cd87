package io.github.scrappyddns.dashboard.network;

import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.dashboard.frame.QrCode;
import io.github.scrappyddns.dashboard.setup.Setups;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.network.RegistryTable.MadeToken;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.steering.NewToken;
import io.github.scrappyddns.steering.Outcome;
import io.github.scrappyddns.steering.Refusal;
import io.github.scrappyddns.steering.Steering;
import java.time.Duration;
import java.util.Optional;

/**
 * The tokens of a network: what is asked before one is made, replaced or removed, and the page that
 * shows a new one.
 *
 * <p>That page is the answer to a form, and so has no address that shows a token again. Who chooses
 * another client on it sends the token along: it is shown where it opens the network, and else not.
 */
final class TokenPages {
  private final Steering steering;
  private final Pages pages;
  private final Setups setups;
  private final House house;

  TokenPages(Steering steering, Pages pages, Setups setups, House house) {
    this.steering = steering;
    this.pages = pages;
    this.setups = setups;
    this.house = house;
  }

  /** Asks for what the query names. */
  Response question(Request request, Visitor visitor, long id) {
    Frame frame = pages.frame(request, visitor, "networks");
    Form query = Form.ofQuery(request);
    Optional<String> network = steering.networks().nameOf(id);
    if (network.isEmpty()) {
      return house.nowhere(request);
    }
    String name = network.get();
    Optional<Question> question =
        query.value("replace").isPresent()
            ? find(id, query, "replace")
                .filter(token -> token.endsAt() == 0)
                .map(token -> Questions.replaceToken(frame, id, name, token))
            : query.value("remove").isPresent()
                ? find(id, query, "remove")
                    .map(token -> Questions.removeToken(frame, id, name, token))
                : Optional.of(Questions.makeToken(frame, id, name));
    return question
        .map(asked -> pages.print("question", frame, asked))
        .orElseGet(() -> house.nowhere(request));
  }

  private Optional<MadeToken> find(long networkId, Form form, String field) {
    Optional<Long> id = form.number(field);
    return steering.tokens().of(networkId).stream()
        .filter(token -> id.filter(asked -> asked == token.id()).isPresent())
        .findFirst();
  }

  /** Does what a form says. */
  Response order(Request request, Visitor visitor, long id, Form form) {
    long token = form.number("token").orElse(0L);
    return switch (form.text("do")) {
      case "make" -> shown(request, visitor, form, id, steering.tokens().make(visitor, id));
      case "replace" ->
          overlap(form)
              .map(
                  time ->
                      shown(
                          request,
                          visitor,
                          form,
                          id,
                          steering.tokens().replace(visitor, id, token, time)))
              .orElseGet(() -> house.nowhere(request));
      case "remove" -> {
        Optional<Refusal> refusal = steering.tokens().remove(visitor, id, token);
        yield refusal.isPresent() && refusal.get() != Refusal.NO_TOKEN
            ? house.nowhere(request)
            : back(request, id, "?news=token.removed");
      }
      case "setup" -> again(request, visitor, id, form);
      default -> house.nowhere(request);
    };
  }

  private static Optional<Duration> overlap(Form form) {
    return form.number("choice")
        .filter(millis -> millis >= 0)
        .map(Duration::ofMillis)
        .filter(time -> time.compareTo(RegistryTable.LONGEST_OVERLAP) <= 0);
  }

  private Response back(Request request, long id, String query) {
    return Answer.see(pages.frame(request).to("dashboard/networks/" + id + query));
  }

  private Response shown(
      Request request, Visitor visitor, Form form, long id, Outcome<NewToken> outcome) {
    if (outcome.made().isPresent()) {
      return show(request, visitor, outcome.made().get(), form);
    }
    // What was done already, in another tab or by going back, is seen on the network's page.
    return switch (outcome.refusal().orElseThrow()) {
      case NO_TOKEN, TOKEN_ENDS -> back(request, id, "");
      default -> house.nowhere(request);
    };
  }

  /**
   * The page that shows a token.
   *
   * @param form says for which client, and whether it is a part of the first steps
   */
  Response show(Request request, Visitor visitor, NewToken made, Form form) {
    boolean first = form.value("first").isPresent();
    Frame frame = pages.frame(request, visitor, first ? "start" : "networks");
    String link = frame.to("dashboard/networks/" + made.networkId());
    String text = made.token().reveal();
    return pages.print(
        "token",
        frame,
        new TokenPage(
            made.network(),
            link,
            link + "/token",
            text,
            QrCode.of(text),
            setups.of(
                frame.language(), made.network(), form.text("client"), house.server(request), text),
            first,
            first ? frame.to("dashboard/start/call?network=" + made.networkId()) : link));
  }

  private Response again(Request request, Visitor visitor, long id, Form form) {
    Optional<Token> token =
        Token.parse(form.text("text")).filter(known -> steering.tokens().opens(known, id));
    Optional<String> name = steering.networks().nameOf(id);
    return token.isEmpty() || name.isEmpty()
        ? back(request, id, "")
        : show(request, visitor, new NewToken(id, name.get(), token.get()), form);
  }
}
