package io.github.scrappyddns.transfer;

import static io.github.scrappyddns.transfer.Cursor.expect;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.RegistryTable;
import io.github.scrappyddns.network.TokenDigest;
import io.github.scrappyddns.spelling.NameKey;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Who reads one network of the file. Used once. */
final class NetworkReader {
  private static final int MOST_TOKENS = 1_000;
  private static final int MOST_EVENTS = 100_000;
  private static final Pattern SHA_256 = Pattern.compile("[0-9a-f]{64}");

  private final Cursor cursor;
  private final Instant now;
  private @Nullable String name;
  private boolean listed;
  private boolean paused;
  private long silentAfter = NetworkSettings.AS_SETTINGS_SAY;
  private long maintenanceUntil;
  private final List<NetworkCopy.Token> tokens = new ArrayList<>(1);
  private final List<NetworkCopy.Address> addresses = new ArrayList<>(2);
  private final List<NetworkCopy.Happening> history = new ArrayList<>();

  NetworkReader(Cursor cursor, Instant now) {
    this.cursor = cursor;
    this.now = now;
  }

  NetworkCopy read(String place) throws IOException, DocumentException {
    cursor.object(place, this::member);
    if (name == null) {
      throw new DocumentException(place + ".name", "missing");
    }
    return new NetworkCopy(
        name,
        listed,
        new NetworkSettings(paused, silentAfter, maintenanceUntil),
        tokens,
        addresses,
        history);
  }

  private boolean member(String member, String place) throws IOException, DocumentException {
    switch (member) {
      case "name" -> name = name(place);
      case "from" -> listed = isListed(place);
      case "paused" -> paused = cursor.truth(place);
      case "silent_after" -> silentAfter = silentAfter(place);
      case "maintenance_until" -> maintenanceUntil = cursor.time(place).toEpochMilli();
      case "tokens" -> cursor.list(place, MOST_TOKENS, there -> tokens.add(token(there)));
      case "addresses" -> {
        Set<Family> families = EnumSet.noneOf(Family.class);
        cursor.list(
            place,
            Family.values().length,
            there -> {
              NetworkCopy.Address one = address(there);
              expect(families.add(one.address().family()), there, "a second one of its family");
              addresses.add(one);
            });
      }
      case "history" -> cursor.list(place, MOST_EVENTS, there -> history.add(event(there)));
      default -> {
        return false;
      }
    }
    return true;
  }

  private String name(String place) throws IOException, DocumentException {
    String text = cursor.text(place, Network.LONGEST_NAME).strip();
    expect(!NameKey.of(text).isEmpty(), place, "empty");
    expect(Network.isName(text), place, "holds characters that no one can read");
    return text;
  }

  private boolean isListed(String place) throws IOException, DocumentException {
    String from = cursor.text(place, 20);
    expect(
        from.equals("token list") || from.equals("dashboard"),
        place,
        "neither \"token list\" nor \"dashboard\"");
    return from.equals("token list");
  }

  private long silentAfter(String place) throws IOException, DocumentException {
    String text = cursor.text(place, 40);
    if (text.equals(DocumentWriter.NEVER)) {
      return NetworkSettings.NEVER_SILENT;
    }
    String otherwise = "neither \"never\" nor a time like \"PT1H30M\"";
    try {
      long millis = Duration.parse(text).toMillis();
      expect(millis > 0, place, otherwise);
      return millis;
    } catch (DateTimeException | ArithmeticException e) {
      throw new DocumentException(place, otherwise);
    }
  }

  private NetworkCopy.Token token(String place) throws IOException, DocumentException {
    Part part = new Part();
    cursor.object(
        place,
        (member, there) -> {
          switch (member) {
            case "sha256" -> part.text = cursor.text(there, 64);
            case "start" -> part.start = cursor.text(there, 10);
            case "created_at" -> part.since = cursor.time(there);
            case "ends_at" -> part.at = end(there);
            default -> {
              return false;
            }
          }
          return true;
        });
    expect(SHA_256.matcher(part.text).matches(), place + ".sha256", "not 64 hexadecimal digits");
    return new NetworkCopy.Token(
        TokenDigest.ofHex(part.text),
        part.start,
        Optional.ofNullable(part.since),
        Optional.ofNullable(part.at));
  }

  private Instant end(String place) throws IOException, DocumentException {
    Instant end = cursor.time(place);
    Duration furthest = RegistryTable.LONGEST_OVERLAP;
    expect(
        !end.isAfter(now.plus(furthest)),
        place,
        "more than " + furthest.toDays() + " days ahead: such a token counts as ended");
    return end;
  }

  private NetworkCopy.Address address(String place) throws IOException, DocumentException {
    Part part = new Part();
    cursor.object(
        place,
        (member, there) -> {
          switch (member) {
            case "address" -> part.current = cursor.address(there);
            case "since" -> part.since = cursor.time(there);
            case "last_seen" -> part.at = cursor.time(there);
            default -> {
              return false;
            }
          }
          return true;
        });
    Instant since = present(part.since, place + ".since");
    return new NetworkCopy.Address(
        present(part.current, place + ".address"), since, part.at == null ? since : part.at);
  }

  private NetworkCopy.Happening event(String place) throws IOException, DocumentException {
    Part part = new Part();
    cursor.object(
        place,
        (member, there) -> {
          switch (member) {
            case "kind" -> part.kind = kind(there);
            case "address" -> part.current = cursor.address(there);
            case "at" -> part.at = cursor.time(there);
            case "previous" -> part.previous = cursor.address(there);
            case "previous_since" -> part.since = cursor.time(there);
            default -> {
              return false;
            }
          }
          return true;
        });
    Event.Kind kind = present(part.kind, place + ".kind");
    PublicAddress current = present(part.current, place + ".address");
    PublicAddress previous = part.previous;
    boolean first = kind == Event.Kind.FIRST_SEEN || kind == Event.Kind.TAKEN_OVER;
    expect(first || previous != null, place + ".previous", "missing");
    expect(
        previous == null || previous.family() == current.family(),
        place + ".previous",
        "of another family than the address");
    expect(
        (previous == null) == (part.since == null),
        place + ".previous_since",
        "must stand beside the previous address");
    return new NetworkCopy.Happening(
        kind, previous, part.since, current, present(part.at, place + ".at"));
  }

  private Event.Kind kind(String place) throws IOException, DocumentException {
    String text = cursor.text(place, 40);
    for (Event.Kind kind : Event.Kind.values()) {
      if (kind.name().toLowerCase(Locale.ROOT).equals(text)) {
        return kind;
      }
    }
    throw new DocumentException(place, "no kind of event");
  }

  private static <T> T present(@Nullable T value, String place) throws DocumentException {
    if (value == null) {
      throw new DocumentException(place, "missing");
    }
    return value;
  }

  /** What was read of an element so far. */
  private static final class Part {
    String text = "";
    String start = "";
    Event.@Nullable Kind kind;
    @Nullable PublicAddress current;
    @Nullable PublicAddress previous;
    @Nullable Instant since;
    @Nullable Instant at;
  }
}
