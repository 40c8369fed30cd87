package io.github.scrappyddns.war;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import java.io.IOException;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestInstance.Lifecycle;
import org.junit.jupiter.api.io.TempDir;

/** What the web application does in every container; each test has a state directory of its own. */
@TestInstance(Lifecycle.PER_CLASS)
abstract class ServletContainerContract {
  private static final String HOME = "token-of-the-home-network";
  private static final String OFFICE = "token~of.the_office-network";

  private final Container.Make make;
  private final String classLoader;

  @TempDir static Path directory;
  private Container container;
  private ContainerCaller caller;
  private PushReceiver phone;
  private Path state;

  /**
   * @param classLoader of a web application, of which the container makes one for each
   */
  ServletContainerContract(Container.Make make, String classLoader) {
    this.make = make;
    this.classLoader = classLoader;
  }

  @BeforeAll
  void start() {
    container =
        Container.start(
            make,
            directory,
            Map.of(
                "SCRAPPY_ANDROID_PUSH_API_KEY", PushReceiver.KEY, "SCRAPPY_ALERT_INTERVAL", "5s"));
    caller = container.caller();
  }

  @AfterAll
  void stop() {
    container.close();
  }

  @BeforeEach
  void two_networks() throws IOException {
    state = Files.createTempDirectory(directory, "state");
    Files.writeString(state.resolve("networks"), HOME + ":Home\n" + OFFICE + ":Office\n");
    phone = PushReceiver.on(0);
    configure("");
  }

  @AfterEach
  void put_the_phone_away() {
    phone.close();
  }

  private void configure(String more) throws IOException {
    Files.writeString(
        directory.resolve("scrappy-ddns.conf"),
        "NOTIFY_MY_ANDROID_URL = 'http://127.0.0.1:%d'\nTOKEN_LIST_FILE = '%s'\nIP_ADDRESS_CACHE = '%s'\n%s\n"
            .formatted(phone.port(), state.resolve("networks"), state, more));
  }

