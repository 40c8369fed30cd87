package io.github.scrappyddns.dashboard;

import static io.github.scrappyddns.testing.ServedPages.PASSWORD;
import static io.github.scrappyddns.testing.ServedPages.encoded;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.access.SignInLink;
import io.github.scrappyddns.access.Totp;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.ServedPages;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Who gets in, who does not, and for how long. */
@Tag("slow")
class SignInTest {
  private static final Pattern SECRET = Pattern.compile("name=\"secret\" value=\"([A-Z2-7]+)\"");

  @TempDir Path directory;

  private final HandClock clock = new HandClock();

  private ServedPages served(Map<String, String> settings) throws Exception {
    return new ServedPages(
        directory,
        ServedPages.tokens("Home"),
        List.of(new ScriptedChannel("phone")),
        settings,
        clock);
  }

  @Test
  void the_right_password_opens_the_page_that_was_asked_for() throws Exception {
    try (ServedPages pages = served(ServedPages.settings())) {
      HttpResponse<String> refused = pages.get("/dashboard/channels");
      assertThat(refused.statusCode()).isEqualTo(303);
      assertThat(refused.headers().firstValue("Location"))
          .contains("../login?next=dashboard%2Fchannels");

      HttpResponse<String> entered =
          pages.post("/login", "next=dashboard%2Fchannels&password=" + encoded(PASSWORD));

      assertThat(entered.statusCode()).isEqualTo(303);
      assertThat(entered.headers().firstValue("Location")).contains("dashboard/channels");
      assertThat(entered.headers().firstValue("Set-Cookie").orElseThrow())
          .matches("scrappy-session=[\\w-]{43}; Max-Age=2592000; Path=/; HttpOnly; SameSite=Lax");
      pages.keep(entered);
      assertThat(pages.get("/dashboard/channels").body()).contains("phone");
    }
  }

  @Test
  void nobody_is_sent_to_another_server_after_signing_in() throws Exception {
    try (ServedPages pages = served(ServedPages.settings())) {
      for (String next :
          List.of("//evil.example/", "https://evil.example", "dashboard/../\\evil")) {
        HttpResponse<String> entered =
            pages.post("/login", "next=" + encoded(next) + "&password=" + encoded(PASSWORD));
        assertThat(entered.headers().firstValue("Location")).as(next).contains("./");
      }
    }
  }

