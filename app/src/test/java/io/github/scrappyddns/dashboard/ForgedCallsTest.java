package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.DeliveryResult;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What another site, or a stranger, has a browser or a socket send. */
class ForgedCallsTest {
  private static final String EVIL = "<script>alert(1)</script>\"'><img src=x onerror=alert(2)>";

  @TempDir Path directory;

  private final ScriptedChannel phone = new ScriptedChannel("phone <b>\"'");
  private ServedPages pages;

  @BeforeEach
  void open() throws Exception {
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens(EVIL, "{{token}} ${1+1} @`x`"),
            List.of(phone),
            ServedPages.settings("TRUSTED_PROXIES", "127.0.0.2", "SIGN_IN_HEADER", "Remote-User"),
            InstantSource.system());
    pages.signIn(PASSWORD);
  }

  @AfterEach
  void close() {
    pages.close();
  }

  private HttpResponse<String> test(String mark, String... headers) throws Exception {
    String form = "do=test&channel=" + ServedPages.encoded(phone.name()) + "&mark=" + mark;
    return pages.post("/dashboard/channels", form, headers);
  }

  @Test
  void an_order_of_our_own_form_is_heeded() throws Exception {
    HttpResponse<String> answer = test(pages.mark(), "Sec-Fetch-Site", "same-origin");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.body()).contains("accepted the test");
    assertThat(phone.received()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "Sec-Fetch-Site, cross-site",
    "Sec-Fetch-Site, same-site",
    "Origin, https://evil.example",
    "Origin, null",
    "Origin, file://",
    "Origin, http://127.0.0.1.evil.example",
  })
  void an_order_that_comes_from_elsewhere_is_refused(String header, String value) throws Exception {
    assertThat(test(pages.mark(), header, value).statusCode()).isEqualTo(403);
    HttpResponse<String> entry =
        pages.post("/login", "password=" + ServedPages.encoded(PASSWORD), header, value);
    assertThat(entry.statusCode()).isEqualTo(403);
    assertThat(entry.headers().firstValue("Set-Cookie")).isEmpty();
    assertThat(phone.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "AAAAAAAAAAAAAAAAAAAAAA"})
  void an_order_without_the_mark_of_the_session_is_refused(String mark) throws Exception {
    assertThat(test(mark).statusCode()).isEqualTo(403);
    assertThat(pages.post("/logout", "mark=" + mark).statusCode()).isEqualTo(403);
    assertThat(pages.get("/").statusCode()).isEqualTo(200);
    assertThat(phone.received()).isEmpty();
  }

  @Test
  void the_mark_of_another_session_is_none_of_this_one() throws Exception {
    String before = pages.mark();
    pages.signIn(PASSWORD);
    assertThat(test(before).statusCode()).isEqualTo(403);
  }

  @Test
  void no_order_about_channels_is_heeded_without_the_mark() throws Exception {
    String form = "kind=ntfy&f.topic=a-topic&f.server=https://ntfy.sh&name=Forged";
    for (String path :
        List.of(
            "/dashboard/channels/new", "/dashboard/channels/1", "/dashboard/channels/1/remove")) {
      assertThat(pages.post(path, form).statusCode()).as(path).isEqualTo(403);
    }
    pages.post("/dashboard/channels/new", form + "&mark=" + pages.mark(), "Origin", "https://x");
    assertThat(pages.get("/dashboard/channels").body()).doesNotContain("Forged");
  }

  @Test
  void a_link_gives_no_order() throws Exception {
    pages.get("/dashboard/channels?do=test&channel=" + ServedPages.encoded(phone.name()));
    assertThat(pages.get("/logout").statusCode()).isEqualTo(404);
    assertThat(pages.get("/").statusCode()).isEqualTo(200);
    assertThat(phone.received()).isEmpty();
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "scrappy-session=",
        "scrappy-session=guess",
        "__Host-scrappy-session=guess",
        "scrappy-session=' OR '1'='1"
      })
  void no_guess_is_a_session(String cookie) throws Exception {
    pages.cookie(cookie);
    for (String page :
        List.of("/", "/dashboard/settings", "/dashboard/networks/1", "/dashboard/x")) {
      HttpResponse<String> answer = pages.get(page);
      assertThat(answer.statusCode()).as(page).isEqualTo(303);
      assertThat(answer.body()).isEmpty();
    }
  }

  @Test
  void a_user_that_is_named_by_no_trusted_proxy_is_nobody() throws Exception {
    pages.cookie("");
    HttpResponse<String> answer =
        pages.send(pages.request("/").header("Remote-User", "admin").GET());
    assertThat(answer.statusCode()).isEqualTo(303);
  }

  @Test
  void names_and_answers_are_text_wherever_they_are_shown() throws Exception {
    phone.answers(DeliveryResult.badChannel(EVIL));
    pages.call(1, "192.168.1.2");
    test(pages.mark());
    for (String page :
        List.of(
            "/",
            "/?q=" + ServedPages.encoded(EVIL),
            "/dashboard/networks/1",
            "/dashboard/networks/2?client=" + ServedPages.encoded(EVIL),
            "/dashboard/channels",
            "/dashboard/channels?added=" + ServedPages.encoded(EVIL),
            "/dashboard/channels/new?kind=" + ServedPages.encoded(EVIL),
            "/dashboard/start?server=" + ServedPages.encoded(EVIL),
            "/dashboard/start/network?network=" + ServedPages.encoded(EVIL),
            "/dashboard/problems",
            "/dashboard/audit",
            "/dashboard/access",
            "/login?next=" + ServedPages.encoded(EVIL),
            "/login?link=" + ServedPages.encoded(EVIL))) {
      String body = pages.get(page).body();
      assertThat(body).as(page).doesNotContain("<script>alert", "<img", "<b>\"'", "alert(1)</");
    }
    assertThat(pages.get("/").body()).contains("&lt;script&gt;alert(1)").contains("${1+1}");
    assertThat(pages.get("/dashboard/channels").body()).contains("&lt;img src=x");
  }

  @Test
  void every_page_binds_the_browser_to_what_it_needs() throws Exception {
    for (String page : List.of("/", "/login", "/dashboard/nothing", "/assets/look.css")) {
      HttpResponse<String> answer = pages.get(page);
      assertThat(answer.headers().firstValue("Content-Security-Policy").orElseThrow())
          .as(page)
          .startsWith("default-src 'none'; script-src 'self'; style-src 'self';")
          .doesNotContain("unsafe");
      assertThat(answer.headers().firstValue("Referrer-Policy")).contains("same-origin");
      assertThat(answer.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
      assertThat(answer.body()).doesNotContain("style=", "onclick", "http://", "https://");
    }
  }
}
