package io.github.scrappyddns.testing;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Debian's Firefox without a screen, and a stand-in for Mozilla's push service on loopback, to
 * which it really subscribes: see {@code firefox/firefox.js}.
 */
public final class Firefox implements AutoCloseable {
  private static final JsonMapper MAPPER = new JsonMapper();
  private static final long LONGEST_SECONDS = 20;

  private final Process process;
  private final BufferedReader answers;
  private final BufferedWriter orders;
  private final String pushService;

  /**
   * Starts both.
   *
   * @param directory where it may write
   */
  public Firefox(Path directory) {
    try {
      Path script = directory.resolve("firefox.js");
      try (InputStream resource = Firefox.class.getResourceAsStream("/firefox/firefox.js")) {
        Files.write(script, resource.readAllBytes());
      }
      ProcessBuilder builder =
          new ProcessBuilder(
              InstalledProgram.named("node", "nodejs").file().toString(),
              script.toString(),
              InstalledProgram.named("firefox-esr", "firefox-esr").file().toString());
      builder.environment().put("HOME", directory.toString());
      builder
          .environment()
          .put("NODE_PATH", InstalledProgram.programsOfNpm().resolve("..").toString());
      builder.redirectError(directory.resolve("firefox.txt").toFile());
      process = builder.start();
      answers = process.inputReader(UTF_8);
      orders = process.outputWriter(UTF_8);
      pushService = answer().asText();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private JsonNode answer() throws IOException {
    String line = answers.readLine();
    if (line == null) {
      throw new AssertionError("Firefox has ended");
    }
    JsonNode answer = MAPPER.readTree(line);
    if (answer.has("error")) {
      throw new AssertionError(answer.path("error").asText());
    }
    return answer.path("value");
  }

  private JsonNode order(String what, String... values) {
    ObjectNode order = MAPPER.createObjectNode().put("order", what);
    for (int i = 0; i < values.length; i += 2) {
      order.put(values[i], values[i + 1]);
    }
    try {
      orders.write(order + "\n");
      orders.flush();
      return answer();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Where its push service is, as a setting names it. */
  public String pushService() {
    return pushService;
  }

  public void open(String url) {
    order("open", "url", url);
  }

  /** Puts a proxy before a service, which has it below a path; gives the address there. */
  public String behind(String url, String path) {
    return order("behind", "url", url, "path", path).asText();
  }

  /** Waits until something that is to be seen holds a text. */
  public void until(String css, String text) {
    order("until", "css", css, "text", text);
  }

  public void click(String css) {
    order("click", "css", css);
  }

  public void type(String css, String text) {
    order("type", "css", css, "text", text);
  }

  /** What a script gives in the page. */
  public JsonNode evaluate(String script) {
    return order("evaluate", "script", script);
  }

  /** The notifications that it shows, once there are so many. */
  public JsonNode notifications(int number) {
    return order("notifications", "number", String.valueOf(number));
  }

  /** The messages that its push service was sent: their headers and how long they were. */
  public JsonNode taken() {
    return order("taken");
  }

  /** The push service forgets all subscriptions, and does not tell the browser. */
  public void drop() {
    order("drop");
  }

  /** What its console says. */
  public JsonNode complaints() {
    return order("complaints");
  }

  @Override
  public void close() {
    try {
      orders.close();
      process.waitFor(LONGEST_SECONDS, TimeUnit.SECONDS);
    } catch (IOException e) {
      // It has ended by itself: a test has said so.
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      process.descendants().forEach(ProcessHandle::destroyForcibly);
      process.destroyForcibly();
    }
  }
}
