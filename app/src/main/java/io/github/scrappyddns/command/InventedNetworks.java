package io.github.scrappyddns.command;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;

/**
 * The networks of the demo, and the month that they have behind them: they lived through it in a
 * moment, by a clock that ran ahead. Their addresses are those that RFC 5737 and RFC 3849 reserve
 * for examples. Used by one thread, but for the clock.
 */
final class InventedNetworks {
  /**
   * One of them.
   *
   * @param prefix what its addresses begin with
   * @param daysAgo when it moved, the newest last
   */
  private record Invented(String token, String name, String prefix, List<Integer> daysAgo) {}

  private record Call(Instant at, Invented network, String from) {}

  private static final List<Invented> ALL =
      List.of(
          new Invented("demo-token-of-home", "Home", "203.0.113.", List.of(29, 26, 14, 3)),
          new Invented("demo-token-of-office", "Main Street office", "198.51.100.", List.of(30)),
          new Invented("demo-token-of-grandma", "Grandma", "203.0.113.", List.of(28, 12)),
          new Invented(
              "demo-token-of-summer", "Summer house", "2001:db8:77:", List.of(25, 12, 9, 2)),
          new Invented(
              "demo-token-of-garage",
              "Garage (LTE)",
              "100.64.12.",
              List.of(29, 24, 21, 18, 17, 14, 12, 9, 7, 4, 3, 1)),
          new Invented("demo-token-of-cafe", "Café Zürich ☕", "192.0.2.", List.of(22, 8)),
          new Invented("demo-token-of-boat", "Boat", "198.51.100.", List.of()));

  private final HttpClient router = HttpClient.newHttpClient();
  private final Random random = new Random(7);
  private volatile Duration behind = Duration.ofDays(31);
  private int port;
  private int next = 20;

  List<String> tokenList() {
    return ALL.stream().map(one -> one.token + ":" + one.name).toList();
  }

  /** The clock of the service: it runs a month late, until that has been lived through. */
  InstantSource clock() {
    return () -> Instant.now().minus(behind);
  }

  /** Has them call as they would have in a month. */
  void liveThroughMonth(int servicePort) throws IOException, InterruptedException {
    port = servicePort;
    Instant now = Instant.now();
    List<Call> calls =
        ALL.stream()
            .flatMap(
                one ->
                    one.daysAgo.stream()
                        .map(
                            days ->
                                new Call(
                                    now.minus(Duration.ofHours(24L * days - random.nextInt(20))),
                                    one,
                                    address(one))))
            .sorted(Comparator.comparing(Call::at))
            .toList();
    for (Call call : calls) {
      behind = Duration.between(call.at, Instant.now());
      call(call);
    }
    behind = Duration.ZERO;
    // All but the last, which has never called, are where they were.
    for (Invented one : ALL) {
      Stream<Call> last = calls.stream().filter(call -> call.network.equals(one));
      Call latest = last.reduce((before, after) -> after).orElse(null);
      if (latest != null) {
        call(latest);
      }
    }
  }

  /** Has one of them move; says which, and what the service answered. */
  String move() throws IOException, InterruptedException {
    List<Invented> moving = ALL.stream().filter(one -> !one.daysAgo.isEmpty()).toList();
    Invented one = moving.get(random.nextInt(moving.size()));
    String from = address(one);
    return one.name + " calls from " + from + ": " + call(new Call(Instant.now(), one, from));
  }

  private String address(Invented one) {
    next = next % 230 + 1;
    return one.prefix + (one.prefix.contains(":") ? Integer.toHexString(next) + "::1" : next);
  }

  private String call(Call call) throws IOException, InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/" + call.network.token))
            .header("X-Forwarded-For", call.from)
            .build();
    return router.send(request, HttpResponse.BodyHandlers.ofString()).body().strip();
  }
}
