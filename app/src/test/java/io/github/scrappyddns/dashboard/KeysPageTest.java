package io.github.scrappyddns.dashboard;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.ServedPages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys of programs, as their owner makes and removes them. */
class KeysPageTest {
  private static final Pattern KEY = Pattern.compile("sddns_[A-Za-z0-9_-]{43}");

  @TempDir Path directory;

  private ServedPages pages;

  @BeforeEach
  void open() throws Exception {
    pages = new ServedPages(directory, "Home");
    pages.signIn(ServedPages.PASSWORD);
  }

  @AfterEach
  void close() {
    pages.close();
  }

  private int asks(String key) throws Exception {
    return pages
        .send(pages.request("/api/v1/networks").header("Authorization", "Bearer " + key).GET())
        .statusCode();
  }

  private HttpResponse<String> order(String form) throws Exception {
    return pages.post("/dashboard/keys", form + "&mark=" + ServedPages.encoded(pages.mark()));
  }

  @Test
  void a_key_is_shown_once_opens_the_api_and_is_removed() throws Exception {
    HttpResponse<String> made = order("do=make&name=cron&scope=read&life=30");
    assertThat(made.statusCode()).isEqualTo(200);
    Matcher key = KEY.matcher(made.body());
    assertThat(key.find()).isTrue();
    assertThat(asks(key.group())).isEqualTo(200);

    String later = pages.get("/dashboard/keys").body();
    assertThat(later).contains("cron").doesNotContain(key.group());
    Matcher number = Pattern.compile("name=\"key\" value=\"(\\d+)\"").matcher(later);
    assertThat(number.find()).isTrue();
    assertThat(order("do=remove&key=" + number.group(1)).statusCode()).isEqualTo(303);
    assertThat(asks(key.group())).isEqualTo(401);
    assertThat(pages.get("/dashboard/audit").body())
        .contains("Made the key cron", "Removed the key cron");
  }

  @Test
  void a_key_without_a_name_is_not_made_and_a_form_of_others_makes_none() throws Exception {
    assertThat(order("do=make&name=%20&scope=write").statusCode()).isEqualTo(400);
    assertThat(pages.post("/dashboard/keys", "do=make&name=x&scope=write").statusCode())
        .isEqualTo(403);
    assertThat(KEY.matcher(pages.get("/dashboard/keys").body()).find()).isFalse();
  }
}
