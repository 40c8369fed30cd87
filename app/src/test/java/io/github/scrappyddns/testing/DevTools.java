package io.github.scrappyddns.testing;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.openqa.selenium.chrome.ChromeDriver;

/**
 * A line to one part of a Chromium that the driver cannot speak to: the worker behind the pages.
 * One question at a time.
 */
public final class DevTools implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient client = HttpClient.newHttpClient();
  private final Answers answers = new Answers();
  private final WebSocket line;
  private int questions;

  /** Answers come in pieces, with events between them. */
  private static final class Answers implements WebSocket.Listener {
    private final StringBuilder piece = new StringBuilder();
    private volatile CompletableFuture<JsonNode> next = new CompletableFuture<>();

    @Override
    public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
      piece.append(data);
      if (last) {
        try {
          JsonNode message = JSON.readTree(piece.toString());
          if (message.has("id")) {
            next.complete(message);
          }
        } catch (IOException e) {
          next.completeExceptionally(e);
        }
        piece.setLength(0);
      }
      return WebSocket.Listener.super.onText(socket, data, last);
    }
  }

  private DevTools(String address) {
    line = client.newWebSocketBuilder().buildAsync(URI.create(address), answers).join();
  }

  /** The line to the worker of the pages that this browser has open. */
  public static DevTools worker(ChromeDriver driver) {
    return new DevTools(address(driver, "service_worker"));
  }

  private static String address(ChromeDriver driver, String type) {
    if (!(driver.getCapabilities().getCapability("goog:chromeOptions")
        instanceof Map<?, ?> chrome)) {
      throw new IllegalStateException("The driver does not say where its browser listens");
    }
    URI list = URI.create("http://" + chrome.get("debuggerAddress") + "/json/list");
    try {
      HttpResponse<String> answer =
          HttpClient.newHttpClient()
              .send(HttpRequest.newBuilder(list).build(), HttpResponse.BodyHandlers.ofString());
      for (JsonNode target : JSON.readTree(answer.body())) {
        if (target.path("type").asText().equals(type)) {
          return target.path("webSocketDebuggerUrl").asText();
        }
      }
      throw new IllegalStateException("The browser runs no " + type + ": " + answer.body());
    } catch (IOException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Gives an order, and waits for its answer. */
  public JsonNode send(String method, Map<String, Object> parameters) {
    CompletableFuture<JsonNode> answer = new CompletableFuture<>();
    answers.next = answer;
    try {
      line.sendText(
              JSON.writeValueAsString(
                  Map.of("id", ++questions, "method", method, "params", parameters)),
              true)
          .join();
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return answer.orTimeout(20, TimeUnit.SECONDS).join();
  }

  /** What an expression of JavaScript gives there, once it is known. */
  public String evaluate(String script) {
    JsonNode answer =
        send(
            "Runtime.evaluate",
            Map.of("expression", script, "awaitPromise", true, "returnByValue", true));
    if (answer.path("result").has("exceptionDetails")) {
      throw new IllegalStateException(answer.toString());
    }
    return answer.path("result").path("result").path("value").asText();
  }

  @Override
  public void close() {
    line.abort();
  }
}