  @Test
  void a_wrong_password_opens_nothing_and_soon_has_to_wait() throws Exception {
    try (ServedPages pages = served(ServedPages.settings())) {
      for (int i = 0; i < 5; i++) {
        HttpResponse<String> wrong = pages.signIn("wrong " + i);
        assertThat(wrong.statusCode()).isEqualTo(403);
        assertThat(wrong.body()).contains("This is not the password.").doesNotContain("wrong " + i);
        assertThat(wrong.headers().firstValue("Set-Cookie")).isEmpty();
      }

      assertThat(pages.signIn(PASSWORD).statusCode()).isEqualTo(429);
      assertThat(pages.signIn(PASSWORD).headers().firstValue("Retry-After")).contains("2");
      clock.advance(Duration.ofSeconds(2));

      assertThat(pages.signIn(PASSWORD).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void guesses_from_one_address_hold_up_nobody_at_another() throws Exception {
    try (ServedPages pages = served(ServedPages.settings("TRUSTED_PROXIES", "127.0.0.1"))) {
      for (int i = 0; i < 8; i++) {
        pages.post("/login", "password=wrong", "X-Forwarded-For", "203.0.113.66");
      }
      String form = "password=" + encoded(PASSWORD);
      assertThat(pages.post("/login", form, "X-Forwarded-For", "203.0.113.66").statusCode())
          .isEqualTo(429);
      assertThat(pages.post("/login", form, "X-Forwarded-For", "198.51.100.7").statusCode())
          .isEqualTo(303);
    }
  }

  @Test
  void a_session_ends_after_a_week_without_use_and_after_thirty_days_in_any_case()
      throws Exception {
    try (ServedPages pages = served(ServedPages.settings())) {
      pages.signIn(PASSWORD);
      for (int day = 0; day < 30; day += 6) {
        assertThat(pages.get("/").statusCode()).as("day " + day).isEqualTo(200);
        clock.advance(Duration.ofDays(6));
      }
      clock.advance(Duration.ofSeconds(1));
      assertThat(pages.get("/").statusCode()).isEqualTo(303);

      pages.signIn(PASSWORD);
      assertThat(pages.get("/").statusCode()).isEqualTo(200);
      clock.advance(Duration.ofDays(7).plusSeconds(1));
      assertThat(pages.get("/").statusCode()).isEqualTo(303);
    }
  }

  @Test
  void who_signs_out_is_out_and_the_cookie_is_worth_nothing() throws Exception {
    try (ServedPages pages = served(ServedPages.settings())) {
      pages.signIn(PASSWORD);
      String mark = pages.mark();
      String cookie = pages.cookie();

      HttpResponse<String> out = pages.post("/logout", "mark=" + mark);

      assertThat(out.headers().firstValue("Set-Cookie").orElseThrow()).contains("Max-Age=0");
      pages.cookie(cookie);
      assertThat(pages.get("/").statusCode()).isEqualTo(303);
    }
  }

  @Test
  void another_password_in_the_settings_ends_all_sessions() throws Exception {
    String cookie;
    try (ServedPages pages = served(ServedPages.settings())) {
      pages.signIn(PASSWORD);
      cookie = pages.cookie();
    }
    try (ServedPages pages = served(ServedPages.settings())) {
      pages.cookie(cookie);
      assertThat(pages.get("/").statusCode()).as("the same password").isEqualTo(200);
    }
    try (ServedPages pages = served(ServedPages.settings("ADMIN_PASSWORD", "another one"))) {
      pages.cookie(cookie);
      assertThat(pages.get("/").statusCode()).as("another password").isEqualTo(303);
      pages.cookie("");
      assertThat(pages.signIn(PASSWORD).statusCode()).isEqualTo(403);
      assertThat(pages.signIn("another one").statusCode()).isEqualTo(303);
    }
    try (ServedPages pages = served(Map.of())) {
      assertThat(pages.signIn("another one").statusCode()).isEqualTo(403);
      assertThat(pages.service().firstLink()).as("no password any more").isPresent();
    }
  }

  @Test
  void the_first_link_sets_the_password_once() throws Exception {
    try (ServedPages pages = served(Map.of())) {
      assertThat(pages.get("/login").body()).contains("No password is set yet");
      String link = pages.service().firstLink().orElseThrow();
      String secret = link.substring(link.indexOf('=') + 1);
      assertThat(pages.get(link).body()).contains("Choose the password");
      assertThat(pages.get(link).body()).as("looking uses nothing up").contains("Choose");

      HttpResponse<String> tooShort = pages.post("/login", "link=" + secret + "&password=short");
      assertThat(tooShort.statusCode()).isEqualTo(400);
      assertThat(tooShort.body()).contains("At least 8 characters, please.");
      String form = "link=" + secret + "&password=" + encoded(PASSWORD);
      assertThat(pages.keep(pages.post("/login", form)).statusCode()).isEqualTo(303);

      assertThat(pages.get("/").statusCode()).isEqualTo(200);
      pages.cookie("");
      assertThat(pages.get(link).body()).contains("This link has been used or has expired");
      assertThat(pages.post("/login", form).statusCode()).isEqualTo(403);
      assertThat(pages.service().firstLink()).as("at the next start").isEmpty();
      assertThat(pages.signIn(PASSWORD).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void a_link_that_the_command_leaves_opens_within_an_hour() throws Exception {
    try (ServedPages pages = served(ServedPages.settings())) {
      String link = SignInLink.leave(directory, new SecureRandom());
      assertThat(pages.get("/login?link=" + "x".repeat(43)).body())
          .contains("This link has been used or has expired");
      assertThat(pages.get(link).body()).contains("Sign in by this link");
      String form = "link=" + link.substring(link.indexOf('=') + 1);
      assertThat(pages.post("/login", form).statusCode()).isEqualTo(303);
      assertThat(pages.post("/login", form).statusCode()).as("once").isEqualTo(403);
      assertThat(directory.resolve("sign-in-link")).doesNotExist();
    }
  }

  @Test
  void a_code_of_an_app_is_asked_for_and_taken_once() throws Exception {
    try (ServedPages pages = served(ServedPages.settings())) {
      pages.signIn(PASSWORD);
      Matcher found = SECRET.matcher(pages.get("/dashboard/access?codes=new").body());
      assertThat(found.find()).isTrue();
      String secret = found.group(1);
      String form = "do=codes&secret=" + secret + "&mark=" + pages.mark() + "&code=";
      assertThat(pages.post("/dashboard/access", form + "000000x").statusCode()).isEqualTo(400);
      HttpResponse<String> done =
          pages.post("/dashboard/access", form + Totp.codeAt(secret, clock.millis()));
      assertThat(done.statusCode()).isEqualTo(303);
      pages.cookie("");

      assertThat(pages.get("/login").body()).contains("Code from your app");
      assertThat(pages.signIn(PASSWORD).body()).contains("This code is not the one of now");
      String right =
          "password=" + encoded(PASSWORD) + "&code=" + Totp.codeAt(secret, clock.millis());
      assertThat(pages.post("/login", right).statusCode()).isEqualTo(303);
      assertThat(pages.post("/login", right).statusCode()).as("the same code again").isEqualTo(403);
    }
  }

  @Test
  void who_has_lost_the_app_gets_in_by_a_link_and_is_asked_for_no_code_any_more() throws Exception {
    try (ServedPages pages = served(ServedPages.settings())) {
      pages.signIn(PASSWORD);
      Matcher found = SECRET.matcher(pages.get("/dashboard/access?codes=new").body());
      assertThat(found.find()).isTrue();
      String secret = found.group(1);
      String code = Totp.codeAt(secret, clock.millis());
      String form = "do=codes&secret=" + secret + "&mark=" + pages.mark() + "&code=" + code;
      assertThat(pages.post("/dashboard/access", form).statusCode()).isEqualTo(303);
      pages.cookie("");

      String left = SignInLink.leave(directory, new SecureRandom());
      assertThat(pages.get(left).body()).contains("I have lost the app that makes my codes");
      pages.post("/login", left.substring(left.indexOf('?') + 1));
      assertThat(pages.get("/login").body()).as("not ticked").contains("Code from your app");

      String other = SignInLink.leave(directory, new SecureRandom());
      String lost = other.substring(other.indexOf('?') + 1) + "&nocodes=yes";
      pages.keep(pages.post("/login", lost));
      assertThat(pages.get("/dashboard/audit").body()).contains("Turned off the second factor");
      pages.cookie("");
      assertThat(pages.get("/login").body()).doesNotContain("Code from your app");
      assertThat(pages.signIn(PASSWORD).statusCode()).isEqualTo(303);
    }
  }

  @Test
  void another_password_that_is_set_here_signs_all_others_out() throws Exception {
    try (ServedPages pages = served(Map.of())) {
      String link = pages.service().firstLink().orElseThrow();
      String form = link.substring(link.indexOf('?') + 1) + "&password=" + encoded(PASSWORD);
      pages.keep(pages.post("/login", form));
      String other = pages.cookie();
      pages.signIn(PASSWORD);
      String mark = pages.mark();
      String change = "do=password&mark=" + mark + "&new=" + encoded("a new sentence") + "&old=";

      assertThat(pages.post("/dashboard/access", change + "wrong").body())
          .contains("This is not the password.");
      HttpResponse<String> changed = pages.post("/dashboard/access", change + encoded(PASSWORD));

      assertThat(changed.statusCode()).isEqualTo(303);
      assertThat(pages.keep(changed).headers().firstValue("Set-Cookie")).isPresent();
      assertThat(pages.get("/").statusCode()).isEqualTo(200);
      pages.cookie(other);
      assertThat(pages.get("/").statusCode()).isEqualTo(303);
      pages.cookie("");
      assertThat(pages.signIn(PASSWORD).statusCode()).isEqualTo(403);
      assertThat(pages.signIn("a new sentence").statusCode()).isEqualTo(303);
    }
  }
}
