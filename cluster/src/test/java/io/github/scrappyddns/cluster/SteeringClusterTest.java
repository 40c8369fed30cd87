package io.github.scrappyddns.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Three real processes on a pair of databases: what one is ordered is in force on the others, and
 * stays so over a failover.
 */
class SteeringClusterTest {
  private static final Pattern TOKEN = Pattern.compile("id=\"token\"[^>]*>([A-Za-z0-9]{24})</pre>");
  private static final Pattern NUMBER =
      Pattern.compile("dashboard/networks/(\\d+)\"><span><span class=\"name\">Cabin<");

  /** The promise is two seconds; a machine that does all at once gets as many more. */
  private static final Duration PROMISED = Duration.ofSeconds(4);

  @TempDir Path homes;

  private final Path logs = Path.of(System.getProperty("scrappy.logs"));
  private final Owner owner = new Owner();
  private final Receiver phone = Receiver.thatBehaves("phone");
  private final List<RunningJar> instances = new ArrayList<>();
  private PatroniPair pair;

  @BeforeEach
  void start() throws IOException {
    Files.createDirectories(logs);
    pair = new PatroniPair(logs, "127.0.0.1");
    Path key = homes.resolve("secret.key");
    for (int number = 1; number <= 3; number++) {
      instances.add(serve("instance-" + number, key));
    }
    owner.signIn(port(0));
  }

  private RunningJar serve(String name, Path key) throws IOException {
    Path home = Files.createDirectory(homes.resolve(name));
    Files.writeString(home.resolve("token.list"), "a-token-that-all-lists-have:Home\n");
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    return RunningJar.serve(
        home,
        Map.of(
            "SCRAPPY_DATABASE_URL",
            pair.urlForInstances(),
            "SCRAPPY_ADMIN_PASSWORD",
            Owner.PASSWORD,
            "SCRAPPY_SECRET_KEY_FILE",
            key.toString(),
            "SCRAPPY_ALERT_INTERVAL",
            "0s"),
        List.of(
            java,
            "-Xmx64m",
            "-XX:+UseSerialGC",
            "-jar",
            System.getProperty("scrappy.jar"),
            "127.0.0.1",
            "0"));
  }

  private int port(int instance) {
    return instances.get(instance).port();
  }

  @AfterEach
  void end() {
    instances.forEach(RunningJar::close);
    phone.close();
    pair.close();
  }

  @Test
  void what_one_is_ordered_is_in_force_on_all_and_over_a_failover() {
    String token = added();
    for (RunningJar instance : instances) {
      within("its token opens", () -> status(instance, token) == 200);
    }
    owner.orderOnPage(
        port(1), "/dashboard/channels/new", "kind=url&f.url=" + Owner.encoded(phone.url()));
    within("the third tells", () -> owner.page(port(2), "/dashboard/channels").contains("phone"));
    pair.switchover();
    instances.get(2).checkIn(token, "198.18.0.1");
    Await.until("the change is told", () -> answersOk(instances.get(2), token, "198.18.0.1"));
    Await.until("the phone knows", () -> phone.told().size() == 1);
    assertThat(phone.told().get(0).address()).isEqualTo("198.18.0.1");

    String network = number();
    owner.orderOnPage(port(2), "/dashboard/networks/" + network, "do=pause");
    within("the first shows it", () -> owner.page(port(0), "/").contains("Paused"));
    owner.orderOnPage(port(0), "/dashboard/networks/" + network + "/remove", "do=remove");
    for (RunningJar instance : instances) {
      within("its token opens no more", () -> status(instance, token) == 404);
    }
    assertThat(status(instances.get(1), "a-token-that-all-lists-have")).isEqualTo(200);
  }

  private String added() {
    Matcher token =
        TOKEN.matcher(owner.orderOnPage(port(0), "/dashboard/networks/add", "name=Cabin"));
    assertThat(token.find()).isTrue();
    return token.group(1);
  }

  private String number() {
    Matcher number = NUMBER.matcher(owner.page(port(1), "/"));
    assertThat(number.find()).isTrue();
    return number.group(1);
  }

  private static boolean answersOk(RunningJar instance, String token, String address) {
    return instance.checkIn(token, address).equals("OK");
  }

  private static int status(RunningJar instance, String token) {
    return instance.response("/" + token + "/ip").statusCode();
  }

  /** Waits for an order that was just given. */
  private static void within(String what, BooleanSupplier inForce) {
    long ordered = System.nanoTime();
    Await.until(what, inForce);
    Duration took = Duration.ofNanos(System.nanoTime() - ordered);
    System.out.printf("%s after %d ms%n", what, took.toMillis());
    assertThat(took).as(what).isLessThan(PROMISED);
  }
}