  @Test
  void somebody_signs_in_below_its_context_path() throws IOException {
    configure("ADMIN_PASSWORD = 'a quiet evening'");
    container.deploy("ddns");
    HttpResponse<String> refused = caller.get("/ddns/");
    assertThat(refused.statusCode()).isEqualTo(303);
    assertThat(refused.headers().firstValue("Location")).contains("login");

    HttpResponse<String> entry =
        caller.post("/ddns/login", "application/x-www-form-urlencoded", "password=a+quiet+evening");
    assertThat(entry.statusCode()).isEqualTo(303);
    assertThat(entry.headers().firstValue("Location")).contains("./");
    String cookie = entry.headers().firstValue("Set-Cookie").orElseThrow();
    HttpResponse<String> page =
        caller.call(
            "/ddns/dashboard/channels",
            request -> request.header("Cookie", cookie.substring(0, cookie.indexOf(';'))));
    assertThat(page.statusCode()).isEqualTo(200);
    assertThat(page.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
        .isEqualToIgnoringCase("text/html;charset=utf-8");
    assertThat(page.body()).contains("href=\"../assets/look.css?").contains("·");
    assertThat(caller.get("/ddns/assets/look.css").body()).contains("--accent");
    container.undeploy("ddns");
  }

  @Test
  void it_answers_below_its_context_path_as_the_command_line_does() {
    container.deploy("ddns");
    String home = "/ddns/" + HOME;

    HttpResponse<String> first = caller.get(home + "?ip_address=203.0.113.7");
    assertThat(first.statusCode()).isEqualTo(200);
    assertThat(first.body()).isEqualTo("OK");
    assertThat(first.headers().firstValue("Cache-Control")).contains("no-store");
    assertThat(first.headers().firstValue("Content-Length")).contains("2");
    assertThat(first.headers().firstValue("Content-Type").orElse("").replace(" ", ""))
        .isEqualTo("text/plain;charset=utf-8");
    assertThat(phone.next()).contains("203.0.113.7");

    assertThat(caller.post(home, "application/x-www-form-urlencoded", "ip_address=203.0.113.8"))
        .returns(200, HttpResponse::statusCode);
    assertThat(phone.next()).contains("203.0.113.8");
    assertThat(caller.post(home, "application/json", "{\"ip_address\": \"203.0.113.9\"}"))
        .returns(200, HttpResponse::statusCode);
    assertThat(phone.next()).contains("203.0.113.9");
    assertThat(caller.get(home)).returns("OK", HttpResponse::body);
    assertThat(phone.next()).contains("127.0.0.1");

    HttpResponse<String> head =
        caller.call(home, request -> request.method("HEAD", BodyPublishers.noBody()));
    assertThat(head.statusCode()).isEqualTo(200);
    assertThat(head.body()).isEmpty();
    assertThat(head.headers().firstValue("Content-Length")).contains("2");

    assertThat(caller.get("/ddns/%74oken-of-the-home-network")).returns("OK", HttpResponse::body);
    assertThat(caller.get("/ddns/no-such-token").statusCode()).isEqualTo(404);
    assertThat(caller.get("/ddns/no/such/path").body()).isEqualTo("Not Found\n");
    HttpResponse<String> bad = caller.get(home + "?ip_address=nowhere");
    assertThat(bad.statusCode()).isEqualTo(400);
    assertThat(bad.body()).startsWith("badip");
    assertThat(caller.call(home, request -> request.DELETE()).statusCode()).isEqualTo(405);
    assertThat(caller.get("/ddns/nic/update?hostname=home.example.com"))
        .returns(401, HttpResponse::statusCode)
        .returns("badauth\n", HttpResponse::body);
    container.undeploy("ddns");
  }

  @Test
  void a_body_over_the_limit_is_refused_whether_its_length_is_told_or_not() {
    container.deploy("ddns");
    String large = "ip_address=203.0.113.7&padding=" + "x".repeat(Request.LARGEST_BODY);
    String form = "application/x-www-form-urlencoded";

    assertThat(caller.post("/ddns/" + HOME, form, large).statusCode()).isEqualTo(413);
    byte[] bytes = large.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    HttpResponse<String> chunked =
        caller.call(
            "/ddns/" + HOME,
            request ->
                request.POST(BodyPublishers.fromPublisher(BodyPublishers.ofByteArray(bytes))));
    assertThat(chunked.statusCode()).isEqualTo(413);
    assertThat(chunked.body()).isEqualTo("Content Too Large\n");
    assertThat(caller.post("/ddns/" + HOME, form, large.substring(0, Request.LARGEST_BODY)))
        .returns(200, HttpResponse::statusCode);
    assertThat(phone.next()).contains("203.0.113.7");
    container.undeploy("ddns");
  }

  @Test
  void a_body_for_an_unknown_token_is_not_waited_for() throws IOException {
    container.deploy("ddns");
    assertThat(caller.beginPost("/ddns/wrong-token-with-a-body")).startsWith("HTTP/1.1 404");
    container.undeploy("ddns");
  }

  @Test
  void answers_to_many_wrong_tokens_are_held_back() {
    container.deploy("ddns");
    for (int i = 0; i < 32; i++) {
      assertThat(caller.get("/ddns/wrong-token-" + i).statusCode()).isEqualTo(404);
    }
    long began = System.nanoTime();
    assertThat(caller.get("/ddns/wrong-token-again").statusCode()).isEqualTo(404);
    assertThat(System.nanoTime() - began).isGreaterThan(300_000_000L);
    container.undeploy("ddns");
  }

  @Test
  void at_the_root_behind_a_proxy_it_takes_over_from_the_python_edition_in_silence()
      throws IOException {
    Files.writeString(state.resolve(HOME + ".ip"), "203.0.113.7");
    configure("PROXY_COUNT = 1");
    container.deploy("ROOT");

    assertThat(caller.from("203.0.113.7", "/" + HOME)).returns("OK", HttpResponse::body);
    assertThat(caller.get("/" + HOME))
        .returns(503, HttpResponse::statusCode)
        .returns("911\n", HttpResponse::body);
    assertThat(caller.from("10.0.0.1, 203.0.113.99", "/" + HOME)).returns("OK", HttpResponse::body);
    assertThat(phone.next()).as("the first alert since the switch").contains("203.0.113.99");
    container.undeploy("ROOT");
  }

  @Test
  void its_first_start_writes_a_token_list_and_tells_what_to_call() throws IOException {
    Files.writeString(
        directory.resolve("scrappy-ddns.conf"),
        "NOTIFY_MY_ANDROID_URL = 'http://127.0.0.1:" + phone.port() + "'\n");
    container.deploy("ddns");

    String list = Files.readString(directory.resolve("token.list"));
    String token = list.lines().filter(line -> !line.startsWith("#")).findFirst().orElse("");
    String path = "/ddns/" + token.substring(0, token.indexOf(':'));
    assertThat(container.log()).contains("http://<this server>" + path);
    assertThat(caller.get(path)).returns("OK", HttpResponse::body);
    assertThat(phone.next()).contains("My network");
    container.undeploy("ddns");
  }

  @Test
  void a_broken_configuration_fails_the_deployment_with_all_problems_and_the_container_lives()
      throws IOException {
    configure("PROXY_COUNT = 'several'\nNOTIFY_URLS = 'nosuchservice://x'");
    container.put("ddns");
    container.awaitPrinted("PROXY_COUNT", 1);
    container.awaitPrinted("NOTIFY_URLS: ", 1);
    Await.until(
        "the container itself tells the problems",
        () -> container.log().contains("Scrappy DDNS does not start:"));
    assertThat(caller.get("/ddns/" + HOME).statusCode()).isIn(404, 503);
    assertThat(caller.get("/ddns/" + HOME).body()).isNotEqualTo("911\n");

    configure("");
    container.deploy("ddns");
    assertThat(caller.get("/ddns/" + HOME)).returns("OK", HttpResponse::body);
    assertThat(phone.next()).contains("127.0.0.1");
    container.undeploy("ddns");
  }

  @Test
  void it_is_deployed_anew_under_load_without_a_loss_or_a_leak() throws Exception {
    container.deploy("ddns");
    try (SteadyCaller router = new SteadyCaller(caller, "/ddns/" + HOME)) {
      for (int i = 0; i < 3; i++) {
        int answered = router.acknowledged().size();
        Await.until("calls get through", () -> router.acknowledged().size() > answered + 5);
        caller.post("/ddns/" + OFFICE, "application/json", "{\"ip_address\": \"203.0.113.7\"}");
        if (make.startsTheNewOneFirst()) {
          container.undeploy("ddns");
        }
        container.deploy("ddns");
      }
      router.end();
      assertThat(StoredEvents.of(state, "Home")).containsAll(router.acknowledged());
      Await.until(
          "the phone knows the last address",
          () -> phone.received().stream().anyMatch(alert -> alert.contains(router.last())));
    }
    assertThat(container.log())
        .doesNotContain("appears to have started a thread")
        .doesNotContain("has not been unregistered")
        .doesNotContain("failed to unregister")
        .doesNotContain("ThreadLocal but failed")
        .doesNotContain("failed to remove it");
    // The JDK keeps the last class whose record hashed itself, and with it one loader, not more.
    Await.until(
        "at most one class loader of three old deployments is left",
        () -> container.instances(classLoader, directory) <= 2);
    container.undeploy("ddns");
    Await.until("and the last is gone", () -> container.instances(classLoader, directory) <= 1);
  }
}
