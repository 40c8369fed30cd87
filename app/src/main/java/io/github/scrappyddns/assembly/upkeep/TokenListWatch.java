package io.github.scrappyddns.assembly.upkeep;

import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.network.Networks;
import io.github.scrappyddns.network.TokenList;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A watch that puts an edited token list into force without a restart. Used by one thread at a
 * time, but for {@link #warning}.
 */
public final class TokenListWatch {
  private static final Logger LOG = LoggerFactory.getLogger(TokenListWatch.class);

  private final Path file;
  private final Supplier<TokenList> reading;
  private final Consumer<TokenList> enrollment;
  private final Networks networks;
  private final FileWatch watch;
  private int tokens;
  private volatile String warning = "";
  private volatile boolean restless;

  /**
   * @param reading reads the file
   * @param networks those in force
   * @param inForce the list that is in force
   */
  public TokenListWatch(
      Path file,
      Supplier<TokenList> reading,
      Consumer<TokenList> enrollment,
      Networks networks,
      TokenList inForce) {
    this.file = file;
    this.reading = reading;
    this.enrollment = enrollment;
    this.networks = networks;
    this.watch = new FileWatch(inForce.stamp(), file);
    this.tokens = inForce.entries().size();
  }

  /** What health says while the file is not what is in force; it names no path. */
  public Optional<String> warning() {
    String text =
        restless
            ? "token list: it changes all the time, so its last edit is not in force"
            : warning;
    return Optional.of(text).filter(told -> !told.isEmpty());
  }

  /** Reads the list, edited or not. */
  public void readAnew() {
    watch.demand();
    look();
  }

  /** Looks once. */
  public void look() {
    if (watch.edited()) {
      read();
    }
    restless = watch.restless();
  }

  private void read() {
    TokenList list = reading.get();
    if (!watch.stand()) {
      // Somebody wrote while we read: a list that is being rewritten may have looked empty.
      return;
    }
    int lost = tokens - (int) list.entries().stream().filter(this::isInForce).count();
    List<String> problems = problems(list, lost);
    if (problems.isEmpty()) {
      takeOver(list, lost);
    } else {
      warning = "token list: its last edit was not taken over, the log says why";
      problems.forEach(problem -> LOG.error("Token list not taken over: {}", problem));
      LOG.error("The last good token list stays in force until {} is mended", file);
    }
    watch.settle();
  }

  private boolean isInForce(TokenList.Entry entry) {
    return networks.findListed(entry.token()).isPresent();
  }

  private List<String> problems(TokenList list, int lost) {
    if (!list.problems().isEmpty()) {
      return list.problems();
    }
    if (list.entries().isEmpty() && tokens > 0) {
      // An emptied file is a failed write far more often than a wish, and would let nobody in.
      String advice =
          networks.hasMadeTokens()
              ? "if that is meant, start the service anew"
              : "to let nobody in, stop the service";
      return List.of(file + ": lists no token any more; " + advice);
    }
    if (!list.ended() && (lost > 0 || endsInsideAName(list))) {
      String missing = lost > 0 ? " and lacks " + lost + " of the tokens in force" : "";
      return List.of(
          file
              + ": ends in the middle of a line"
              + missing
              + ", as a file does that was cut off. If this is all of it, end its last line");
    }
    return List.of();
  }

  private boolean endsInsideAName(TokenList list) {
    if (list.entries().isEmpty()) {
      return false;
    }
    TokenList.Entry last = list.entries().get(list.entries().size() - 1);
    return networks
        .findListed(last.token())
        .map(Network::name)
        .filter(name -> name.startsWith(last.name()) && !name.equals(last.name()))
        .isPresent();
  }

  private void takeOver(TokenList list, int lost) {
    try {
      enrollment.accept(list);
    } catch (RuntimeException e) {
      warning = "token list: its last edit cannot be stored yet and is not in force";
      throw e;
    }
    warning = "";
    list.warnings().forEach(LOG::warn);
    int now = list.entries().size();
    if (lost > 0) {
      LOG.warn(
          "The token list changed: {} tokens are in force, {} were before; {} of those let nobody"
              + " in any more",
          now,
          tokens,
          lost);
    } else {
      LOG.info("The token list changed: {} tokens are in force, {} were before", now, tokens);
    }
    tokens = now;
  }
}
