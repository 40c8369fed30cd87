package io.github.scrappyddns.dashboard.frame;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.google.common.hash.Hashing;
import com.google.common.io.ByteSource;
import io.github.scrappyddns.http.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The files that belong to the pages: the look, the scripts, pictures, and what makes an app of
 * them. A file that names another one as {@code name?v} is given that one's version in its place.
 */
public final class Assets {
  private record File(String type, ByteSource content, String version) {}

  private static final String SCRIPT = "text/javascript; charset=utf-8";
  private static final String PNG = "image/png";

  /** The script behind the pages, whose address never changes. */
  private static final String WORKER = "worker.js";

  private static final Pattern NAMED = Pattern.compile("([a-z0-9-]+\\.[a-z]+)\\?v\\b");

  private static final Map<String, File> FILES = new HashMap<>();

  static {
    add("text/css; charset=utf-8", "look.css");
    add(SCRIPT, "page.js", "app.js", "device.js", "offline.js", "push.js");
    add("image/svg+xml", "icon.svg");
    add(PNG, "icon-180.png", "icon-192.png", "icon-512.png", "icon-maskable.png");
    // These name others, which therefore come before them.
    add("application/manifest+json", "app.webmanifest");
    add(SCRIPT, WORKER);
  }

  private Assets() {}

  private static void add(String type, String... names) {
    List.of(names).forEach(name -> FILES.put(name, read(name, type)));
  }

  /**
   * One of them; empty where there is none of this name.
   *
   * @param version that was asked for: another one is not to be kept under its address
   * @param build the version of this service: with it the script behind the pages changes, which
   *     has browsers renew what they hold
   */
  public static Optional<Response> answer(String name, Optional<String> version, String build) {
    return Optional.ofNullable(FILES.get(name))
        .map(
            file ->
                version.isEmpty() || version.get().equals(file.version)
                    ? answer(name, file, build)
                    // A page of another instance, newer or older, has led here.
                    : answer(name, file, build).with("Cache-Control", "no-store"));
  }

  private static Response answer(String name, File file, String build) {
    try {
      return name.equals(WORKER)
          ? Answer.worker(
              file.type, file.content.asCharSource(UTF_8).read().replace("{{build}}", build))
          : Answer.file(file.type, file.content.read());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
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
      byte[] content = stream.readAllBytes();
      if (!type.equals(PNG)) {
        content =
            NAMED
                .matcher(new String(content, UTF_8))
                .replaceAll(named -> named.group() + "=" + version(named.group(1)))
                .getBytes(UTF_8);
      }
      String digest = Hashing.sha256().hashBytes(content).toString();
      return new File(type, ByteSource.wrap(content), digest.substring(0, 12));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
