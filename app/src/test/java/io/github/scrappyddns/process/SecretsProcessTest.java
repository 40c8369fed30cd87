package io.github.scrappyddns.process;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Secrets that were planted everywhere appear nowhere. */
class SecretsProcessTest {
  private static final String TOKEN = "PlantedToken-0123456789abcdef";
  private static final String PASSWORD = "planted-password";
  private static final String ADMIN_PASSWORD = "planted-words-of-the-admin";
  private static final String TOPIC = "planted-topic";
  private static final String USER_KEY = "uPlantedUserKey0123456789abcde";
  private static final String APP_KEY = "aPlantedAppKey00123456789abcde";
  private static final String CHECK = "planted-id-of-a-check";
  private static final List<String> SECRETS =
      List.of(CHECK, TOKEN, PASSWORD, ADMIN_PASSWORD, TOPIC, USER_KEY, APP_KEY, PushReceiver.KEY);

  @TempDir Path directory;

  @Test
  void nothing_that_is_printed_answered_or_logged_holds_a_secret() throws IOException {
    ServiceHome home = new ServiceHome(directory).list(TOKEN + ":Home");
    int closed = home.phoneThatIsOff();
    home.set("SCRAPPY_LOG_LEVEL", "DEBUG");
    home.set("SCRAPPY_PUSH_USER_KEY", USER_KEY);
    home.set("SCRAPPY_PUSH_APP_KEY", APP_KEY);
    home.set("SCRAPPY_ADMIN_PASSWORD", ADMIN_PASSWORD);
    home.set("SCRAPPY_HEARTBEAT_URL", "http://127.0.0.1:" + closed + "/ping/" + CHECK);
    home.set("SCRAPPY_PUSHOVER_URL", "http://127.0.0.1:" + closed);
    home.set(
        "SCRAPPY_NOTIFY_URLS",
        "ntfy://user:%s@127.0.0.1:%d/%s json://user:%s@127.0.0.1:%d/%s"
            .formatted(PASSWORD, closed, TOPIC, PASSWORD, closed, TOPIC));
    StringBuilder everything = new StringBuilder();
    try (RunningJar service = home.serve()) {
      for (String target :
          List.of(
              "/" + TOKEN + "?ip_address=203.0.113.1",
              "/" + TOKEN,
              "/" + TOKEN + "?ip_address=" + TOKEN.toLowerCase(Locale.ROOT),
              "/" + TOKEN + "x",
              "/" + TOKEN + "/etc",
              "/health")) {
        everything.append(service.response(target).headers().map()).append(service.get(target));
      }
      everything.append(pages(service));
      everything.append(calledAt(service.port(), "127.0.0.1:1/" + TOKEN));
      everything.append(calledAt(service.port(), "x.example/" + TOKEN));
      everything.append(calledAt(service.port(), "u:" + TOKEN + "@h:1/"));
      Await.until(
          "every channel has failed",
          () -> service.output().split("will be tried again", -1).length > 4);
      service.stop();
      everything.append(service.output());
    }
    for (List<String> words : List.of(List.of("check"), List.of("send-test"))) {
      try (RunningJar command = home.run(words.toArray(String[]::new))) {
        everything.append(command.output());
      }
    }
    home.set(
        "SCRAPPY_NOTIFY_URLS",
        ("ntfy://user:%s@ntfy.sh/%s?x=%%,gotify://nas?%s gotifys://h/t?pass=a&%s;%s=,"
                + "hassios://user:%s@h/%s,jsons://user:12345/%s@h/")
            .formatted(PASSWORD, TOPIC, APP_KEY, PASSWORD, TOKEN, PASSWORD, TOKEN, PASSWORD));
    home.set("SCRAPPY_PUSH_MSG_PRIORITY", USER_KEY);
    home.set("SCRAPPY_LOG_LEVEL", PASSWORD);
    home.set("SCRAPPY_HEARTBEAT_URL", "me:" + PASSWORD + "@h/" + CHECK);
    home.set("SCRAPPY_PUBLIC_URL", "https://me:" + PASSWORD + "@ddns.example");
    home.unset("SCRAPPY_PUSH_USER_KEY");
    home.set("SCRAPPY_PUSH_USER_KEY_FILE", USER_KEY);
    home.list(TOKEN + "!:Home", TOKEN + ":A", TOKEN + ":B");
    Files.writeString(directory.resolve("scrappy-ddns.conf"), "PUSH_APP_KEY='" + APP_KEY + "\n");
    try (RunningJar broken = home.run("check")) {
      assertThat(broken.exitStatus()).isEqualTo(2);
      everything.append(broken.output());
    }
    assertThat(everything.toString()).contains("Home is at 203.0.113.1").contains("channel 5");
    for (String secret : SECRETS) {
      assertThat(everything.toString()).doesNotContainIgnoringCase(secret);
    }
  }

