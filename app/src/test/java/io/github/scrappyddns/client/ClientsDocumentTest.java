package io.github.scrappyddns.client;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** docs/clients.md is made of the program's own texts; {@code make docs} writes it. */
class ClientsDocumentTest {
  private static final Path DOCUMENT = root().resolve("docs").resolve("clients.md");

  @Test
  void the_page_for_readers_says_what_the_program_says() throws IOException {
    String page = new Clients(Language.ENGLISH).page(Access.EXAMPLE);
    if (Boolean.getBoolean("scrappy.write.docs")) {
      Files.createDirectories(DOCUMENT.getParent());
      Files.writeString(DOCUMENT, page);
    }
    assertThat(DOCUMENT)
        .as("docs/clients.md is made of the texts in the resources; 'make docs' writes it anew")
        .exists()
        .hasContent(page);
  }

  /** Of the repository, of which the program's module is a folder. */
  private static Path root() {
    return Files.exists(Path.of("README.md")) ? Path.of("") : Path.of("..");
  }
}
