package io.github.scrappyddns.api;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.access.key.ApiKey.Scope;
import io.github.scrappyddns.api.Problem.Kind;
import io.github.scrappyddns.file.PassingFile;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.steering.Intake.Manner;
import io.github.scrappyddns.transfer.DocumentException;
import io.github.scrappyddns.transfer.Export.Extent;
import io.github.scrappyddns.transfer.Import;
import io.github.scrappyddns.transfer.Plan;
import java.io.BufferedOutputStream;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** {@code /export} and {@code /import}: everything as one file. */
final class TransferResource {
  /** Where files are taken in. */
  static final String IMPORT = "/import";

  private final ApiParts parts;

  TransferResource(ApiParts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(
        // A token that somebody chose might be guessed by its digest.
        new Route(
            "GET",
            "/export",
            Scope.WRITE,
            call -> CompletableFuture.completedFuture(written(call))),
        Route.post(IMPORT, this::takenIn));
  }

  private Response written(Call call) {
    Extent extent = new Extent(call.flag("secrets", false), call.flag("history", true));
    try {
      PassingFile.Content content =
          parts
              .passing()
              .make(
                  file -> {
                    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
                      parts.export().write(call.who(), extent, out);
                    }
                  })
              .orElseThrow(
                  () ->
                      Problem.of(Kind.BUSY, "Another export is being made")
                          .with("Retry-After", "10"));
      return new Response(
          200,
          "",
          Map.of(
              "Content-Type",
              "application/json",
              "Content-Disposition",
              "attachment; filename=\"scrappy-ddns.json\""),
          Duration.ZERO,
          new Response.Download(content.stream(), content.length()));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
        plan.lines().stream().map(TransferResource::json).toList(),
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
