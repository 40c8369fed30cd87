package io.github.scrappyddns.dashboard.network;

import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.dashboard.setup.Setups;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.steering.NewToken;
import io.github.scrappyddns.steering.Outcome;
import io.github.scrappyddns.steering.Refusal;
import io.github.scrappyddns.steering.Steering;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds the form of a path below that of the networks, and carries out what it orders. */
public final class NetworkForms {
  private static final Pattern PATH =
      Pattern.compile("/dashboard/networks/(?:(add)|(\\d{1,18})(/remove|/token)?)");
  private static final Duration LONGEST_WINDOW = Duration.ofDays(30);
  private static final long LONGEST_SILENCE = Duration.ofDays(366).toMillis();

  private final Steering steering;
  private final Pages pages;
  private final TokenPages tokens;
  private final House house;

  public NetworkForms(Steering steering, Pages pages, Setups setups, House house) {
    this.steering = steering;
    this.pages = pages;
    this.house = house;
    tokens = new TokenPages(steering, pages, setups, house);
  }

  /** The page of a path; empty where it is none of these. */
  public Optional<Response> page(Request request, Visitor visitor) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return Optional.empty();
    }
    if (path.group(1) != null) {
      return Optional.of(add(request, visitor, 200, Form.ofQuery(request), ""));
    }
    String below = path.group(3);
    if (below == null) {
      return Optional.empty();
    }
    long id = Long.parseLong(path.group(2));
    return Optional.of(
        below.equals("/token")
            ? tokens.question(request, visitor, id)
            : question(request, visitor, id));
  }

  /** Carries out an order. */
  public Response order(Request request, Visitor visitor, Form form) {
    Matcher path = PATH.matcher(request.path());
    if (!path.matches()) {
      return house.nowhere(request);
    }
    if (path.group(1) != null) {
      return add(request, visitor, form);
    }
    long id = Long.parseLong(path.group(2));
    if (path.group(3) == null) {
      return order(request, visitor, id, form);
    }
    return path.group(3).equals("/token")
        ? tokens.order(request, visitor, id, form)
        : remove(request, visitor, id);
  }

  private Response add(Request request, Visitor visitor, int status, Form form, String error) {
    boolean first = form.value("first").isPresent();
    Frame frame = pages.frame(request, visitor, first ? "start" : "networks");
    AddForm model = new AddForm(form.text("name"), error, Network.LONGEST_NAME, first);
    return pages.print(status, "add", frame, model);
  }

  private Response add(Request request, Visitor visitor, Form form) {
    Outcome<NewToken> outcome = steering.networks().add(visitor, form.text("name"));
    return outcome
        .made()
        .map(made -> tokens.show(request, visitor, made, form))
        .orElseGet(
            () -> add(request, visitor, 400, form, say(request, outcome.refusal().orElseThrow())));
  }

  private String say(Request request, Refusal refusal) {
    return pages.frame(request).say("refusal." + refusal, Network.LONGEST_NAME);
  }

  private Response order(Request request, Visitor visitor, long id, Form form) {
    return switch (form.text("do")) {
      case "rename" -> rename(request, visitor, id, form.text("name"));
      case "pause" -> done(request, id, steering.settings().pause(visitor, id), "paused");
      case "resume" -> done(request, id, steering.settings().resume(visitor, id), "resumed");
      case "silence" -> silence(request, visitor, id, form);
      case "badge" -> done(request, id, steering.badges().make(visitor, id), "badge.made");
      case "no-badge" -> done(request, id, steering.badges().remove(visitor, id), "badge.removed");
      case "maintain" -> maintain(request, visitor, id, form);
      case "maintained" ->
          done(request, id, steering.settings().endMaintenance(visitor, id), "maintained");
      default -> house.network(request, visitor, id, 400, Typed.NOTHING);
    };
  }

  private Response rename(Request request, Visitor visitor, long id, String name) {
    Optional<Refusal> refusal = steering.networks().rename(visitor, id, name);
    if (refusal.isEmpty() || refusal.get() == Refusal.NO_NETWORK) {
      return done(request, id, refusal, "renamed");
    }
    Typed typed = new Typed(Optional.of(name), say(request, refusal.get()));
    return house.network(request, visitor, id, 400, typed);
  }

  private Response silence(Request request, Visitor visitor, long id, Form form) {
    Optional<Long> millis =
        form.number("silence").filter(value -> value >= -1 && value <= LONGEST_SILENCE);
    return millis.isEmpty()
        ? house.network(request, visitor, id, 400, Typed.NOTHING)
        : done(request, id, steering.settings().silentAfter(visitor, id, millis.get()), "silence");
  }

  private Response maintain(Request request, Visitor visitor, long id, Form form) {
    Optional<Duration> time =
        form.number("time")
            .filter(value -> value > 0)
            .map(Duration::ofMillis)
            .filter(value -> value.compareTo(LONGEST_WINDOW) <= 0);
    return time.isEmpty()
        ? house.network(request, visitor, id, 400, Typed.NOTHING)
        : done(request, id, steering.settings().maintain(visitor, id, time.get()), "maintenance");
  }

  private Response done(Request request, long id, Optional<Refusal> refusal, String news) {
    return refusal.isPresent()
        ? house.nowhere(request)
        : Answer.see(pages.frame(request).to("dashboard/networks/" + id + "?news=" + news));
  }

  private Response question(Request request, Visitor visitor, long id) {
    Frame frame = pages.frame(request, visitor, "networks");
    return steering
        .networks()
        .loss(id)
        .made()
        .map(loss -> pages.print("question", frame, Questions.remove(frame, id, loss)))
        .orElseGet(() -> house.nowhere(request));
  }

  private Response remove(Request request, Visitor visitor, long id) {
    Optional<Refusal> refusal = steering.networks().remove(visitor, id);
    return refusal.isPresent()
        ? house.nowhere(request)
        : Answer.see(pages.frame(request).to("?news=removed"));
  }
}
