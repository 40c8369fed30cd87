package io.github.scrappyddns.dashboard.frame;

import gg.jte.ContentType;
import gg.jte.TemplateEngine;
import gg.jte.output.StringOutput;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.words.Words;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.Map;
import java.util.function.IntSupplier;
import org.jspecify.annotations.Nullable;

/** The printer of pages: templates that were made to Java when the program was built. */
public final class Pages {
  /** What the pages say. */
  public static final Words WORDS = Words.english("pages");

  private final TemplateEngine templates =
      TemplateEngine.createPrecompiled(
          null,
          ContentType.Html,
          Pages.class.getClassLoader(),
          "io.github.scrappyddns.dashboard.pages");

  private final InstantSource clock;
  private final ZoneId zone;
  private final IntSupplier problems;
  private final IntSupplier unread;

  /**
   * @param problems how many there are, for the number beside the way to them
   * @param unread how many alerts are, for the number beside the way to these
   */
  public Pages(InstantSource clock, ZoneId zone, IntSupplier problems, IntSupplier unread) {
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
    Times times = new Times(WORDS, zone, clock.instant());
    return new Frame(WORDS, times, request.asSent(), visitor, section, problemsNow, unreadNow);
  }

  /**
   * Prints one.
   *
   * @param model what the template calls {@code m}
   */
  public Response print(int status, String template, Frame frame, Object model) {
    StringOutput out = new StringOutput(16 * 1024);
    templates.render(template + ".jte", Map.of("f", frame, "m", model), out);
    return Answer.page(status, out.toString());
  }

  public Response print(String template, Frame frame, Object model) {
    return print(200, template, frame, model);
  }
}
