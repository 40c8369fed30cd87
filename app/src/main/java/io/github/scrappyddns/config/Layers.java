package io.github.scrappyddns.config;

import io.github.scrappyddns.file.PathText;
import io.github.scrappyddns.file.TextFile;
import io.github.scrappyddns.spelling.Spelling;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * The layers in which settings are found, laid over each other: the file of the current directory,
 * the file that the environment names, the environment. The later wins.
 */
final class Layers {
  private static final String PREFIX = "SCRAPPY_";
  private static final String FROM_FILE = "_FILE";
  private static final List<String> LOCAL_FILES = List.of("scrappy-ddns.conf", "scrappyddns.conf");
  private static final List<String> NAMING_FILES = List.of("SCRAPPY_DDNS_CONF", "SCRAPPYDDNS_CONF");

  private static final Pattern WORDS =
      Pattern.compile("[A-Z_]{1,40}|[a-z_]{1,40}|IPV6_[A-Z_]{1,40}");

  private static final int LARGEST_VALUE = 1 << 20;

  /** A value and where it was set. */
  record Value(String text, String where) {}

  private final Path directory;
  private final Map<Setting, Value> values = new EnumMap<>(Setting.class);
  private final List<Path> files = new ArrayList<>();
  private final List<String> problems = new ArrayList<>();
  private final List<String> warnings = new ArrayList<>();

  private Layers(Path directory) {
    this.directory = directory;
  }

  static Layers read(Path directory, Map<String, String> environment) {
    Layers layers = new Layers(directory);
    LOCAL_FILES.stream()
        .map(directory::resolve)
        .filter(Files::exists)
        .findFirst()
        .ifPresent(layers::addFile);
    NAMING_FILES.stream()
        .map(environment::get)
        .filter(name -> name != null && !name.isEmpty())
        .findFirst()
        .ifPresent(
            name ->
                PathText.under(directory, name)
                    .ifPresentOrElse(
                        layers::addFile,
                        () -> layers.problems.add(name + ": " + PathText.NOT_IN_THIS_LOCALE)));
    layers.addEnvironment(environment);
    return layers;
  }

  Optional<Value> get(Setting setting) {
    return Optional.ofNullable(values.get(setting));
  }

  /** What was read, or should have been. */
  List<Path> files() {
    return files;
  }

  List<String> problems() {
    return problems;
  }

  List<String> warnings() {
    return warnings;
  }

  private void addFile(Path file) {
    files.add(file);
    ConfigFile content = ConfigFile.read(file);
    problems.addAll(content.problems());
    for (ConfigFile.Entry entry : content.entries()) {
      if (Setting.OF_FLASK.contains(entry.key())) {
        warnings.add(
            entry.where() + ": " + entry.key() + " is a Flask setting and has no effect here");
      } else if (!set(entry.key(), entry.value(), entry.where())) {
        problems.add(
            entry.where()
                + ": unknown key "
                + shown(entry.key())
                + nearest(entry.key()).map(known -> "; did you mean " + known + "?").orElse(""));
      }
    }
  }

  private void addEnvironment(Map<String, String> environment) {
    environment.entrySet().stream()
        .filter(variable -> variable.getKey().startsWith(PREFIX))
        .filter(variable -> !NAMING_FILES.contains(variable.getKey()))
        .filter(variable -> !variable.getValue().isEmpty())
        .sorted(Map.Entry.comparingByKey())
        .forEach(
            variable -> {
              String key = variable.getKey().substring(PREFIX.length());
              boolean damaged = PathText.isDamaged(variable.getValue());
              Optional<String> value = Optional.of(variable.getValue()).filter(text -> !damaged);
              if (!set(key, value, variable.getKey())) {
                warnings.add(PREFIX + shown(key) + ": no such setting: ignored" + nearestHint(key));
              } else if (damaged) {
                problems.add(variable.getKey() + ": " + PathText.NOT_IN_THIS_LOCALE);
              }
            });
  }

  /** A key with digits in it, or one that is no word, may be a secret in the wrong place. */
  private static String shown(String key) {
    return WORDS.matcher(key).matches() ? key : "***";
  }

  private static String nearestHint(String key) {
    return nearest(key).map(known -> "; did you mean " + PREFIX + known + "?").orElse("");
  }

  /** False if the key is not known. A key's own name wins over {@code <KEY>_FILE}. */
  private boolean set(String key, Optional<String> value, String where) {
    Optional<Setting> named = Setting.named(key);
    if (named.isPresent()) {
      put(named.get(), value, where);
      return true;
    }
    if (!key.endsWith(FROM_FILE)) {
      return false;
    }
    Optional<Setting> from = Setting.named(key.substring(0, key.length() - FROM_FILE.length()));
    from.ifPresent(
        setting -> put(setting, value.flatMap(file -> content(setting, file, where)), where));
    return from.isPresent();
  }

  private void put(Setting setting, Optional<String> value, String where) {
    if (value.isPresent()) {
      values.put(setting, new Value(value.get(), where));
    } else {
      values.remove(setting);
    }
  }

  private Optional<String> content(Setting setting, String file, String where) {
    Optional<Path> named = PathText.under(directory, file);
    named.ifPresent(files::add);
    TextFile content =
        named
            .map(path -> TextFile.read(path, LARGEST_VALUE))
            .orElse(new TextFile("", Optional.of(PathText.NOT_IN_THIS_LOCALE)));
    if (content.problem().isEmpty()) {
      return Optional.of(content.text().strip());
    }
    // Somebody may have put the secret itself in the place of its file.
    String shown = setting.secret() ? "" : " (" + file + ")";
    problems.add(
        where + ": the file that it names" + shown + " cannot be read: " + content.problem().get());
    return Optional.empty();
  }

  /** The known key that was probably meant: it begins with the word, or is spelled nearly so. */
  private static Optional<String> nearest(String key) {
    String upper = key.toUpperCase(Locale.ROOT);
    List<String> known = new ArrayList<>();
    for (Setting setting : Setting.values()) {
      known.add(setting.name());
      known.add(setting.name() + FROM_FILE);
    }
    return known.stream()
        .filter(candidate -> candidate.equals(upper) || candidate.startsWith(upper + "_"))
        .findFirst()
        .or(() -> Spelling.nearest(upper, known));
  }
}
