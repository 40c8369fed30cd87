package io.github.scrappyddns.channel.program;

import static java.nio.file.LinkOption.NOFOLLOW_LINKS;

import java.io.IOException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * The way to a file as the system goes it: each directory, each link, and what lies at its end.
 *
 * <p>It is safe where all of them belong to root or to one user, and nobody else may write to them:
 * then nobody else decides where it ends, now or later. Where the sticky bit is set, as on {@code
 * /tmp}, others may add to a directory, but cannot touch an entry that is there and not theirs.
 */
final class Way {
  private static final int MOST_LINKS = 40; // As in Linux, path_resolution(7).
  private static final int ROOT = 0;

  /** The file's type within its mode, inode(7). */
  private static final int TYPE = 0170000;

  private static final int LINK = 0120000;
  private static final int DIRECTORY = 0040000;
  private static final int STICKY = 01000;
  private static final int GROUP_WRITES = 0020;
  private static final int OTHERS_WRITE = 0002;

  private final int user;
  private final Deque<Path> ahead = new ArrayDeque<>();
  private Path here;
  private Optional<String> fault = Optional.empty();

  private Way(Path root, int user) {
    this.here = root;
    this.user = user;
  }

  /**
   * Goes as far as it is safe.
   *
   * @param path an absolute one
   * @param user the number of the one who is trusted beside root
   * @throws IOException where something is not there or may not be seen
   * @throws UnsupportedOperationException on a system that knows neither owners nor modes
   */
  static Way to(Path path, int user) throws IOException {
    Way way = new Way(Objects.requireNonNull(path.getRoot()), user);
    way.look(way.here);
    way.ahead(path);
    way.go(path);
    return way;
  }

  /** Where it ends: without a link, and as safe as the way. */
  Path end() {
    return here;
  }

  /** Why somebody else decides where it ends, and what helps; empty where it is safe. */
  Optional<String> fault() {
    return fault;
  }

  private void go(Path path) throws IOException {
    int links = 0;
    while (fault.isEmpty() && !ahead.isEmpty()) {
      String step = ahead.pop().toString();
      if (step.equals("..")) {
        here = Objects.requireNonNullElse(here.getParent(), here);
        continue;
      }
      Path next = here.resolve(step).normalize();
      if ((look(next) & TYPE) != LINK) {
        here = next;
      } else if (links++ < MOST_LINKS) {
        follow(Files.readSymbolicLink(next));
      } else {
        throw new FileSystemLoopException(path.toString());
      }
    }
  }

  private void follow(Path target) {
    if (target.isAbsolute()) {
      here = target.getRoot();
    }
    ahead(target);
  }

  private void ahead(Path path) {
    for (int i = path.getNameCount() - 1; i >= 0; i--) {
      ahead.push(path.getName(i));
    }
  }

  /** Gives the mode. */
  private int look(Path place) throws IOException {
    Map<String, Object> seen = Files.readAttributes(place, "unix:mode,uid", NOFOLLOW_LINKS);
    int mode = number(seen, "mode");
    int owner = number(seen, "uid");
    if (owner != ROOT && owner != user) {
      fault = Optional.of(ownedByAnother(place));
    } else if ((mode & TYPE) != LINK && othersWrite(mode)) {
      fault = Optional.of(writtenByOthers(place, mode));
    }
    return mode;
  }

  private static int number(Map<String, Object> seen, String name) {
    return (Integer) Objects.requireNonNull(seen.get(name));
  }

  /** The group as well: its bits also stand for what an access list allows, acl(5). */
  private static boolean othersWrite(int mode) {
    boolean harmless = (mode & TYPE) == DIRECTORY && (mode & STICKY) != 0;
    return !harmless && (mode & (GROUP_WRITES | OTHERS_WRITE)) != 0;
  }

  private static String ownedByAnother(Path place) throws IOException {
    return place
        + " belongs to "
        + Files.getOwner(place, NOFOLLOW_LINKS).getName()
        + ", who so decides what this service runs: chown -h root";
  }

  private static String writtenByOthers(Path place, int mode) {
    String who = (mode & OTHERS_WRITE) != 0 ? "everybody on this machine" : "a group";
    return who + " may change " + place + ", and so decide what this service runs: chmod go-w";
  }
}
