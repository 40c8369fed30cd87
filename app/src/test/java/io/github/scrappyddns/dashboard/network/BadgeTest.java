package io.github.scrappyddns.dashboard.network;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static io.github.scrappyddns.testing.ServedPages.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.io.StringReader;
import java.net.URI;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.xml.parsers.DocumentBuilderFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;

/** The badge of a network, from its page to who is shown it. */
@Tag("slow")
class BadgeTest {
  private static final String PAGE = "/dashboard/networks/1";
  private static final String NOBODYS = "/badge/AAAAAAAAAAAAAAAAAAAAAA.svg";
  private static final Pattern LINK =
      Pattern.compile("value=\"http://[^/\"]+(/badge/[A-Za-z0-9_-]{22}\\.svg)\"");

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private ServedPages pages;
  private String mark = "";

  @BeforeEach
  void open() throws Exception {
    pages =
        new ServedPages(
            directory,
            ServedPages.tokens("Summer house"),
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

  private void order(String what) throws Exception {
    assertThat(pages.post(PAGE, "do=" + what + "&mark=" + mark).statusCode()).isEqualTo(303);
  }

  private String link() throws Exception {
    Matcher link = LINK.matcher(pages.get(PAGE).body());
    assertThat(link.find()).isTrue();
    return link.group(1);
  }

  /** As somebody loads it who is not signed in. */
  private HttpResponse<String> load(String path) throws Exception {
    return pages.send(HttpRequest.newBuilder(URI.create(pages.address() + path)));
  }

  private static Element svg(HttpResponse<String> answer) throws Exception {
    assertThat(answer.statusCode()).isEqualTo(200);
    return DocumentBuilderFactory.newInstance()
        .newDocumentBuilder()
        .parse(new InputSource(new StringReader(answer.body())))
        .getDocumentElement();
  }

  private String says(String path) throws Exception {
    return svg(load(path)).getElementsByTagName("title").item(0).getTextContent();
  }

  private static Map<String, List<String>> headers(HttpResponse<String> answer) {
    Map<String, List<String>> headers = new TreeMap<>(answer.headers().map());
    headers.remove("date");
    return headers;
  }

  @Test
  void it_says_how_the_network_is_and_neither_its_name_nor_an_address() throws Exception {
    assertThat(pages.get(PAGE).body()).doesNotContain("/badge/");
    order("badge");
    String link = link();

    assertThat(says(link)).isEqualTo("Network: never called");
    pages.call(1, "9.9.9.9");
    assertThat(says(link)).isEqualTo("Network: calling");
    clock.advance(Duration.ofDays(2));
    assertThat(says(link)).isEqualTo("Network: quiet");
    pages.call(1, "192.168.1.7");
    assertThat(says(link)).isEqualTo("Network: not public");
    assertThat(load(link).body()).doesNotContain("Summer", "9.9.9.9", "192.168");
    order("pause");
    assertThat(says(link)).isEqualTo("Network: paused");
  }

  @Test
  void it_is_a_picture_that_may_be_shown_anywhere_for_a_minute() throws Exception {
    order("badge");
    HttpResponse<String> answer = load(link());
    Element svg = svg(answer);

    assertThat(svg.getAttribute("role")).isEqualTo("img");
    assertThat(Integer.parseInt(svg.getAttribute("width"))).isBetween(100, 200);
    assertThat(headers(answer))
        .containsEntry("content-type", List.of("image/svg+xml; charset=utf-8"))
        .containsEntry("cache-control", List.of("public, max-age=60"))
        .containsEntry("content-security-policy", List.of("default-src 'none'; sandbox"))
        .containsEntry("x-content-type-options", List.of("nosniff"))
        .doesNotContainKeys("set-cookie", "x-frame-options");
  }

  @Test
  void who_shows_it_chooses_its_label() throws Exception {
    order("badge");
    String odd = "<b> & \"q\" \u0001\n" + "🏡".repeat(60);

    assertThat(says(link() + "?label=Home")).isEqualTo("Home: never called");
    assertThat(says(link() + "?label=%00%0A")).isEqualTo("Network: never called");
    assertThat(says(link() + "?label=" + encoded(odd)))
        .isEqualTo("<b> & \"q\" " + "🏡".repeat(29) + "…: never called");
  }

  @Test
  void a_code_that_there_is_not_is_answered_as_any_path_is() throws Exception {
    HttpResponse<String> elsewhere = load("/elsewhere");
    for (String path :
        List.of(NOBODYS, "/badge/short.svg", "/badge/", "/badge", NOBODYS + "/", NOBODYS + "x")) {
      HttpResponse<String> answer = load(path);
      assertThat(answer.statusCode()).as(path).isEqualTo(404);
      assertThat(answer.body()).isEqualTo(elsewhere.body());
      assertThat(headers(answer)).isEqualTo(headers(elsewhere));
    }
  }

  @Test
  void another_link_ends_the_one_before_and_no_badge_ends_both() throws Exception {
    order("badge");
    String first = link();
    order("badge");
    String second = link();
    assertThat(second).isNotEqualTo(first);
    assertThat(load(first).statusCode()).isEqualTo(404);
    assertThat(load(second).statusCode()).isEqualTo(200);

    order("no-badge");
    order("no-badge");
    assertThat(load(second).statusCode()).isEqualTo(404);
    assertThat(pages.get("/dashboard/audit").body())
        .contains(
            "Made a badge of Summer house",
            "Made a new link to the badge of Summer house",
            "Removed the badge of Summer house")
        .containsOnlyOnce("Removed the badge of");
  }

  @Test
  void it_goes_with_its_network() throws Exception {
    pages.post("/dashboard/networks/add", "name=Boat&mark=" + mark);
    String boat = "/dashboard/networks/2";
    pages.post(boat, "do=badge&mark=" + mark);
    Matcher link = LINK.matcher(pages.get(boat).body());
    assertThat(link.find()).isTrue();
    assertThat(load(link.group(1)).statusCode()).isEqualTo(200);

    pages.post(boat + "/remove", "mark=" + mark);

    assertThat(load(link.group(1)).statusCode()).isEqualTo(404);
  }

  @Test
  void no_network_no_badge() throws Exception {
    assertThat(pages.post("/dashboard/networks/9", "do=badge&mark=" + mark).statusCode())
        .isEqualTo(404);
    assertThat(pages.post("/dashboard/networks/9", "do=no-badge&mark=" + mark).statusCode())
        .isEqualTo(404);
  }
}
