package io.github.scrappyddns.config;

import java.util.List;

/** The settings cannot be used; {@code main} prints the problems and exits with 2. */
public final class SettingsException extends Exception {
  private static final long serialVersionUID = 1;

  private final transient List<String> problems;

  /**
   * @param problems all known ones, each a sentence that names the key or file, without secrets
   */
  public SettingsException(List<String> problems) {
    super(String.join("\n", problems));
    this.problems = List.copyOf(problems);
  }

  public List<String> problems() {
    return problems;
  }
}
