package io.github.scrappyddns.dashboard;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.dashboard.frame.Answer;
import io.github.scrappyddns.database.BackupCopy;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Response;
import io.github.scrappyddns.view.NetworkViews;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What a browser may store: the history of a network, and a backup. */
final class Downloads {
  private static final Pattern HISTORY = Pattern.compile("(\\d{1,18})\\.(csv|json)");

  private final NetworkViews networks;
  private final HistoryFile history;
  private final BackupCopy backup;
  private final Audit audit;

  Downloads(NetworkViews networks, BackupCopy backup, Audit audit) {
    this.networks = networks;
    this.history = new HistoryFile(networks);
    this.backup = backup;
    this.audit = audit;
  }

  /** Whether a name is that of a file with a network's history: its number, and a kind. */
  static boolean isHistory(String name) {
    return HISTORY.matcher(name).matches();
  }

  /** Such a file; empty where there is no such network. */
  Optional<Response> history(String name, Form query) {
    Matcher file = HISTORY.matcher(name);
    return file.matches()
        ? networks
            .one(Long.parseLong(file.group(1)))
            .map(
                network ->
                    history.of(network, file.group(2), NetworkDetail.Range.of(query.text("range"))))
        : Optional.empty();
  }

  /** A backup; empty where another one is being made just now. */
  Optional<Response> backup(Visitor visitor) {
    try {
      Optional<BackupCopy.Copy> made = backup.make();
      made.ifPresent(copy -> audit.note(visitor, Deed.TOOK_BACKUP, ""));
      return made.map(
          copy ->
              Answer.download(
                  BackupCopy.TYPE,
                  copy.name(),
                  new Response.Download(copy.content(), copy.length())));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
