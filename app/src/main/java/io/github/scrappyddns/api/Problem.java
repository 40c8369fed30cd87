package io.github.scrappyddns.api;

import io.github.scrappyddns.http.Response;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Why a call is not obeyed. Thrown where that is found out, and answered as problem+json.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9457">RFC 9457, problem details</a>
 */
final class Problem extends RuntimeException {
  /** What problems can be; the document names them. */
  enum Kind {
    BAD_REQUEST(400, "The call cannot be understood"),
    KEY_NEEDED(401, "A key is needed"),
    READ_ONLY_KEY(403, "This key may not change anything"),
    NOT_FOUND(404, "There is no such thing"),
    METHOD_NOT_ALLOWED(405, "That cannot be done here"),
    NAME_TAKEN(409, "The name is taken"),
    OF_TOKEN_LIST(409, "The token list says this"),
    OF_SETTINGS(409, "The settings say this"),
    TOKEN_ENDS(409, "The token ends already"),
    CALL_NOT_OVER(409, "The first call of this name is not over"),
    BUSY(503, "Too much is asked at once"),
    CHANGED_MEANWHILE(412, "It was changed meanwhile"),
    TOO_LARGE(413, "The body is too large"),
    NOT_JSON(415, "The body is no JSON"),
    UNFIT(422, "A value is not fit"),
    OTHER_CALL(422, "Another call had this name"),
    UNFIT_KEY(503, "Channels cannot be locked up or read"),
    STORAGE(503, "The database does not answer");

    private final int status;
    private final String title;

    Kind(int status, String title) {
      this.status = status;
      this.title = title;
    }

    /** As the document writes it. */
    String type() {
      return "urn:problem-type:scrappy-ddns:" + Json.word(this);
    }

    String title() {
      return title;
    }

    int status() {
      return status;
    }
  }

  private static final long serialVersionUID = 1;

  private final Kind kind;
  private final String detail;
  private final String pointer;
  private final Map<String, String> headers;

  private Problem(Kind kind, String detail, String pointer, Map<String, String> headers) {
    super(detail, null, false, false);
    this.kind = kind;
    this.detail = detail;
    this.pointer = pointer;
    this.headers = headers;
  }

  /**
   * One.
   *
   * @param detail what the caller should do, without secrets
   */
  static Problem of(Kind kind, String detail) {
    return new Problem(kind, detail, "", Map.of());
  }

  /** One about a value of the body. */
  static Problem unfit(String field, String detail) {
    return new Problem(Kind.UNFIT, field + ": " + detail, "#/" + field, Map.of());
  }

  /** The same with a header field. */
  Problem with(String name, String value) {
    return new Problem(kind, detail, pointer, Map.of(name, value));
  }

  Kind kind() {
    return kind;
  }

  Response answer() {
    Map<String, Object> body = new LinkedHashMap<>();
    body.put("type", kind.type());
    body.put("title", kind.title);
    body.put("status", kind.status);
    body.put("detail", detail);
    if (!pointer.isEmpty()) {
      body.put("pointer", pointer);
    }
    Map<String, String> all = new HashMap<>(headers);
    all.put("Content-Type", "application/problem+json");
    return new Response(kind.status, Json.text(body), all, Duration.ZERO);
  }
}
