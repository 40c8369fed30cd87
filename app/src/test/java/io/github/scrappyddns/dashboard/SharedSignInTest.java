package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static io.github.scrappyddns.testing.ServedPages.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.instance.Neighbours;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.CapturedLog;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import io.github.scrappyddns.testing.TestDatabase;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two services on one PostgreSQL: who gets in on one gets in on the other. */
@Tag("slow")
class SharedSignInTest {
  private static final Pattern MARK = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"");

  @TempDir Path directory;

  private String url = "";

  @BeforeEach
  void makeDatabase() {
    url = TestDatabase.POSTGRESQL.freshUrl(directory);
  }

  private ServedPages served(String name, Map<String, String> settings) throws Exception {
    Map<String, String> all = new HashMap<>(settings);
    all.put("SCRAPPY_DATABASE_URL", url);
    return new ServedPages(
        Files.createDirectory(directory.resolve(name)),
        ServedPages.tokens("Home"),
        List.of(new ScriptedChannel("phone")),
        all,
        InstantSource.system());
  }

  @Test
  void an_instance_whose_settings_give_no_password_leaves_that_of_another_in_force()
      throws Exception {
    try (ServedPages here = served("here", ServedPages.settings())) {
      assertThat(here.signIn(PASSWORD).statusCode()).isEqualTo(303);
      try (ServedPages there = served("there", Map.of())) {
        assertThat(there.service().firstLink()).as("there is a password").isEmpty();
        there.get("/login"); // A stranger looks.

        assertThat(here.get("/").statusCode()).as("the session").isEqualTo(200);
        assertThat(here.signIn(PASSWORD).statusCode()).isEqualTo(303);
        assertThat(there.signIn(PASSWORD).statusCode()).isEqualTo(303);
      }
    }
  }

  @Test
  void instances_say_that_not_all_have_a_password_in_their_settings() throws Exception {
    try (CapturedLog log = new CapturedLog(Neighbours.class);
        ServedPages here = served("here", ServedPages.settings());
        ServedPages there = served("there", Map.of())) {
      Await.until(
          "both have said so",
          () ->
              log.lines().stream().anyMatch(line -> line.contains("only here: ADMIN_PASSWORD"))
                  && log.lines().stream()
                      .anyMatch(line -> line.contains("only there: ADMIN_PASSWORD")));
      assertThat(there.get("/health").body()).contains("the files of another instance");
      assertThat(here.get("/health").body()).contains("the files of another instance");
    }
  }

  @Test
  void the_link_of_a_start_is_over_once_a_password_is_set_through_another_instance()
      throws Exception {
    try (ServedPages here = served("here", Map.of());
        ServedPages there = served("there", Map.of())) {
      String mine = here.service().firstLink().orElseThrow();
      String theirs = there.service().firstLink().orElseThrow();
      assertThat(there.get(theirs).body()).contains("Choose the password");
      assertThat(setBy(here, mine, PASSWORD).statusCode()).isEqualTo(303);

      assertThat(there.get(theirs).body()).contains("This link has been used or has expired");
      assertThat(setBy(there, theirs, "what a stranger chose").statusCode()).isEqualTo(403);
      assertThat(there.signIn("what a stranger chose").statusCode()).isEqualTo(403);
      assertThat(there.signIn(PASSWORD).statusCode()).isEqualTo(303);
    }
  }

  private static HttpResponse<String> setBy(ServedPages pages, String link, String password)
      throws Exception {
    return pages.post(
        "/login", link.substring(link.indexOf('?') + 1) + "&password=" + encoded(password));
  }

  @Test
  void a_form_of_one_is_heeded_by_another_where_a_proxy_signs_people_in() throws Exception {
    Map<String, String> settings =
        Map.of("SCRAPPY_TRUSTED_PROXIES", "127.0.0.1", "SCRAPPY_SIGN_IN_HEADER", "Remote-User");
    try (ServedPages here = served("here", settings);
        ServedPages there = served("there", settings)) {
      String page =
          here.send(here.request("/dashboard/networks/add").header("Remote-User", "anna").GET())
              .body();
      Matcher mark = MARK.matcher(page);
      assertThat(mark.find()).isTrue();
      String order = "name=Cabin&mark=" + mark.group(1);

      assertThat(there.post("/dashboard/networks/add", order, "Remote-User", "anna").statusCode())
          .isEqualTo(200);
      assertThat(there.post("/dashboard/networks/add", order, "Remote-User", "eve").statusCode())
          .as("the mark of somebody else")
          .isEqualTo(403);
    }
  }
}