  /** Every page, as who is signed in sees it. */
  private static String pages(RunningJar service) throws IOException {
    HttpClient browser = HttpClient.newHttpClient();
    String address = "http://127.0.0.1:" + service.port();
    try {
      HttpResponse<String> entry =
          browser.send(
              HttpRequest.newBuilder(URI.create(address + "/login"))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString("password=" + ADMIN_PASSWORD))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      String cookie = entry.headers().firstValue("Set-Cookie").orElseThrow();
      StringBuilder everything = new StringBuilder(addedChannel(browser, address, cookie));
      for (String page :
          List.of(
              "/",
              "/dashboard/networks/1",
              "/dashboard/networks/1?client=curl",
              "/dashboard/channels",
              "/dashboard/channels?added=Planted",
              "/dashboard/channels/new?kind=url",
              "/dashboard/channels/1",
              "/dashboard/channels/1/remove",
              "/dashboard/channels/2",
              "/dashboard/start?added=Planted",
              "/dashboard/start/network",
              "/dashboard/start/done?network=1",
              "/dashboard/problems",
              "/dashboard/settings",
              "/dashboard/access",
              "/dashboard/audit")) {
        HttpResponse<String> answer =
            browser.send(
                HttpRequest.newBuilder(URI.create(address + page))
                    .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                    .build(),
                HttpResponse.BodyHandlers.ofString());
        assertThat(answer.statusCode()).as(page).isEqualTo(200);
        everything.append(answer.body()).append(answer.headers().map());
      }
      return everything.toString();
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The answers to forms that add two channels, one by its fields and one by its URL. */
  private static String addedChannel(HttpClient browser, String address, String cookie)
      throws IOException, InterruptedException {
    HttpResponse<String> page =
        browser.send(
            HttpRequest.newBuilder(URI.create(address + "/dashboard/channels/new"))
                .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    Matcher mark = Pattern.compile("name=\"mark\" value=\"([^\"]+)\"").matcher(page.body());
    assertThat(mark.find()).isTrue();
    StringBuilder everything = new StringBuilder();
    for (String form :
        List.of(
            "kind=gotify&f.server=http://127.0.0.1:1&name=Planted&f.token=" + APP_KEY,
            "kind=url&f.url=json://user:" + PASSWORD + "@127.0.0.1:1/" + TOPIC)) {
      HttpResponse<String> added =
          browser.send(
              HttpRequest.newBuilder(URI.create(address + "/dashboard/channels/new"))
                  .header("Cookie", cookie.substring(0, cookie.indexOf(';')))
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form + "&mark=" + mark.group(1)))
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertThat(added.statusCode()).as(added.body()).isEqualTo(303);
      everything.append(added.headers().map());
    }
    return everything.toString();
  }

  /** As a router calls whose field for the server holds the whole URL. */
  private static String calledAt(int port, String host) throws IOException {
    try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
      String request = "GET / HTTP/1.1\r\nHost: " + host + "\r\nConnection: close\r\n\r\n";
      socket.getOutputStream().write(request.getBytes(UTF_8));
      String answer = new String(socket.getInputStream().readAllBytes(), UTF_8);
      assertThat(answer).startsWith("HTTP/1.1 303");
      return answer;
    }
  }
}
