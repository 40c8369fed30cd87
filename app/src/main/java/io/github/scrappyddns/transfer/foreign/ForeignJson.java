package io.github.scrappyddns.transfer.foreign;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.github.scrappyddns.client.Access;
import java.time.Duration;
import java.util.List;

/** The exports of two programs that wait for calls, too: Healthchecks and Uptime Kuma. */
final class ForeignJson {
  private static final JsonMapper MAPPER = new JsonMapper();

  /** Healthchecks' own, where an account says nothing else. */
  private static final long USUAL_TIMEOUT = 86_400;

  private static final long USUAL_GRACE = 3_600;
  private static final long USUAL_INTERVAL = 60;
  private static final long LONGEST = 366L * 86_400;

  private ForeignJson() {}

  static JsonNode read(String text) throws ForeignException {
    try {
      JsonNode node = MAPPER.readTree(text);
      return node == null ? MAPPER.missingNode() : node;
    } catch (JsonProcessingException e) {
      throw new ForeignException(
          "it looks like JSON and is none: line "
              + e.getLocation().getLineNr()
              + ", column "
              + e.getLocation().getColumnNr());
    }
  }

  /** The checks of Healthchecks' API, of its versions 1 to 3. */
  static boolean isOfHealthchecks(JsonNode all) {
    return all.path("checks").isArray();
  }

  /** A check is down once its period and its grace are over. */
  static void healthchecks(JsonNode all, NewNetworks made) {
    for (JsonNode check : all.path("checks")) {
      String name = first(check, "name", "slug", "unique_key");
      boolean scheduled = check.hasNonNull("schedule");
      long timeout = seconds(check, "timeout", USUAL_TIMEOUT);
      long grace = seconds(check, "grace", USUAL_GRACE);
      boolean paused = check.path("status").asText().equals("paused");
      Access access =
          made.add(
              name.isEmpty() ? "Check" : name,
              paused,
              scheduled ? Duration.ZERO : Duration.ofSeconds(timeout + grace),
              List.of());
      String old = first(check, "ping_url", "unique_key");
      made.remark(
          access.network() + ": " + url(access) + (old.isEmpty() ? "" : " in place of " + old));
      if (scheduled) {
        made.remark(
            access.network()
                + " was expected by a schedule ("
                + check.path("schedule").asText()
                + "), which there is none of here: choose after how long it is silent");
      }
      if (!check.path("tags").asText().isBlank()) {
        made.remark(access.network() + ": left out are its tags, " + check.path("tags").asText());
      }
    }
    made.remark("Integrations are left out: add the channels that are to be told.");
    made.remark(
        "Calls that say /start, /fail, /log or an exit status mean nothing here: each is a check-in,"
            + " so call the URL as it stands above.");
  }

  /** A backup of Uptime Kuma's. */
  static boolean isOfUptimeKuma(JsonNode all) {
    return all.path("monitorList").isArray();
  }

  /** A monitor is down after its interval, and as many retries as it has. */
  static void uptimeKuma(JsonNode all, NewNetworks made) {
    int others = 0;
    for (JsonNode monitor : all.path("monitorList")) {
      if (!monitor.path("type").asText().equals("push")) {
        others++;
        continue;
      }
      long interval = seconds(monitor, "interval", USUAL_INTERVAL);
      long retry = seconds(monitor, "retryInterval", interval);
      long retries = Math.min(Math.max(monitor.path("maxretries").asLong(), 0), 1_000);
      long silentAfter = Math.min(interval + retries * retry, LONGEST);
      JsonNode active = monitor.path("active");
      boolean paused = !active.isMissingNode() && !active.isNull() && !active.asBoolean(true);
      String name = first(monitor, "name");
      Access access =
          made.add(
              name.isEmpty() ? "Monitor" : name,
              paused,
              Duration.ofSeconds(silentAfter),
              List.of());
      String old = first(monitor, "pushToken");
      made.remark(
          access.network()
              + ": "
              + url(access)
              + (old.isEmpty() ? "" : " in place of /api/push/" + old));
      if (monitor.path("upsideDown").asBoolean()) {
        made.remark(access.network() + " was upside down, which there is none of here");
      }
    }
    if (others > 0) {
      made.remark("Left out are " + others + " monitors that are not of the type push.");
    }
    if (!all.path("notificationList").isEmpty()) {
      made.remark("Notifications are left out: add the channels that are to be told.");
    }
    made.remark("What a call says in status=, msg= and ping= means nothing here.");
  }

  private static String url(Access access) {
    return access.server() + "/" + access.token();
  }

  private static long seconds(JsonNode node, String member, long usual) {
    long seconds = node.path(member).asLong(usual);
    return seconds <= 0 ? usual : Math.min(seconds, LONGEST);
  }

  /** The first of some members that says anything. */
  private static String first(JsonNode node, String... members) {
    for (String member : members) {
      String text = node.path(member).isValueNode() ? node.path(member).asText("").strip() : "";
      if (!text.isEmpty() && !text.equals("null")) {
        return text;
      }
    }
    return "";
  }
}
