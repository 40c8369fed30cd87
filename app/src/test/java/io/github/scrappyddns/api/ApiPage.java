package io.github.scrappyddns.api;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/** The page for people, made of the document for programs. */
final class ApiPage {
  private final JsonNode document;
  private final StringBuilder html = new StringBuilder();

  private ApiPage(JsonNode document) {
    this.document = document;
  }

  static String of(JsonNode document) {
    return new ApiPage(document).page();
  }

  private String page() {
    String title = document.at("/info/title").asText() + " API";
    line("<!doctype html>");
    line("<html lang=\"en\">");
    line("<head>");
    line("<meta charset=\"utf-8\">");
    line("<meta name=\"viewport\" content=\"width=device-width, initial-scale=1\">");
    line("<meta name=\"color-scheme\" content=\"light dark\">");
    line("<title>" + title + "</title>");
    line("<link rel=\"icon\" href=\"{{root}}assets/icon.svg\" type=\"image/svg+xml\">");
    line("<link rel=\"stylesheet\" href=\"{{root}}assets/look.css\">");
    line("</head>");
    line("<body>");
    line("<main id=\"main\">");
    line(
        "<div class=\"head\"><div><h1>"
            + title
            + "</h1><p>"
            + document.at("/info/summary").asText());
    line("<a href=\"{{root}}api/v1/openapi.yaml\">OpenAPI document</a></p></div></div>");
    line("<section class=\"card\" aria-labelledby=\"about\"><h2 id=\"about\">How to call it</h2>");
    for (String paragraph : document.at("/info/description").asText().split("\n\n", -1)) {
      line("<p>" + text(paragraph.strip()) + "</p>");
    }
    line(
        "<pre tabindex=\"0\">curl -H \"Authorization: Bearer $KEY\" http://127.0.0.1:5000/api/v1/networks</pre>");
    line("</section>");
    document.path("tags").forEach(this::contents);
    document.path("tags").forEach(this::tag);
    line("</main>");
    line("</body>");
    line("</html>");
    return html.toString();
  }

  private void line(String text) {
    html.append(text).append('\n');
  }

  private record Operation(String method, String path, JsonNode said, JsonNode shared) {
    String id() {
      return said.path("operationId").asText();
    }
  }

  private List<Operation> operations(JsonNode tag) {
    List<Operation> found = new ArrayList<>();
    for (Map.Entry<String, JsonNode> path : document.path("paths").properties()) {
      for (Map.Entry<String, JsonNode> one : path.getValue().properties()) {
        if (one.getValue().path("tags").path(0).equals(tag.path("name"))) {
          found.add(
              new Operation(
                  one.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  one.getValue(),
                  path.getValue().path("parameters")));
        }
      }
    }
    return found;
  }

  private void contents(JsonNode tag) {
    line("<section class=\"card\"><h2>" + text(tag.path("description").asText()) + "</h2>");
    line(
        "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\""
            + tag.path("name").asText()
            + "\"><table class=\"settings stacks\"><tbody>");
    for (Operation one : operations(tag)) {
      line(
          "<tr><th scope=\"row\" class=\"mono\"><a href=\"#"
              + one.id()
              + "\">"
              + one.method
              + " "
              + text(one.path)
              + "</a></th><td>"
              + text(one.said.path("summary").asText())
              + "</td></tr>");
    }
    line("</tbody></table></div></section>");
  }

  private void tag(JsonNode tag) {
    operations(tag).forEach(this::operation);
  }

  private void operation(Operation one) {
    line(
        "<section class=\"card\" id=\""
            + one.id()
            + "\" aria-labelledby=\""
            + one.id()
            + "-title\">");
    line(
        "<h2 id=\""
            + one.id()
            + "-title\" class=\"mono\">"
            + one.method
            + " "
            + text(one.path)
            + "</h2>");
    line("<p>" + text(one.said.path("summary").asText()) + ".</p>");
    if (one.said.has("description")) {
      line("<p>" + text(one.said.path("description").asText()) + "</p>");
    }
    List<String> rows = new ArrayList<>();
    one.shared.forEach(parameter -> rows.add(parameter(parameter)));
    one.said.path("parameters").forEach(parameter -> rows.add(parameter(parameter)));
    JsonNode body = one.said.at("/requestBody/content/application~1json/schema");
    members(body)
        .forEach(
            (name, member) ->
                rows.add(row(name, "body" + (required(body, name) ? ", required" : ""), member)));
    table("What is sent: " + one.id(), rows);
    for (Map.Entry<String, JsonNode> response : one.said.path("responses").properties()) {
      if (!response.getKey().equals("default")) {
        answer(one, response.getKey(), resolved(response.getValue()));
      }
    }
    line("</section>");
  }

