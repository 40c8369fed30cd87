package io.github.scrappyddns.channel;

import io.github.scrappyddns.channel.url.ChannelQuery;
import io.github.scrappyddns.spelling.NameKey;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * What the owner of a channel chose in its URL: which networks, how loud, in which words.
 *
 * @param networks names, or patterns with {@code *} and {@code ?}; empty for all networks
 * @param title template of the title, if not the default
 * @param body template of the body, if not the default
 */
public record Preferences(
    List<Pattern> networks,
    Priority priority,
    Optional<QuietHours> quiet,
    Optional<String> title,
    Optional<String> body) {

  /** The keys that every channel takes. */
  public static final Set<String> OPTIONS =
      Set.of("name", "networks", "priority", "quiet", "verify", "disabletlsverification");

  /** All defaults. */
  public static final Preferences NONE = ofPriority(Priority.NORMAL);

  public static Preferences ofPriority(Priority priority) {
    return new Preferences(
        List.of(), priority, Optional.empty(), Optional.empty(), Optional.empty());
  }

  public static Preferences of(ChannelQuery query, Priority.Scale scale, ZoneId zone) {
    return new Preferences(
        query.option("networks").map(Preferences::patterns).orElse(List.of()),
        query.option("priority").map(text -> Priority.parse(text, scale)).orElse(Priority.NORMAL),
        query
            .option("quiet")
            .filter(text -> !text.equals("no"))
            .map(text -> QuietHours.parse(text, zone)),
        query.option("title"),
        query.option("body"));
  }

  /** What {@code networks=} says: names or patterns, with commas between them. */
  public static List<Pattern> patterns(String list) {
    return Stream.of(list.split(",", -1))
        .map(NameKey::of)
        .filter(glob -> !glob.isEmpty())
        .map(Preferences::pattern)
        .toList();
  }

  private static Pattern pattern(String glob) {
    String regex =
        glob.codePoints()
            .mapToObj(Character::toString)
            .map(
                letter ->
                    letter.equals("*") ? ".*" : letter.equals("?") ? "." : Pattern.quote(letter))
            .collect(Collectors.joining());
    return Pattern.compile(regex, Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE | Pattern.DOTALL);
  }

  public boolean wants(String network) {
    if (networks.isEmpty()) {
      return true;
    }
    String key = NameKey.of(network);
    return networks.stream().anyMatch(pattern -> pattern.matcher(key).matches());
  }

  public Priority priorityAt(Instant now) {
    boolean hush = priority.compareTo(Priority.LOW) > 0 && quiet.isPresent();
    return hush && quiet.get().contains(now) ? Priority.LOW : priority;
  }

  /** The alert in the owner's words. */
  public Alert reworded(Alert alert) {
    return alert.reworded(
        title.map(template -> fill(template, alert).replaceAll("\\R", " ")).orElse(alert.title()),
        body.map(template -> fill(template, alert)).orElse(alert.body()));
  }

  /** Placeholders are replaced in one pass, so that a network's name is never taken for one. */
  private static String fill(String template, Alert alert) {
    return Pattern.compile("\\{(title|headline|body)}")
        .matcher(template)
        .replaceAll(
            found ->
                Matcher.quoteReplacement(
                    switch (found.group(1)) {
                      case "title" -> alert.title();
                      case "headline" -> alert.simplified().body();
                      default -> alert.body();
                    }));
  }
}
