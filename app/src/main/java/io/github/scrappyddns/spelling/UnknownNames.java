package io.github.scrappyddns.spelling;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/** What is wrong with a setting that names networks which there are not: it would do nothing. */
public final class UnknownNames {
  private UnknownNames() {}

  /**
   * Says it, and which name was probably meant.
   *
   * @param key of the setting
   * @param named in it
   * @param networks the names of the networks that there are
   */
  public static List<String> problems(
      String key, Collection<String> named, Collection<String> networks) {
    Map<String, String> known = new LinkedHashMap<>();
    networks.forEach(name -> known.putIfAbsent(NameKey.of(name), name));
    List<String> problems = new ArrayList<>();
    for (String name : new TreeSet<>(named)) {
      if (!known.containsKey(NameKey.of(name))) {
        String meant =
            Spelling.nearest(name, known.values())
                .map(near -> ": did you mean '" + near + "'?")
                .orElse(": write a name as it stands in the token list");
        problems.add(key + ": there is no network called '" + name + "'" + meant);
      }
    }
    return problems;
  }
}