  private void answer(Operation one, String status, JsonNode response) {
    line(
        "<h3>Answer "
            + status
            + "</h3><p>"
            + text(response.path("description").asText())
            + ".</p>");
    List<String> rows = new ArrayList<>();
    response
        .path("content")
        .properties()
        .forEach(
            kind -> {
              JsonNode schema = kind.getValue().path("schema");
              members(schema).forEach((name, member) -> rows.addAll(rows(name, member, 0)));
            });
    table("What is answered: " + one.id() + " " + status, rows);
  }

  /** A member, and those of what it is or holds. */
  private List<String> rows(String name, JsonNode member, int depth) {
    JsonNode plain = resolved(member);
    List<String> rows = new ArrayList<>();
    rows.add(row(name, "", plain));
    JsonNode inner = plain.path("type").asText().equals("array") ? plain.path("items") : plain;
    if (depth < 2) {
      members(inner).forEach((key, value) -> rows.addAll(rows(name + "." + key, value, depth + 1)));
    }
    return rows;
  }

  private void table(String label, List<String> rows) {
    if (!rows.isEmpty()) {
      line(
          "<div class=\"wide\" tabindex=\"0\" role=\"region\" aria-label=\""
              + label
              + "\"><table class=\"settings stacks\"><tbody>");
      rows.forEach(this::line);
      line("</tbody></table></div>");
    }
  }

  private String parameter(JsonNode reference) {
    JsonNode parameter = resolved(reference);
    JsonNode schema = resolved(parameter.path("schema"));
    String where = parameter.path("in").asText();
    String description = parameter.path("description").asText();
    return "<tr><th scope=\"row\" class=\"mono\">"
        + parameter.path("name").asText()
        + "</th><td>"
        + where
        + "</td><td>"
        + type(schema)
        + "</td><td>"
        + text(description)
        + "</td></tr>";
  }

  private String row(String name, String where, JsonNode reference) {
    JsonNode member = resolved(reference);
    return "<tr><th scope=\"row\" class=\"mono\">"
        + text(name)
        + "</th>"
        + (where.isEmpty() ? "" : "<td>" + where + "</td>")
        + "<td>"
        + type(member)
        + "</td><td>"
        + text(member.path("description").asText())
        + "</td></tr>";
  }

  private static String type(JsonNode schema) {
    if (schema.has("enum")) {
      List<String> values = new ArrayList<>();
      schema.path("enum").forEach(value -> values.add(value.asText()));
      return String.join(", ", values);
    }
    if (schema.path("type").isArray()) {
      List<String> types = new ArrayList<>();
      schema.path("type").forEach(type -> types.add(type.asText()));
      return String.join(" or ", types) + format(schema);
    }
    return schema.path("type").asText("object") + format(schema);
  }

  private static String format(JsonNode schema) {
    return schema.has("format") ? " (" + schema.path("format").asText() + ")" : "";
  }

  private static boolean required(JsonNode body, String name) {
    for (JsonNode one : OpenApi.document().at(place(body)).path("required")) {
      if (one.asText().equals(name)) {
        return true;
      }
    }
    return false;
  }

  private static String place(JsonNode reference) {
    return reference.path("$ref").asText().replaceFirst("^#", "");
  }

  private JsonNode resolved(JsonNode node) {
    return node.has("$ref") ? document.at(place(node)) : node;
  }

  private Map<String, JsonNode> members(JsonNode schema) {
    JsonNode plain = resolved(schema);
    Map<String, JsonNode> members =
        plain.path("properties").properties().stream()
            .collect(
                Collectors.toMap(
                    Map.Entry::getKey,
                    Map.Entry::getValue,
                    (one, other) -> one,
                    LinkedHashMap::new));
    plain.path("allOf").forEach(part -> members.putAll(members(part)));
    return members;
  }

  /** Escaped, with code between backticks. */
  private static String text(String plain) {
    return plain
        .replace("&", "&amp;")
        .replace("<", "&lt;")
        .replace(">", "&gt;")
        .replaceAll("`([^`]+)`", "<code>$1</code>");
  }
}
