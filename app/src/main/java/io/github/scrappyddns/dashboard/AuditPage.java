package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry;
import io.github.scrappyddns.http.Form;
import java.util.List;

/** The list of what people did. */
public final class AuditPage {
  private static final int PAGE = 50;

  /**
   * What the template shows.
   *
   * @param newest whether this is the first page
   */
  public record Model(List<AuditEntry> entries, boolean newest) {
    public boolean older() {
      return entries.size() == PAGE;
    }

    public String olderLink() {
      return "?before=" + entries.get(entries.size() - 1).id();
    }
  }

  private AuditPage() {}

  static Model model(Audit audit, Form query) {
    long before = query.row("before").orElse(Long.MAX_VALUE);
    return new Model(audit.page(before, PAGE), before == Long.MAX_VALUE);
  }
}
