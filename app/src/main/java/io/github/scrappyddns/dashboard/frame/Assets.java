package io.github.scrappyddns.dashboard.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import io.github.scrappyddns.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The files that belong to the pages: the look, the script, the picture in the tab. */
public final class Assets {
  private record File(String type, String text, String version) {}

  private static final String SCRIPT = "text/javascript; charset=utf-8";

  /** They work while no page is open. */
  private static final Set<String> WORKERS = Set.of("worker.js", "push.js");

  private static final Map<String, String> TYPES =
      Map.of(
          "look.css", "text/css; charset=utf-8",
          "page.js", SCRIPT,
          "device.js", SCRIPT,
          "worker.js", SCRIPT,
          "push.js", SCRIPT,
          "icon.svg", "image/svg+xml");

  private static final Map<String, File> FILES = new HashMap<>();

  static {
    TYPES.forEach((name, type) -> FILES.put(name, read(name, type)));
  }

  private Assets() {}

  public static Optional<Response> answer(String name) {
    return Optional.ofNullable(FILES.get(name))
        .map(
            file ->
                WORKERS.contains(name)
                    ? Answer.worker(file.type, file.text)
                    : Answer.file(file.type, file.text));
  }

  /** What changes when a file does. */
  static String version(String name) {
    File file = FILES.get(name);
    if (file == null) {
      throw new IllegalArgumentException("There is no file " + name);
    }
    return file.version;
  }

  private static File read(String name, String type) {
    try (InputStream stream = Assets.class.getResourceAsStream("assets/" + name)) {
      if (stream == null) {
        throw new IllegalStateException("The program lacks " + name);
      }
      String text = new String(stream.readAllBytes(), UTF_8);
      String digest = Hashing.sha256().hashString(text, UTF_8).toString();
      return new File(type, text, digest.substring(0, 12));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
