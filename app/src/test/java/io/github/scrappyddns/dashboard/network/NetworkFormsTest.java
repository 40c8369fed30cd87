package io.github.scrappyddns.dashboard.network;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static io.github.scrappyddns.testing.ServedPages.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the forms of networks and tokens do, and what they refuse. */
@Tag("slow")
class NetworkFormsTest {
  private static final String ADD = "/dashboard/networks/add";
  private static final String LISTED = "/dashboard/networks/1";
  private static final String MADE = "/dashboard/networks/2";
  private static final Pattern TOKEN = Pattern.compile("id=\"token\"[^>]*>([A-Za-z0-9]{24})</pre>");
  private static final Pattern NUMBER = Pattern.compile("/token\\?remove=(\\d+)");

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private ServedPages pages;
  private String mark = "";

  @BeforeEach
  void open() throws Exception {
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Listed"),
            List.of(new ScriptedChannel("phone")),
            ServedPages.settings(),
            clock);
    pages.signIn(PASSWORD);
    mark = pages.mark();
  }

  @AfterEach
  void close() {
    pages.close();
  }

  private HttpResponse<String> order(String path, String form) throws Exception {
    return pages.post(path, form + "&mark=" + mark);
  }

  private String add(String name) throws Exception {
    return token(order(ADD, "name=" + encoded(name)));
  }

  private static String token(HttpResponse<String> page) {
    Matcher token = TOKEN.matcher(page.body());
    assertThat(token.find()).as(page.body()).isTrue();
    return token.group(1);
  }

  /** The numbers of the tokens that the page of a network shows. */
  private List<String> numbers(String page) throws Exception {
    return NUMBER.matcher(pages.get(page).body()).results().map(found -> found.group(1)).toList();
  }

  private int call(String token) throws Exception {
    return pages.send(pages.request("/" + token + "?ip_address=203.0.113.7").GET()).statusCode();
  }

  private static void leadsTo(HttpResponse<String> answer, String location) {
    assertThat(answer.statusCode()).as(answer.body()).isEqualTo(303);
    assertThat(answer.headers().firstValue("Location").orElseThrow()).endsWith(location);
  }

  @Test
  void a_network_that_is_added_shows_its_token_once_and_what_to_type_with_it() throws Exception {
    HttpResponse<String> answer = order(ADD, "name=Summer+house");
    assertThat(answer.statusCode()).isEqualTo(200);
    assertThat(answer.headers().firstValue("Cache-Control")).contains("no-store");
    String token = token(answer);
    assertThat(answer.body())
        .contains("The token of Summer house")
        .contains("<path class=\"qr-ink\" d=\"M4,4h1v1h-1z")
        .contains("<pre tabindex=\"0\" role=\"region\" aria-label=\"Settings to copy\">");
    assertThat(answer.body().split(token, -1).length).as("in the set-up, too").isGreaterThan(3);
    assertThat(call(token)).isEqualTo(200);
    assertThat(pages.get("/").body()).contains("2 networks").contains("Summer house");
    assertThat(pages.get(MADE).body()).contains("203.0.113.7").doesNotContain(token);
    assertThat(pages.get("/dashboard/audit").body())
        .contains("Added the network Summer house")
        .doesNotContain(token);
  }

  @Test
  void another_client_is_shown_with_the_token_that_was_sent_along() throws Exception {
    String token = add("Home");
    String body = order(MADE + "/token", "do=setup&client=openwrt&text=" + token).body();
    assertThat(body).contains("config service").contains(token);
    for (String other :
        List.of("token-number-1-of-the-list", "unknown-to-everybody", "%3Cb%3E", "")) {
      leadsTo(
          order(MADE + "/token", "do=setup&client=openwrt&text=" + other), "dashboard/networks/2");
    }
    assertThat(order("/dashboard/networks/3/token", "do=setup&text=" + token).body())
        .doesNotContain(token);
  }

  @Test
  void what_is_wrong_with_a_name_stands_beside_it_and_what_was_typed_stays() throws Exception {
    add("Caf\u00e9");
    String[][] cases = {
      {"", "Give it a name."},
      {" \u00a0 ", "Give it a name."},
      {"x".repeat(301), "A name has at most 300 characters."},
      {"a\u0001b", "characters that cannot be read"},
      {"Cafe\u0301 ", "Another network has this name."},
      {"Listed", "Another network has this name."},
    };
    for (String[] one : cases) {
      HttpResponse<String> answer = order(ADD, "name=" + encoded(one[0]));
      assertThat(answer.statusCode()).as(one[0]).isEqualTo(400);
      assertThat(answer.body())
          .containsPattern("id=\"name-error\" role=\"alert\">[^<]*" + Pattern.quote(one[1]))
          .contains("value=\"" + one[0] + "\"");
    }
    HttpResponse<String> renamed = order(MADE, "do=rename&name=Listed");
    assertThat(renamed.statusCode()).isEqualTo(400);
    assertThat(renamed.body())
        .contains("value=\"Listed\"")
        .contains("Another network has this name.")
        .contains("<h1>Caf\u00e9</h1>");
    assertThat(pages.get("/").body()).contains("2 networks");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "<script>alert(1)</script>",
        "\"><img src=x onerror=alert(1)>",
        "{{token}} ${1+1} @`x`",
        "' OR '1'='1"
      })
  void markup_in_a_name_is_text_on_every_page(String name) throws Exception {
    HttpResponse<String> made = order(ADD, "name=" + encoded(name));
    String taken = order(ADD, "name=" + encoded(name)).body();
    String number = numbers(MADE).get(0);
    for (String body :
        List.of(
            made.body(),
            taken,
            pages.get("/").body(),
            pages.get(MADE).body(),
            pages.get(MADE + "/remove").body(),
            pages.get(MADE + "/token").body(),
            pages.get(MADE + "/token?replace=" + number).body(),
            pages.get(MADE + "/token?remove=" + number).body(),
            pages.get("/dashboard/audit").body())) {
      assertThat(body).doesNotContain("<script>alert", "<img");
    }
    assertThat(pages.get(MADE).body()).contains(name.startsWith("{") ? "${1+1}" : "");
  }

  @ParameterizedTest
  @CsvSource({
    ADD + ", name=Evil",
    MADE + ", do=rename&name=Evil",
    MADE + ", do=pause",
    MADE + ", do=silence&silence=60000",
    MADE + ", do=maintain&time=3600000",
    MADE + "/remove, do=remove",
    MADE + "/token, do=make",
    MADE + "/token, do=replace&token=1&choice=0",
    MADE + "/token, do=remove&token=1",
  })
  void an_order_that_is_not_the_visitors_own_changes_nothing(String path, String form)
      throws Exception {
    String token = add("Home");
    String before = pages.get("/dashboard/audit").body();
    assertThat(pages.post(path, form).statusCode()).as("without the mark").isEqualTo(403);
    assertThat(pages.post(path, form + "&mark=AAAA").statusCode()).isEqualTo(403);
    assertThat(
            pages.post(path, form + "&mark=" + mark, "Origin", "https://evil.example").statusCode())
        .isEqualTo(403);
    pages.get(path + "?" + form + "&mark=" + mark);
    String cookie = pages.cookie();
    pages.cookie("");
    leadsTo(pages.post(path, form + "&mark=" + mark), "login");
    pages.cookie(cookie);
    assertThat(pages.get("/dashboard/audit").body()).isEqualTo(before);
    assertThat(call(token)).isEqualTo(200);
  }

  @Test
  void what_the_token_list_says_is_shown_and_left_alone() throws Exception {
    String page = pages.get(LISTED).body();
    assertThat(page)
        .contains("<span class=\"tag\">token.list</span>")
        .contains("Its name stands in")
        .doesNotContain("Remove this network", "Make a token", "id=\"name\"");
    assertThat(pages.get("/").body()).contains("<span class=\"tag\">token.list</span>");
    assertThat(order(LISTED, "do=rename&name=X").body()).contains("Its name stands in");
    assertThat(order(LISTED + "/remove", "do=remove").statusCode()).isEqualTo(404);
    assertThat(order(LISTED + "/token", "do=make").statusCode()).isEqualTo(404);
    assertThat(pages.get(LISTED + "/remove").statusCode()).isEqualTo(404);
    assertThat(pages.get(LISTED + "/token").statusCode()).isEqualTo(404);
    leadsTo(order(LISTED, "do=pause"), "dashboard/networks/1?news=paused");
    assertThat(pages.get(LISTED + "?news=paused").body())
        .contains("It is paused:")
        .contains(">Resume</button>");
    assertThat(pages.get("/").body()).contains(">Paused</span>");
    leadsTo(order(LISTED, "do=resume"), "dashboard/networks/1?news=resumed");
  }

  @Test
  void silence_and_maintenance_are_set_shown_and_ended() throws Exception {
    leadsTo(order(LISTED, "do=silence&silence=900000"), "?news=silence");
    assertThat(pages.get(LISTED).body()).contains("<option value=\"900000\" selected>");
    leadsTo(order(LISTED, "do=silence&silence=61000"), "?news=silence");
    assertThat(pages.get(LISTED).body())
        .contains("<option value=\"61000\" selected>1 min without a call");
    leadsTo(order(LISTED, "do=maintain&time=14400000"), "?news=maintenance");
    assertThat(pages.get(LISTED).body()).contains("It may be away until").contains("End it now");
    leadsTo(order(LISTED, "do=maintained"), "?news=maintained");
    assertThat(pages.get(LISTED).body()).doesNotContain("It may be away until");
    for (String odd :
        List.of(
            "do=silence&silence=-2",
            "do=silence&silence=abc",
            "do=silence&silence=99999999999999999",
            "do=maintain&time=0",
            "do=maintain&time=-5",
            "do=maintain&time=99999999999",
            "do=fly",
            "")) {
      assertThat(order(LISTED, odd).statusCode()).as(odd).isEqualTo(400);
    }
  }

  @Test
  void how_often_it_calls_proposes_a_silence() throws Exception {
    assertThat(pages.get(LISTED).body()).contains("shows after some calls");
    pages.call(1, "203.0.113.7");
    pages.sql("UPDATE address SET usual_gap = 301000");
    assertThat(pages.get(LISTED).body())
        .contains("It calls about every 5 min, so 15 min misses two calls in a row.")
        .contains("15 min without a call (proposed)");
  }

  @Test
  void a_token_is_replaced_with_an_overlap_and_removed() throws Exception {
    String old = add("Home");
    String number = numbers(MADE).get(0);
    assertThat(pages.get(MADE + "/token?replace=" + number).body())
        .contains("<option value=\"604800000\" selected>in 7 days");
    String next = token(order(MADE + "/token", "do=replace&choice=604800000&token=" + number));
    assertThat(call(old)).isEqualTo(200);
    assertThat(call(next)).isEqualTo(200);
    assertThat(pages.get(MADE).body()).contains("ends 17 Mar");
    leadsTo(order(MADE + "/token", "do=replace&choice=0&token=" + number), "dashboard/networks/2");
    leadsTo(
        order(MADE + "/token", "do=remove&token=" + numbers(MADE).get(1)), "?news=token.removed");
    assertThat(call(next)).isEqualTo(404);
    assertThat(call(old)).isEqualTo(200);
    clock.advance(Duration.ofDays(8));
    pages.signIn(PASSWORD);
    mark = pages.mark();
    leadsTo(order(MADE, "do=pause"), "?news=paused");
    assertThat(call(old)).isEqualTo(404);
    assertThat(pages.get(MADE).body()).contains("It has no token, so nobody can call for it.");
  }

  @Test
  void a_token_or_network_that_is_none_of_this_page_is_left_alone() throws Exception {
    String home = add("Home");
    String cabin = add("Cabin");
    String foreign = numbers("/dashboard/networks/3").get(0);
    leadsTo(order(MADE + "/token", "do=remove&token=" + foreign), "?news=token.removed");
    leadsTo(order(MADE + "/token", "do=replace&choice=0&token=" + foreign), "networks/2");
    assertThat(pages.get(MADE + "/token?remove=" + foreign).statusCode()).isEqualTo(404);
    assertThat(pages.get(MADE + "/token?replace=x").statusCode()).isEqualTo(404);
    assertThat(call(cabin)).isEqualTo(200);
    assertThat(call(home)).isEqualTo(200);
    for (String nowhere :
        List.of(
            "/dashboard/networks/99",
            "/dashboard/networks/999999999999999999",
            "/dashboard/networks/99/remove",
            "/dashboard/networks/99/token",
            "/dashboard/networks/x",
            "/dashboard/networks/2/rename")) {
      assertThat(pages.get(nowhere).statusCode()).as(nowhere).isEqualTo(404);
      assertThat(order(nowhere, "do=pause&name=x").statusCode()).as(nowhere).isEqualTo(404);
    }
    for (String odd : List.of("do=replace&choice=-1", "do=replace&choice=99999999999999", "do=x")) {
      assertThat(order(MADE + "/token", odd + "&token=1").statusCode()).isEqualTo(404);
    }
  }

  @Test
  void a_start_without_any_line_in_the_list_lets_in_who_was_made_here() throws Exception {
    String token = add("Home");
    pages.close();
    pages =
        new ServedPages(
            directory,
            List.of("# Nothing any more"),
            List.of(new ScriptedChannel("phone")),
            ServedPages.settings(),
            clock);
    assertThat(call(token)).isEqualTo(200);
    assertThat(call("token-number-1-of-the-list")).isEqualTo(404);
  }

  @Test
  void a_removed_network_is_asked_for_once_and_then_gone() throws Exception {
    String token = add("Home");
    call(token);
    assertThat(pages.get(MADE + "/remove").body())
        .contains("Remove Home?")
        .contains("1 event of its history")
        .contains("its token: a router that still calls with it is refused");
    leadsTo(order(MADE + "/remove", "do=remove"), "./?news=removed");
    assertThat(pages.get("/?news=removed").body())
        .contains("The network is removed")
        .doesNotContain(">Home<");
    assertThat(pages.get(MADE).statusCode()).isEqualTo(404);
    assertThat(call(token)).isEqualTo(404);
    assertThat(pages.get("/dashboard/audit").body()).contains("Removed the network Home");
  }
}
