package io.github.scrappyddns.api;

import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.key.ApiKey.Scope;
import io.github.scrappyddns.api.Problem.Kind;
import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.channel.ObservedChannel;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.steering.channel.ChannelEdit;
import io.github.scrappyddns.steering.channel.ChannelOutcome;
import io.github.scrappyddns.view.ChannelView;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code /channels}: ways to reach a person. A channel is known by its number or its name. */
final class ChannelResource {
  /** What an ETag calls it. */
  private static final String KIND = "channel";

  private static final String PATH = "/channels";
  private static final String ONE = PATH + "/{channel}";
  private static final String URL = "url";
  private static final String NAME = "name";
  private static final String NETWORKS = "networks";
  private static final String PAUSED = "paused";

  private final ApiParts parts;

  ChannelResource(ApiParts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(
        Route.get(PATH, this::all),
        Route.post(PATH, this::add),
        Route.post(PATH + "/retry", this::retry),
        Route.get(ONE, call -> one(find(call), 200)),
        Route.patch(ONE, this::change),
        Route.delete(ONE, this::remove),
        new Route("POST", ONE + "/test", Scope.WRITE, this::test));
  }

  private Response all(Call call) {
    return Json.answer(
        200, Json.object("channels", parts.channels().all().stream().map(this::json).toList()));
  }

  /** A name that is a number is found where no channel has this number. */
  private ChannelView find(Call call) {
    String wanted = call.text("channel");
    List<ChannelView> all = parts.channels().all();
    return all.stream()
        .filter(one -> one.isSteered() && Long.toString(one.number()).equals(wanted))
        .findFirst()
        .or(() -> all.stream().filter(one -> one.name().equals(wanted)).findFirst())
        .orElseThrow(Call::nothingThere);
  }

  private ChannelView steered(Call call) {
    ChannelView view = find(call);
    if (!view.isSteered()) {
      throw Problem.of(Kind.OF_SETTINGS, "The settings name this channel: change it there");
    }
    return view;
  }

  private Response one(ChannelView view, int status) {
    Map<String, String> headers =
        view.isSteered()
            ? Map.of("ETag", Call.tag(KIND, view.number(), parts.book().revision(view.number())))
            : Map.of();
    return Json.answer(status, json(view), headers);
  }

  private Response add(Call call) {
    Fields body = Fields.of(call.request(), URL, NAME, NETWORKS);
    ChannelOutcome outcome =
        parts
            .book()
            .add(
                url(body.required(URL)),
                body.text(NAME).orElse(""),
                body.text(NETWORKS).orElse(""));
    String name = obeyed(call, outcome, Deed.ADDED_CHANNEL);
    return one(parts.channels().steered(name).orElseThrow(Call::nothingThere), 201);
  }

  private static String url(String text) {
    if (text.contains("***")) {
      throw Problem.unfit(URL, "write the secrets out: *** stands for what is not shown");
    }
    return text;
  }

  private Response change(Call call) {
    Fields body = Fields.of(call.request(), URL, NETWORKS, PAUSED);
    ChannelView view = steered(call);
    if (body.isEmpty()) {
      throw Problem.of(Kind.UNFIT, "The body names nothing that is to be changed");
    }
    Optional<Boolean> paused = body.flag(PAUSED);
    ChannelEdit edit =
        new ChannelEdit(body.text(URL).map(ChannelResource::url), body.text(NETWORKS), paused);
    Deed deed =
        body.has(URL) || body.has(NETWORKS)
            ? Deed.CHANGED_CHANNEL
            : paused.orElse(false) ? Deed.PAUSED_CHANNEL : Deed.RESUMED_CHANNEL;
    obeyed(call, parts.book().edit(view.number(), edit, call.unchanged(KIND, view.number())), deed);
    return one(parts.channels().numbered(view.number()).orElseThrow(Call::nothingThere), 200);
  }

  private Response remove(Call call) {
    long number = steered(call).number();
    obeyed(call, parts.book().remove(number, call.unchanged(KIND, number)), Deed.REMOVED_CHANNEL);
    return Json.done();
  }

  private String obeyed(Call call, ChannelOutcome outcome, Deed deed) {
    if (outcome.isDone()) {
      parts.gatekeeper().audit().note(call.who(), deed, outcome.name());
      parts.problems().forget();
      return outcome.name();
    }
    throw switch (outcome.refusal().orElseThrow()) {
      case BAD_URL, SECRET_NEEDED -> Problem.unfit(URL, outcome.detail());
      case NAME_TAKEN -> Problem.of(Kind.NAME_TAKEN, "Another channel has this name");
      case UNFIT_KEY -> Problem.of(Kind.UNFIT_KEY, outcome.detail());
      case GONE -> Call.nothingThere();
    };
  }

  private Response retry(Call call) {
    Fields.of(call.request());
    parts.gatekeeper().audit().note(call.who(), Deed.TRIED_CHANNEL, "");
    parts.tryNow().run();
    return Json.done();
  }

  /** No thread waits for the answer of the service. */
  private CompletableFuture<Response> test(Call call) {
    Fields.of(call.request());
    ChannelView view = find(call);
    ObservedChannel channel = parts.channels().find(view.name()).orElseThrow(Call::nothingThere);
    parts.gatekeeper().audit().note(call.who(), Deed.SENT_TEST, view.name());
    return parts
        .test()
        .apply(channel)
        .thenApply(
            result -> {
              parts.problems().forget();
              return Json.answer(200, result(result));
            });
  }

  private static Map<String, @Nullable Object> result(DeliveryResult result) {
    return Json.object("outcome", Json.word(result.outcome()), "reason", result.reason());
  }

  private Map<String, @Nullable Object> json(ChannelView view) {
    Map<String, @Nullable Object> json = new LinkedHashMap<>();
    json.put("id", view.isSteered() ? view.number() : null);
    json.put(NAME, view.name());
    json.put("from", view.isSteered() ? "dashboard" : "settings");
    json.put("kind", parts.channels().find(view.name()).map(ObservedChannel::kind).orElse(""));
    json.put("state", Json.word(view.state()));
    json.put(PAUSED, view.state() == ChannelView.State.PAUSED);
    json.put(
        NETWORKS,
        view.isSteered()
            ? parts.book().setup(view.number()).map(setup -> setup.networks()).orElse(null)
            : null);
    json.put("waiting", view.waiting());
    json.put("last_told", Json.time(view.lastTold()));
    json.put("bad_since", Json.time(view.badSince()));
    json.put("rests_until", Json.time(view.restsUntil()));
    json.put(
        "last_answer",
        view.answer()
            .map(
                answer -> {
                  Map<String, @Nullable Object> said = result(answer.result());
                  said.put("at", Json.time(answer.at()));
                  return said;
                })
            .orElse(null));
    return json;
  }
}
