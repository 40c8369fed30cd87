package io.github.scrappyddns.dashboard.frame;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.words.Language;
import io.github.scrappyddns.words.Words;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The printer of pages: templates that were made to Java when the program was built. */
public final class Pages {
  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          Pages.class.getClassLoader(),
          "io.github.scrappyddns.dashboard.pages");

  private final Language language;
  private final InstantSource clock;
  private final ZoneId zone;
  private final IntSupplier problems;
  private final IntSupplier unread;

  /**
   * @param language for browsers that ask for none that there is
   * @param problems how many there are, for the number beside the way to them
   * @param unread how many alerts are, for the number beside the way to these
   */
  public Pages(
      Language language,
      InstantSource clock,
      ZoneId zone,
      IntSupplier problems,
      IntSupplier unread) {
    this.language = language;
    this.clock = clock;
    this.zone = zone;
    this.problems = problems;
    this.unread = unread;
  }

  /** The frame of a page for who is signed in. */
  public Frame frame(Request request, Visitor visitor, String section) {
    return frame(request, visitor, section, problems.getAsInt(), unread.getAsInt());
  }

  /** The frame of a page that anybody may see. */
  public Frame frame(Request request) {
    return frame(request, null, "", 0, 0);
  }

  private Frame frame(
      Request request, @Nullable Visitor visitor, String section, int problemsNow, int unreadNow) {
    Words words =
        Words.ofPages(Language.wished(request.headers().values("Accept-Language"), language));
    Times times = new Times(words, zone, clock.instant());
    return new Frame(words, times, request.asSent(), visitor, section, problemsNow, unreadNow);
  }

  /**
   * Prints one.
   *
   * @param model what the template calls {@code m}
   */
  public Response print(int status, String template, Frame frame, Object model) {
    StringOutput out = new StringOutput(16 * 1024);
    templates.render(template + ".jte", Map.of("f", frame, "m", model), out);
    return Answer.page(status, frame.language(), out.toString());
  }

  public Response print(String template, Frame frame, Object model) {
    return print(200, template, frame, model);
  }
}
