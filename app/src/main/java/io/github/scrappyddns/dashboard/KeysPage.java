package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.access.key.ApiKey;
import io.github.scrappyddns.access.key.ApiKey.Scope;
import io.github.scrappyddns.access.key.ApiKeys;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.dashboard.frame.Frame;
import io.github.scrappyddns.dashboard.frame.Pages;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Response;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of programs: which there are, a new one, and the end of one. */
public final class KeysPage {
  /** For how long a key may be good, in days; 0 stands for without end. */
  static final List<Integer> LIVES = List.of(0, 30, 90, 365);

  static final String PATH = "/dashboard/keys";

  /**
   * What the template shows.
   *
   * @param made the text of a key that was just made; empty otherwise
   * @param name what was typed
   * @param error what is wrong with that; may be empty
   */
  public record Model(
      List<ApiKey> keys, String made, String name, String error, int longest, List<Integer> lives) {
    /** It may hold a key. */
    @Override
    public String toString() {
      return "Model";
    }
  }

  private final ApiKeys keys;
  private final Pages pages;

  KeysPage(ApiKeys keys, Pages pages) {
    this.keys = keys;
    this.pages = pages;
  }

  Response show(Request request, Visitor visitor) {
    return show(request, visitor, 200, "", "", "");
  }

  private Response show(
      Request request, Visitor visitor, int status, String made, String name, String error) {
    return pages.print(
        status,
        "keys",
        pages.frame(request, visitor, "settings"),
        new Model(keys.all(), made, name, error, ApiKey.LONGEST_NAME, LIVES));
  }

  /** Makes a key, or ends one. */
  Response order(Request request, Visitor visitor, Form form) {
    Frame frame = pages.frame(request, visitor, "settings");
    if (form.text("do").equals("remove")) {
      form.row("key").ifPresent(id -> keys.remove(visitor, id));
      return Answer.see(frame.to(PATH.substring(1)));
    }
    String name = form.text("name").strip();
    if (!ApiKey.isName(name)) {
      String error = frame.say("keys.name.wrong", ApiKey.LONGEST_NAME);
      return show(request, visitor, 400, "", name, error);
    }
    Optional<Duration> life =
        form.number("life").filter(days -> days > 0 && days <= 365).map(Duration::ofDays);
    Scope scope = form.text("scope").equals("write") ? Scope.WRITE : Scope.READ;
    return show(request, visitor, 200, keys.make(visitor, name, scope, life).text(), "", "");
  }
}
