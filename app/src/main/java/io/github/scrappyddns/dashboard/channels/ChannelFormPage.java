package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.steering.channel.ChannelForm;
import io.github.scrappyddns.steering.channel.ChannelOutcome;
import io.github.scrappyddns.steering.channel.ChannelOutcome.Refusal;
import io.github.scrappyddns.steering.channel.ChannelSetup;
import io.github.scrappyddns.steering.channel.KnownForms;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The form of one kind of channel, with what was wrong beside the field that it is about. */
public final class ChannelFormPage {
  /**
   * A field.
   *
   * @param type of the input
   * @param error what is wrong with it; empty where nothing is
   */
  public record Field(
      String name,
      String label,
      String hint,
      String type,
      String value,
      boolean required,
      String error) {}

  /** Another kind that one could choose. */
  public record Kind(String id, String title, boolean chosen) {}

  /**
   * What the template shows.
   *
   * @param kinds those to choose from; none where a channel is changed
   * @param id of the kind
   * @param channel the name of the one that is changed; empty for a new one
   * @param error what is wrong with none of the fields; empty where nothing is
   * @param action where the form goes
   * @param back where one goes who does not want to
   * @param first whether it is one of the first steps
   */
  public record Model(
      List<Kind> kinds,
      String id,
      String channel,
      String text,
      List<Field> fields,
      String error,
      String action,
      String back,
      boolean first) {}

  /** What is wrong, and where: the key of a field, or none. */
  record Trouble(String field, String text) {
    static final Trouble NONE = new Trouble("", "");
  }

  private static final String NAME = "name";
  private static final String NETWORKS = "networks";

  private ChannelFormPage() {}

  /** The texts of a form's fields as they were typed. */
  static Map<String, String> typed(ChannelForm form, Form sent) {
    Map<String, String> typed = new HashMap<>();
    for (ChannelForm.Field field : form.fields()) {
      typed.put(field.key(), sent.text("f." + field.key()));
    }
    return typed;
  }

  /** What keeps a form from being an order. */
  static Optional<Trouble> incomplete(Frame frame, ChannelForm form, Map<String, String> typed) {
    return form.missing(typed)
        .map(field -> new Trouble(field.key(), frame.say("channel.required")));
  }

  /** Why an order was not obeyed. */
  static Trouble refused(
      Frame frame, ChannelForm form, ChannelOutcome outcome, Map<String, String> typed) {
    Refusal refusal = outcome.refusal().orElseThrow();
    String text = frame.say("channel.refused." + refusal, outcome.detail());
    return switch (refusal) {
      case NAME_TAKEN -> new Trouble(NAME, text);
      case BAD_URL -> {
        String usage =
            form.equals(KnownForms.BY_URL)
                ? KnownForms.usage(typed.getOrDefault("url", ""))
                    .map(known -> " " + frame.say("channel.usage", known))
                    .orElse("")
                : "";
        yield new Trouble(form.troubled(outcome.detail()).key(), text + usage);
      }
      case SECRET_NEEDED -> new Trouble(outcome.detail(), text);
      case UNFIT_KEY, GONE -> new Trouble("", text);
    };
  }

  static Model forNew(
      Frame frame,
      ChannelForm form,
      Map<String, String> texts,
      String name,
      String networks,
      Trouble trouble,
      boolean first) {
    List<Kind> kinds =
        KnownForms.ALL.stream()
            .map(
                kind ->
                    new Kind(kind.id(), frame.say("channel.kind." + kind.id()), kind.equals(form)))
            .toList();
    List<Field> fields = fields(frame, form, texts, trouble);
    fields.add(general(frame, NAME, name, trouble));
    fields.add(general(frame, NETWORKS, networks, trouble));
    return new Model(
        kinds,
        form.id(),
        "",
        frame.say("channel.kind." + form.id() + ".text"),
        fields,
        trouble.field.isEmpty() ? trouble.text : "",
        frame.to("dashboard/channels/new"),
        frame.to(first ? "dashboard/start" : "dashboard/channels"),
        first);
  }

  static Model forChange(
      Frame frame,
      ChannelSetup setup,
      Map<String, String> texts,
      String networks,
      Trouble trouble,
      boolean first) {
    ChannelForm form = setup.form();
    List<Field> fields = fields(frame, form, texts, trouble);
    fields.add(general(frame, NETWORKS, networks, trouble));
    return new Model(
        List.of(),
        form.id(),
        setup.name(),
        frame.say("channel.change.text"),
        fields,
        trouble.field.isEmpty() ? trouble.text : "",
        frame.to("dashboard/channels/" + setup.id()),
        frame.to(first ? "dashboard/start" : "dashboard/channels"),
        first);
  }

  private static List<Field> fields(
      Frame frame, ChannelForm form, Map<String, String> texts, Trouble trouble) {
    List<Field> fields = new ArrayList<>();
    for (ChannelForm.Field field : form.fields()) {
      String key = "channel.field." + form.id() + "." + field.key();
      boolean password = field.part() == ChannelForm.Part.PASSWORD;
      String text = texts.getOrDefault(field.key(), field.preset());
      fields.add(
          new Field(
              "f." + field.key(),
              frame.say(key),
              frame.say(key + ".hint"),
              password ? "password" : "text",
              // A password that was typed is not sent back; what stands for one is.
              password && !text.equals(ChannelSetup.HIDDEN) ? "" : text,
              field.required(),
              trouble.field.equals(field.key()) ? trouble.text : ""));
    }
    return fields;
  }

  private static Field general(Frame frame, String name, String value, Trouble trouble) {
    return new Field(
        name,
        frame.say("channel.field." + name),
        frame.say("channel.field." + name + ".hint"),
        "text",
        value,
        false,
        trouble.field.equals(name) ? trouble.text : "");
  }
}
