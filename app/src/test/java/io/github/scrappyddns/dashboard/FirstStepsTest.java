package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static io.github.scrappyddns.testing.ServedPages.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.PrintedAlerts;
import io.github.scrappyddns.testing.NtfyServer;
import io.github.scrappyddns.testing.ServedPages;
import java.net.ServerSocket;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The first steps where something is missing, or does not work at once. */
@Tag("slow")
class FirstStepsTest {
  private static final String START = "/dashboard/start";

  @TempDir Path directory;

  private ServedPages served(String... names) throws Exception {
    ServedPages pages =
        new ServedPages(
            directory,
            ServedPages.tokens(names),
            List.of(new PrintedAlerts("log", text -> true)),
            ServedPages.settings(),
            InstantSource.system());
    pages.signIn(PASSWORD);
    return pages;
  }

  /** Where a redirect leads, below the root. */
  private static String next(HttpResponse<String> answer) {
    assertThat(answer.statusCode()).isEqualTo(303);
    return "/" + answer.headers().firstValue("Location").orElseThrow().replace("../", "");
  }

  private static String find(String pattern, String text) {
    Matcher found = Pattern.compile(pattern).matcher(text);
    assertThat(found.find()).as(pattern).isTrue();
    return found.group(1);
  }

  private static String deadServer() throws Exception {
    try (ServerSocket socket = new ServerSocket(0)) {
      return "http://127.0.0.1:" + socket.getLocalPort();
    }
  }

  @Test
  void a_test_that_fails_is_no_success_and_its_channel_is_mended_on_the_way() throws Exception {
    try (ServedPages pages = served("Home");
        NtfyServer ntfy = new NtfyServer()) {
      String form = "first=yes&kind=ntfy&f.topic=alerts&f.server=";
      String page =
          next(
              pages.post(
                  "/dashboard/channels/new",
                  form + encoded(deadServer()) + "&mark=" + pages.mark()));
      assertThat(pages.get(page).body())
          .contains("The test did not arrive")
          .doesNotContain("Did it arrive?");
      assertThat(pages.get(START + "/done").body())
          .contains("But no alert would reach you now")
          .doesNotContain("From now on you are told");

      String mending = find("href=\"\\.\\./([^\"]+\\?first=yes)\">Mend it", pages.get(page).body());
      assertThat(pages.get("/" + mending).body()).contains("name=\"first\" value=\"yes\"");
      String mended =
          next(
              pages.post(
                  "/" + mending.replaceFirst("\\?.*", ""),
                  form + encoded(ntfy.address()) + "&mark=" + pages.mark()));
      assertThat(mended).startsWith(START);
      assertThat(ntfy.received()).hasSize(1);
      assertThat(pages.get(mended).body()).contains("Did it arrive?");
      assertThat(pages.get(START + "/done").body()).contains("From now on you are told");
    }
  }

  @Test
  void who_has_no_network_adds_one_on_the_way() throws Exception {
    try (ServedPages pages = served()) {
      assertThat(pages.get(START + "/network").body())
          .contains("No network yet")
          .contains("dashboard/networks/add?first=yes");
      assertThat(pages.get("/dashboard/networks/add?first=yes").body())
          .contains("name=\"first\" value=\"yes\"")
          .contains("aria-current=\"step\"");
      HttpResponse<String> refused =
          pages.post("/dashboard/networks/add", "first=yes&name=&mark=" + pages.mark());
      assertThat(refused.statusCode()).isEqualTo(400);
      assertThat(refused.body()).contains("name=\"first\" value=\"yes\"");

      String token =
          pages.post("/dashboard/networks/add", "first=yes&name=Home&mark=" + pages.mark()).body();
      String call = "/" + find("href=\"(?:\\.\\./)*([^\"]+)\">It is set up", token);
      assertThat(pages.get(call).body()).contains("Waiting for the first call of Home");
      String text = find("id=\"token\"[^>]*>([^<]+)<", token);
      assertThat(pages.get("/" + text + "?ip_address=203.0.113.7").statusCode()).isEqualTo(200);
      assertThat(pages.get(next(pages.get(call))).body()).contains("Home has called");
    }
  }

  @Test
  void another_client_is_chosen_without_leaving_the_way() throws Exception {
    try (ServedPages pages = served()) {
      String token =
          pages.post("/dashboard/networks/add", "first=yes&name=Home&mark=" + pages.mark()).body();
      String text = find("id=\"token\"[^>]*>([^<]+)<", token);
      String order = "/" + find("action=\"(?:\\.\\./)*(dashboard/networks/\\d+/token)", token);
      assertThat(
              pages
                  .post(
                      order,
                      "first=yes&do=setup&client=fritzbox&text=" + text + "&mark=" + pages.mark())
                  .body())
          .contains("It is set up");
    }
  }
}
