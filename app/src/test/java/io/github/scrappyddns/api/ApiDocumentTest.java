package io.github.scrappyddns.api;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The document says what there is, all of it and nothing else. */
class ApiDocumentTest {
  private static final Pattern REFERENCE = Pattern.compile("\"#/components/(\\w+)/([\\w-]+)\"");

  @Test
  @SuppressWarnings("NullAway") // No route is followed.
  void it_names_the_routes_that_there_are() {
    Set<String> routes =
        Api.routes(null).stream()
            .map(route -> route.method() + " " + Api.ROOT + route.template())
            .collect(Collectors.toCollection(TreeSet::new));
    assertThat(OpenApi.operations()).isEqualTo(routes);
  }

  @Test
  void it_names_the_problems_that_there_are() {
    Set<String> kinds = new TreeSet<>();
    OpenApi.document()
        .at("/components/schemas/Problem/properties/type/enum")
        .forEach(kind -> kinds.add(kind.asText()));
    assertThat(kinds)
        .isEqualTo(
            Stream.of(Problem.Kind.values())
                .map(Problem.Kind::type)
                .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void every_reference_leads_somewhere_and_everything_is_referred_to() {
    Set<String> used = new HashSet<>();
    Matcher reference = REFERENCE.matcher(OpenApi.document().toString());
    while (reference.find()) {
      used.add(reference.group(1) + "/" + reference.group(2));
      assertThat(
              OpenApi.document()
                  .at("/components/" + reference.group(1) + "/" + reference.group(2))
                  .isMissingNode())
          .as(reference.group())
          .isFalse();
    }
    Set<String> there = new TreeSet<>();
    JsonNode components = OpenApi.document().path("components");
    components
        .properties()
        .forEach(
            kind ->
                kind.getValue()
                    .fieldNames()
                    .forEachRemaining(name -> there.add(kind.getKey() + "/" + name)));
    there.remove("securitySchemes/key");
    assertThat(used).isEqualTo(there);
  }

  @Test
  void every_operation_has_a_name_of_its_own_and_a_summary() {
    Set<String> names = new HashSet<>();
    for (String operation : OpenApi.operations()) {
      String[] parts = operation.split(" ", 2);
      JsonNode said = OpenApi.operation(parts[0], parts[1]);
      assertThat(said.path("summary").asText()).as(operation).isNotEmpty();
      assertThat(names.add(said.path("operationId").asText())).as(operation).isTrue();
      assertThat(said.path("responses").has("default")).as(operation).isTrue();
    }
  }
}
