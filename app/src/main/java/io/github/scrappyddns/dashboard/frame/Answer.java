package io.github.scrappyddns.dashboard.frame;

import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.words.Language;
import java.io.ByteArrayInputStream;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** The answers of pages, with the headers that bind a browser to what the pages themselves need. */
public final class Answer {
  /** Nothing from elsewhere, nothing inline, no frame around it, no form to elsewhere. */
  private static final String POLICY =
      "default-src 'none'; script-src 'self'; style-src 'self'; connect-src 'self'; img-src 'self';"
          + " manifest-src 'self'; worker-src 'self';"
          + " base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

  private Answer() {}

  public static Response page(int status, Language language, String html) {
    return new Response(status, html, spoken("text/html; charset=utf-8", language), Duration.ZERO);
  }

  /** What a script of ours reads. */
  public static Response text(int status, String text) {
    return new Response(status, text, headers("text/plain; charset=utf-8"), Duration.ZERO);
  }

  /** A file of ours, whose address names its version: it may be kept for as long as one likes. */
  static Response file(String type, byte[] content) {
    Map<String, String> headers = headers(type);
    headers.put("Cache-Control", "public, max-age=31536000, immutable");
    return new Response(
        200,
        "",
        headers,
        Duration.ZERO,
        new Response.Download(new ByteArrayInputStream(content), content.length));
  }

  /**
   * The script behind the pages. Its address stays as it is, so a browser asks each time whether
   * there is another; and it may stand before all paths of this service, though it lies below one.
   */
  static Response worker(String type, String text) {
    Map<String, String> headers = headers(type);
    headers.put("Cache-Control", "no-cache");
    // Counted from the address of the script, as all links are: so it holds below any path.
    headers.put("Service-Worker-Allowed", "../");
    return new Response(200, text, headers, Duration.ZERO);
  }

  /** What a script of ours asks for, in words that people read. */
  public static Response data(String type, Language language, String text) {
    return new Response(200, text, spoken(type, language), Duration.ZERO);
  }

  /** What a browser stores under a name. */
  public static Response download(String type, String name, String text) {
    return new Response(200, text, headers(type), Duration.ZERO).storedAs(name);
  }

  /** The same of what is too large for memory. */
  public static Response download(String type, String name, Response.Download content) {
    return new Response(200, "", headers(type), Duration.ZERO, content).storedAs(name);
  }

  /** To another page, which is then asked for by GET. */
  public static Response see(String link) {
    Map<String, String> headers = headers("text/plain; charset=utf-8");
    headers.put("Location", link);
    return new Response(303, "", headers, Duration.ZERO);
  }

  /** The same, and the browser keeps a cookie. */
  public static Response see(String link, String cookie) {
    Response answer = see(link);
    answer.headers().put("Set-Cookie", cookie);
    return answer;
  }

  /** A browser that is told to speak another language asks anew. */
  private static Map<String, String> spoken(String type, Language language) {
    Map<String, String> headers = headers(type);
    headers.put("Content-Language", language.tag());
    headers.put("Vary", "Accept-Language");
    return headers;
  }

  /** A page that holds forms may not hide where it comes from: its Origin would be null. */
  private static Map<String, String> headers(String type) {
    Map<String, String> headers = new HashMap<>();
    headers.put("Content-Type", type);
    headers.put("Content-Security-Policy", POLICY);
    headers.put("Referrer-Policy", "same-origin");
    headers.put("X-Content-Type-Options", "nosniff");
    headers.put("X-Frame-Options", "DENY");
    headers.put("Cross-Origin-Opener-Policy", "same-origin");
    return headers;
  }
}
