package io.github.scrappyddns.api;

import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.key.ApiKey.Scope;
import io.github.scrappyddns.api.Problem.Kind;
import io.github.scrappyddns.database.BackupCopy;
import io.github.scrappyddns.file.PassingFile;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.transfer.Export.Extent;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/** {@code /backup} and {@code /export}: everything as one file, made for who asks for it. */
final class FileResource {
  /** A file that is made; empty where another one is being made just now. */
  private interface Making {
    Optional<Response> make(Call call) throws IOException;
  }

  private final ApiParts parts;

  FileResource(ApiParts parts) {
    this.parts = parts;
  }

  List<Route> routes() {
    return List.of(
        // It holds all that the service knows.
        route("/backup", "backup", this::backup),
        // A token that somebody chose might be guessed by its digest.
        route("/export", "export", this::export));
  }

  private static Route route(String path, String what, Making making) {
    return new Route(
        "GET",
        path,
        Scope.WRITE,
        call -> CompletableFuture.completedFuture(made(call, what, making)));
  }

  private static Response made(Call call, String what, Making making) {
    try {
      return making
          .make(call)
          .orElseThrow(
              () ->
                  Problem.of(Kind.BUSY, "Another " + what + " is being made")
                      .with("Retry-After", "10"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<Response> backup(Call call) throws IOException {
    Optional<BackupCopy.Copy> made = parts.backup().make();
    made.ifPresent(copy -> parts.gatekeeper().audit().note(call.who(), Deed.TOOK_BACKUP, ""));
    return made.map(
        copy ->
            Response.file(BackupCopy.TYPE, new Response.Download(copy.content(), copy.length()))
                .storedAs(copy.name()));
  }

  private Optional<Response> export(Call call) throws IOException {
    Extent extent = new Extent(call.flag("secrets", false), call.flag("history", true));
    return parts.passing().make(file -> write(call, extent, file)).map(FileResource::export);
  }

  private void write(Call call, Extent extent, Path file) throws IOException {
    try (OutputStream out = new BufferedOutputStream(Files.newOutputStream(file))) {
      parts.export().write(call.who(), extent, out);
    }
  }

  private static Response export(PassingFile.Content content) {
    return Response.file(
            "application/json", new Response.Download(content.stream(), content.length()))
        .storedAs("scrappy-ddns.json");
  }
}
