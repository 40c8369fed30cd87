package io.github.scrappyddns.dashboard.channels;

import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.channels.ChannelFormPage.Trouble;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.steering.channel.ChannelForm;
import io.github.scrappyddns.steering.channel.ChannelOutcome;
import io.github.scrappyddns.steering.channel.ChannelSetup;
import io.github.scrappyddns.steering.channel.KnownForms;
import io.github.scrappyddns.view.ChannelView;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The forms that set a channel up, change it and let it go: as pages, and what they order. */
public final class ChannelForms {
  /**
   * What is asked before a channel goes.
   *
   * @param waiting how many networks wait to be told of; 0 where none does
   */
  public record RemovalModel(ChannelView channel, String loss, int waiting) {}

  private static final String NEW = "/new";
  private static final Pattern ONE = Pattern.compile("/([1-9]\\d{0,17})(/remove)?");

  private final ChannelParts parts;
  private final OrderAnswers answers;

  ChannelForms(ChannelParts parts, OrderAnswers answers) {
    this.parts = parts;
    this.answers = answers;
  }

  /**
   * A form; empty where there is none.
   *
   * @param path below that of the list
   */
  Optional<Response> page(Frame frame, String path, Form query) {
    boolean first = query.value("first").isPresent();
    if (path.equals(NEW)) {
      ChannelForm form = kind(query);
      return Optional.of(
          form(
              200,
              frame,
              ChannelFormPage.forNew(frame, form, Map.of(), "", "", Trouble.NONE, first)));
    }
    Matcher one = ONE.matcher(path);
    if (!one.matches()) {
      return Optional.empty();
    }
    long id = Long.parseLong(one.group(1));
    return one.group(2) == null
        ? parts.book().setup(id).map(setup -> unchanged(frame, setup, first))
        : parts.views().numbered(id).map(channel -> removal(frame, channel));
  }

  /** The form of a kind that somebody has chosen, or of the first one. */
  private static ChannelForm kind(Form chosen) {
    return KnownForms.find(chosen.text("kind")).orElse(KnownForms.ALL.get(0));
  }

  private Response unchanged(Frame frame, ChannelSetup setup, boolean first) {
    return form(
        200,
        frame,
        ChannelFormPage.forChange(
            frame, setup, setup.shown(), setup.networks(), Trouble.NONE, first));
  }

  private Response form(int status, Frame frame, ChannelFormPage.Model model) {
    return parts.pages().print(status, "channel", frame, model);
  }

  private Response removal(Frame frame, ChannelView channel) {
    String loss =
        channel.waiting() == 0
            ? frame.say("channel.remove.nothing")
            : frame.count("channel.remove.loss", channel.waiting());
    return parts
        .pages()
        .print("removal", frame, new RemovalModel(channel, loss, channel.waiting()));
  }

  /**
   * Carries out what a form orders; empty where there is no such form, or no such channel.
   *
   * @param path below that of the list
   */
  Optional<CompletableFuture<Response>> order(
      Frame frame, Visitor visitor, String path, Form sent) {
    if (path.equals(NEW)) {
      return Optional.of(add(frame, visitor, sent));
    }
    Matcher one = ONE.matcher(path);
    if (!one.matches()) {
      return Optional.empty();
    }
    long id = Long.parseLong(one.group(1));
    return one.group(2) == null
        ? parts.book().setup(id).map(setup -> change(frame, visitor, setup, sent))
        : Optional.of(done(remove(frame, visitor, id)));
  }

  private CompletableFuture<Response> add(Frame frame, Visitor visitor, Form sent) {
    ChannelForm form = kind(sent);
    boolean first = !sent.text("first").isEmpty();
    String networks = sent.text("networks");
    Map<String, String> typed = ChannelFormPage.typed(form, sent);
    Trouble trouble = ChannelFormPage.incomplete(frame, form, typed).orElse(Trouble.NONE);
    if (trouble.equals(Trouble.NONE)) {
      ChannelOutcome outcome = parts.book().add(form.url(typed), sent.text("name"), networks);
      if (outcome.isDone()) {
        parts.audit().note(visitor, Deed.ADDED_CHANNEL, outcome.name());
        return answers.tested(frame, outcome.name(), first);
      }
      trouble = ChannelFormPage.refused(frame, form, outcome, typed);
    }
    return done(
        form(
            400,
            frame,
            ChannelFormPage.forNew(
                frame, form, typed, sent.text("name"), networks, trouble, first)));
  }

  private CompletableFuture<Response> change(
      Frame frame, Visitor visitor, ChannelSetup setup, Form sent) {
    ChannelForm form = setup.form();
    boolean first = !sent.text("first").isEmpty();
    String networks = sent.text("networks");
    Map<String, String> typed = ChannelFormPage.typed(form, sent);
    Trouble trouble = ChannelFormPage.incomplete(frame, form, typed).orElse(Trouble.NONE);
    if (trouble.equals(Trouble.NONE)) {
      ChannelOutcome outcome = parts.book().change(setup.id(), typed, networks);
      if (outcome.isDone()) {
        parts.audit().note(visitor, Deed.CHANGED_CHANNEL, outcome.name());
        return first
            ? answers.tested(frame, outcome.name(), true)
            : done(answers.see(frame, "changed", outcome.name()));
      }
      trouble = ChannelFormPage.refused(frame, form, outcome, typed);
    }
    return done(
        form(400, frame, ChannelFormPage.forChange(frame, setup, typed, networks, trouble, first)));
  }

  private Response remove(Frame frame, Visitor visitor, long id) {
    ChannelOutcome outcome = parts.book().remove(id);
    if (outcome.isDone()) {
      parts.audit().note(visitor, Deed.REMOVED_CHANNEL, outcome.name());
    }
    return answers.see(frame, "removed", outcome.name());
  }

  private static CompletableFuture<Response> done(Response response) {
    return CompletableFuture.completedFuture(response);
  }
}
