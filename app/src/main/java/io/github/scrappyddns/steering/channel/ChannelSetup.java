package io.github.scrappyddns.steering.channel;

import io.github.scrappyddns.channel.registry.ChannelTexts;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How a channel is set up, as a form shows it: what is secret stands there as three asterisks, and
 * stays as it is where these are left alone. Printing it shows no secret.
 */
public final class ChannelSetup {
  /** What stands for a secret. */
  public static final String HIDDEN = "***";

  private final StoredChannel row;
  private final ChannelForm form;
  private final Map<String, String> texts;
  private final Map<String, String> shown;

  private ChannelSetup(
      StoredChannel row, ChannelForm form, Map<String, String> texts, Map<String, String> shown) {
    this.row = row;
    this.form = form;
    this.texts = texts;
    this.shown = shown;
  }

  static ChannelSetup of(StoredChannel row, String url) {
    String plain = ChannelTexts.without(url, "name", "networks");
    ChannelForm form =
        KnownForms.ALL.stream()
            .filter(one -> one.kind().equals(row.kind()) && makesAgain(one, plain))
            .findFirst()
            .orElse(KnownForms.BY_URL);
    Map<String, String> texts = form.read(plain);
    Map<String, String> shown = new HashMap<>(texts);
    for (ChannelForm.Field field : form.fields()) {
      if (field.secret() && !shown.getOrDefault(field.key(), "").isEmpty()) {
        boolean whole = field.part() == ChannelForm.Part.WHOLE;
        shown.put(field.key(), whole ? ChannelTexts.printed(plain) : HIDDEN);
      }
    }
    return new ChannelSetup(row, form, texts, Map.copyOf(shown));
  }

  /** Options that a form does not know would be lost with it. */
  private static boolean makesAgain(ChannelForm form, String url) {
    try {
      return form.url(form.read(url)).equals(url);
    } catch (ChannelUrlException e) {
      return false;
    }
  }

  public long id() {
    return row.id();
  }

  public String name() {
    return row.name();
  }

  /** Which networks it is told of, as typed; empty for all. */
  public String networks() {
    return row.networks();
  }

  public ChannelForm form() {
    return form;
  }

  /** What its fields show. */
  public Map<String, String> shown() {
    return shown;
  }

  /**
   * The first secret that was left alone though it would go to another server. Whoever can open the
   * form may not know it, and must not learn it by having it sent to a server of their own.
   *
   * @throws ChannelUrlException if the fields make no URL
   */
  Optional<ChannelForm.Field> exposed(Map<String, String> typed) {
    if (form.destination(url(typed)).equals(form.destination(form.url(texts)))) {
      return Optional.empty();
    }
    return form.fields().stream()
        .filter(field -> field.secret() && isLeftAlone(field, typed))
        .findFirst();
  }

  private boolean isLeftAlone(ChannelForm.Field field, Map<String, String> typed) {
    String before = shown.getOrDefault(field.key(), "");
    return !before.isEmpty() && before.equals(typed.getOrDefault(field.key(), "").strip());
  }

  /** The URL that the fields make once somebody has changed some of them. */
  String url(Map<String, String> typed) {
    Map<String, String> all = new HashMap<>(typed);
    for (ChannelForm.Field field : form.fields()) {
      if (isLeftAlone(field, typed)) {
        all.put(field.key(), texts.getOrDefault(field.key(), ""));
      }
    }
    return form.url(all);
  }

  @Override
  public String toString() {
    return row.name();
  }
}
