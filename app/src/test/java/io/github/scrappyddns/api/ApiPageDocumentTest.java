package io.github.scrappyddns.api;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** The page at /api is made of the document, so that nobody has to write both. */
class ApiPageDocumentTest {
  private static final Path PAGE =
      Path.of("src", "main", "resources", "io", "github", "scrappyddns", "api", "api.html");

  @Test
  void the_page_for_people_is_the_document_for_programs() throws Exception {
    String page = ApiPage.of(OpenApi.document());
    if (Boolean.getBoolean("scrappy.write.docs")) {
      Files.writeString(PAGE, page);
      return;
    }
    assertThat(Files.readString(PAGE))
        .as("api.html is stale; regenerate it with make docs")
        .isEqualTo(page);
  }

  @Test
  void it_loads_nothing_from_elsewhere_and_names_every_operation() throws Exception {
    String page = Files.readString(PAGE);
    assertThat(page)
        .doesNotContain("src=", "style=", "<script")
        .doesNotContainPattern("(?:href)=\"(?!\\{\\{root}}|#)");
    for (String operation : OpenApi.operations()) {
      assertThat(page).contains(operation.replace("<", "&lt;"));
    }
  }
}
