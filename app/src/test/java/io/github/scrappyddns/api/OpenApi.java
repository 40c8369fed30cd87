package io.github.scrappyddns.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.dialect.Dialects;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;

/** The document of the API, as tests hold answers against it. */
final class OpenApi {
  private static final String PLACE = "classpath:io/github/scrappyddns/api/openapi.yaml#/";
  private static final Set<String> METHODS = Set.of("get", "post", "put", "patch", "delete");
  private static final JsonNode DOCUMENT = read();

  private static final SchemaRegistry REGISTRY =
      SchemaRegistry.withDialect(Dialects.getOpenApi31());
  private static final Map<String, Schema> SCHEMAS = new ConcurrentHashMap<>();

  private OpenApi() {}

  private static JsonNode read() {
    try (InputStream stream = OpenApi.class.getResourceAsStream("openapi.yaml")) {
      return new ObjectMapper(new YAMLFactory()).readTree(stream);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
  }

  static JsonNode document() {
    return DOCUMENT;
  }

  /** Each thing that can be asked or ordered, such as {@code GET /api/v1/networks}. */
  static Set<String> operations() {
    Set<String> operations = new TreeSet<>();
    DOCUMENT
        .path("paths")
        .properties()
        .forEach(
            path ->
                path.getValue()
                    .fieldNames()
                    .forEachRemaining(
                        name -> {
                          if (METHODS.contains(name)) {
                            operations.add(name.toUpperCase(Locale.ROOT) + " " + path.getKey());
                          }
                        }));
    return operations;
  }

  /** Fails where the document does not allow an answer to a call. */
  static void check(String method, String path, HttpResponse<String> answer) {
    String plain = path.split("\\?", 2)[0];
    String type = answer.headers().firstValue("Content-Type").orElse("").split(";", 2)[0];
    if (answer.statusCode() >= 400 && method.equals("HEAD")) {
      return;
    }
    if (answer.statusCode() >= 400) {
      assertThat(type).as(method + " " + path).isEqualTo("application/problem+json");
      valid("components/schemas/Problem", answer.body());
      assertThat(DOCUMENT.path("components").path("schemas").path("Problem").toString())
          .contains("status");
      return;
    }
    String template = template(method, plain);
    JsonNode responses = operation(method, template).path("responses");
    String status = Integer.toString(answer.statusCode());
    assertThat(responses.has(status)).as(method + " " + path + " " + status).isTrue();
    JsonNode response = responses.path(status);
    String place =
        "paths/"
            + template.replace("~", "~0").replace("/", "~1")
            + "/"
            + lower(method)
            + "/responses/"
            + status;
    if (response.has("$ref")) {
      place = response.path("$ref").asText().substring(2);
      response = DOCUMENT.at("/" + place);
    }
    if (method.equals("HEAD") || !response.has("content")) {
      assertThat(answer.body()).as(method + " " + path).isEmpty();
      return;
    }
    assertThat(response.path("content").has(type)).as(method + " " + path + " " + type).isTrue();
    if (type.equals("application/json")) {
      valid(place + "/content/application~1json/schema", answer.body());
    }
  }

  static JsonNode operation(String method, String template) {
    return DOCUMENT.path("paths").path(template).path(lower(method));
  }

  private static String lower(String method) {
    return method.equals("HEAD") ? "get" : method.toLowerCase(Locale.ROOT);
  }

  private static String template(String method, String path) {
    List<String> fits =
        operations().stream()
            .filter(one -> one.startsWith(lower(method).toUpperCase(Locale.ROOT) + " "))
            .map(one -> one.split(" ", 2)[1])
            .filter(one -> Pattern.matches(one.replaceAll("\\{\\w+}", "[^/]+"), path))
            .sorted()
            .toList();
    assertThat(fits).as(method + " " + path).isNotEmpty();
    return fits.stream().filter(path::equals).findFirst().orElse(fits.get(0));
  }

  /** Fails where a text is not what a schema of the document says. */
  static void valid(String place, String json) {
    Schema schema =
        SCHEMAS.computeIfAbsent(place, at -> REGISTRY.getSchema(SchemaLocation.of(PLACE + at)));
    List<Error> errors =
        schema.validate(
            json,
            InputFormat.JSON,
            context -> context.executionConfig(config -> config.formatAssertionsEnabled(true)));
    assertThat(errors).as(place + " " + json).isEmpty();
  }
}
