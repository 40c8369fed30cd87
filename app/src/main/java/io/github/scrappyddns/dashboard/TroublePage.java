package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;

/** A page that says what went wrong, and nothing of what is here. */
public final class TroublePage {
  /** What the template shows. */
  public record Model(String title, String text) {}

  private final Pages pages;

  TroublePage(Pages pages) {
    this.pages = pages;
  }

  /**
   * The page.
   *
   * @param key of its words
   */
  Response of(Request request, int status, String key) {
    Frame frame = pages.frame(request);
    return pages.print(
        status,
        "trouble",
        frame,
        new Model(frame.say("trouble." + key), frame.say("trouble." + key + ".text")));
  }

  /** What is answered where there is no such page. */
  Response nowhere(Request request) {
    return of(request, 404, "404");
  }
}
