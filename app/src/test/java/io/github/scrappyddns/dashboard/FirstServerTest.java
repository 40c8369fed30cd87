package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static io.github.scrappyddns.testing.ServedPages.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.ServedPages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Whose server of ntfy the first steps set up. */
@Tag("slow")
class FirstServerTest {
  private static final String START = "/dashboard/start";

  @TempDir Path directory;
  private ServedPages pages;

  @BeforeEach
  void open() throws Exception {
    pages = new ServedPages(directory, "Home");
    pages.signIn(PASSWORD);
  }

  @AfterEach
  void close() {
    pages.close();
  }

  private HttpResponse<String> type(String server) throws Exception {
    return pages.post(START, "server=" + encoded(server) + "&mark=" + pages.mark());
  }

  @Test
  void a_link_says_nothing_of_it() throws Exception {
    String link = START + "?server=" + encoded("https://evil.example");
    assertThat(pages.get(link).body())
        .contains("name=\"f.server\" value=\"https://ntfy.sh\"")
        .doesNotContain("evil");
    HttpResponse<String> forged = pages.post(START, "server=https%3A%2F%2Fevil.example&mark=x");
    assertThat(forged.statusCode()).isEqualTo(403);
    assertThat(forged.body()).doesNotContain("evil");
  }

  @ParameterizedTest
  @CsvSource({
    "https://ntfy.example.com, https://ntfy.example.com",
    "ntfy.example.com, https://ntfy.example.com",
    "ntfy.example.com:8443/push/, https://ntfy.example.com:8443/push",
    "HTTP://10.0.0.2:8080, http://10.0.0.2:8080",
    "http://[fd00::1]:80, http://[fd00::1]:80"
  })
  void it_is_the_one_that_was_typed(String typed, String used) throws Exception {
    HttpResponse<String> page = type(typed);
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.body()).contains("name=\"f.server\" value=\"" + used + "\"");
  }

  @ParameterizedTest
  @ValueSource(strings = {"my server", "ftp://ntfy.example.com", "http:/x", "", "a.org/?x=<b>"})
  void what_is_none_stays_in_its_box_with_an_error_beside_it(String typed) throws Exception {
    HttpResponse<String> page = type(typed);
    assertThat(page.statusCode()).isEqualTo(400);
    assertThat(page.body())
        .contains("<details class=\"after\" open>")
        .contains("id=\"server-error\"")
        .contains("value=\"" + typed.replace("<", "&lt;") + "\"");
  }
}
