package io.github.scrappyddns.cluster;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Somebody with a browser, who is signed in once and then gives orders through any instance. */
final class Owner {
  static final String PASSWORD = "a quiet evening";

  private static final Pattern MARK = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"");

  private final HttpClient browser =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

  // Java's own jar of cookies sends them as RFC 2965 had it, which no browser does.
  private String cookie = "";

  /** Signs in by way of the instance at a port. */
  void signIn(int port) {
    HttpResponse<String> answer = order(port, "/login", "password=" + encoded(PASSWORD));
    String set = answer.headers().firstValue("Set-Cookie").orElse("");
    cookie = set.substring(0, Math.max(0, set.indexOf(';')));
  }

  static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  /** What an instance shows. */
  String page(int port, String path) {
    return send(request(port, path).build()).body();
  }

  /** Gives an order with the mark of the session; returns what is shown then. */
  String orderOnPage(int port, String path, String form) {
    Matcher mark = MARK.matcher(page(port, "/dashboard/settings"));
    if (!mark.find()) {
      throw new AssertionError("Nobody is signed in at " + port);
    }
    return order(port, path, form + "&mark=" + encoded(mark.group(1))).body();
  }

  private HttpResponse<String> order(int port, String path, String form) {
    HttpResponse<String> answer =
        send(
            request(port, path)
                .header("Content-Type", "application/x-www-form-urlencoded")
                .POST(HttpRequest.BodyPublishers.ofString(form))
                .build());
    if (answer.statusCode() != 303 && answer.statusCode() != 200) {
      throw new AssertionError(path + " was answered " + answer.statusCode());
    }
    return answer;
  }

  private HttpRequest.Builder request(int port, String path) {
    HttpRequest.Builder request = HttpRequest.newBuilder(address(port, path));
    return cookie.isEmpty() ? request : request.header("Cookie", cookie);
  }

  private static URI address(int port, String path) {
    return URI.create("http://127.0.0.1:" + port + path);
  }

  private HttpResponse<String> send(HttpRequest request) {
    try {
      return browser.send(request, HttpResponse.BodyHandlers.ofString());
    } catch (IOException e) {
      throw new AssertionError(request.uri() + " did not answer", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }
}
