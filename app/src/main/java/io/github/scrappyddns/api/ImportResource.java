package io.github.scrappyddns.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.api.Problem.Kind;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.steering.Intake.Manner;
import io.github.scrappyddns.transfer.DocumentException;
import io.github.scrappyddns.transfer.Import;
import io.github.scrappyddns.transfer.Plan;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /import}: takes in what an export has written. */
final class ImportResource {
  static final String PATH = "/import";

  private final ApiParts parts;

  ImportResource(ApiParts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(Route.post(PATH, this::takenIn));
  }

  private Response takenIn(Call call) {
    Fields.isJson(call.request());
    Manner manner =
        switch (call.query("mode").orElse("merge")) {
          case "merge" -> Manner.MERGE;
          case "replace" -> Manner.REPLACE;
          default -> throw Problem.of(Kind.BAD_REQUEST, "mode must be merge or replace");
        };
    boolean dry = call.flag("dry_run", false);
    byte[] document = call.request().body().getBytes(UTF_8);
    Import.Source source = () -> new ByteArrayInputStream(document);
    try {
      Plan plan =
          dry
              ? parts.intake().plan(source, manner)
              : parts.intake().run(call.who(), source, manner);
      parts.problems().forget();
      return Json.answer(200, json(plan, dry));
    } catch (DocumentException e) {
      throw Problem.of(Kind.UNFIT, String.valueOf(e.getMessage()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Map<String, @Nullable Object> json(Plan plan, boolean dry) {
    return Json.object(
        "dry_run",
        dry,
        "networks",
        counts(plan.networks()),
        "channels",
        counts(plan.channels()),
        "lines",
        plan.lines().stream().map(ImportResource::json).toList(),
        "more",
        plan.more(),
        "passed_over",
        plan.passedOver().stream().sorted().toList());
  }

  private static Map<String, @Nullable Object> counts(Map<Plan.Verdict, Integer> counts) {
    Map<String, @Nullable Object> json = Json.object();
    for (Plan.Verdict verdict : Plan.Verdict.values()) {
      json.put(Json.word(verdict), counts.getOrDefault(verdict, 0));
    }
    return json;
  }

  private static Map<String, @Nullable Object> json(Plan.Line line) {
    return Json.object(
        "verdict",
        Json.word(line.verdict()),
        "subject",
        Json.word(line.subject()),
        "name",
        line.name(),
        "note",
        line.note());
  }
}
