package io.github.scrappyddns.transfer;

import io.github.scrappyddns.access.Audit;
import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.Visitor;
import io.github.scrappyddns.network.Network;
import io.github.scrappyddns.steering.Intake;
import io.github.scrappyddns.steering.Intake.Manner;
import io.github.scrappyddns.steering.NetworkStep;
import io.github.scrappyddns.steering.Refusal;
import io.github.scrappyddns.steering.Steering;
import io.github.scrappyddns.steering.channel.ChannelBook;
import io.github.scrappyddns.steering.channel.ChannelCopy;
import io.github.scrappyddns.steering.channel.ChannelOutcome;
import io.github.scrappyddns.transfer.Plan.Subject;
import io.github.scrappyddns.transfer.Plan.Verdict;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.io.IOException;
import java.io.InputStream;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Who takes in a file of everything. It is read first as a whole, by which nothing is changed;
 * then, if nothing in it is damaged, part by part, each in a transaction of its own. Before either
 * it is read once more where it replaces what is here: who is removed depends on all that it names.
 * Who was interrupted does it again: what is here by then is left alone. One at a time; safe for
 * use by several threads.
 */
public final class Import {
  /** A file, which is read from its beginning each time. */
  public interface Source {
    InputStream open() throws IOException;
  }

  private static final DocumentReader.Taker NOBODY =
      new DocumentReader.Taker() {
        @Override
        public void channel(ChannelCopy copy) {
          // Only the whole counts.
        }

        @Override
        public void network(NetworkCopy copy) {
          // Only the whole counts.
        }
      };

  /** So many networks come into force together: each time costs a copy of all that are. */
  private static final int TOGETHER = 500;

  private final Steering steering;
  private final ChannelBook channels;
  private final Audit audit;
  private final InstantSource clock;

  public Import(Steering steering, ChannelBook channels, Audit audit, InstantSource clock) {
    this.steering = steering;
    this.channels = channels;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * Says what {@link #run} would do, and changes nothing.
   *
   * @throws DocumentException where the file is damaged
   */
  public synchronized Plan plan(Source source, Manner manner)
      throws IOException, DocumentException {
    return new Round(manner, Optional.empty()).go(source);
  }

  /**
   * Takes in a file.
   *
   * @return what was done
   * @throws DocumentException where the file is damaged; then nothing was changed
   */
  public synchronized Plan run(Visitor who, Source source, Manner manner)
      throws IOException, DocumentException {
    Plan plan = plan(source, manner);
    audit.note(who, Deed.IMPORTED, plan.toString());
    return new Round(manner, Optional.of(who)).go(source);
  }

  /** One reading of the file. */
  private final class Round implements DocumentReader.Taker {
    private final Manner manner;
    private final Optional<Visitor> who;
    private final Plan.Draft draft = new Plan.Draft();
    private final Intake intake = steering.intake().get();
    private final Map<String, ChannelCopy> here = new HashMap<>();
    private final Map<String, Long> numbers = new HashMap<>();
    private final Set<String> met = new HashSet<>();
    private int waiting;

    /**
     * @param who in whose name it is carried out; empty to change nothing
     */
    Round(Manner manner, Optional<Visitor> who) {
      this.manner = manner;
      this.who = who;
      channels
          .copies()
          .forEach(
              (copy, number) -> {
                here.put(copy.name(), copy);
                numbers.put(copy.name(), number);
              });
    }

    Plan go(Source source) throws IOException, DocumentException {
      if (manner == Manner.REPLACE) {
        try (InputStream in = source.open()) {
          DocumentReader.Whole all = DocumentReader.read(in, clock.instant(), NOBODY);
          intake.expect(all.names(), all.tokens());
        }
      }
      DocumentReader.Whole whole;
      try (InputStream in = source.open()) {
        whole = DocumentReader.read(in, clock.instant(), this);
      } finally {
        if (waiting > 0) {
          intake.putIntoForce();
        }
      }
      if (manner == Manner.REPLACE && whole.networks()) {
        intake.notMet().forEach(this::remove);
      }
      if (manner == Manner.REPLACE && whole.channels()) {
        here.values().stream()
            .filter(one -> !one.ofSettings() && !met.contains(one.name()))
            .map(ChannelCopy::name)
            .sorted()
            .forEach(this::remove);
      }
      return draft.plan(whole.passedOver());
    }

    @Override
    public void network(NetworkCopy copy) {
      NetworkStep step =
          who.isPresent() ? intake.takeIn(copy, manner) : intake.compare(copy, manner);
      if (who.isPresent() && step.isChange() && ++waiting >= TOGETHER) {
        intake.putIntoForce();
        waiting = 0;
      }
      draft.add(verdict(step), Subject.NETWORK, copy.name(), note(step));
    }

    private void remove(Network network) {
      Optional<Refusal> refusal =
          who.flatMap(visitor -> steering.networks().remove(visitor, network.id()));
      draft.add(
          refusal.isPresent() ? Verdict.SKIPPED : Verdict.REMOVED,
          Subject.NETWORK,
          network.name(),
          "");
    }

    @Override
    public void channel(ChannelCopy copy) {
      met.add(copy.name());
      ChannelStep step = ChannelStep.of(copy, here.get(copy.name()), manner, channels::problem);
      if (who.isPresent()) {
        step = carryOut(who.get(), copy, step);
      }
      draft.add(step.verdict(), Subject.CHANNEL, copy.name(), step.note());
    }

    private ChannelStep carryOut(Visitor visitor, ChannelCopy copy, ChannelStep step) {
      boolean added = step.verdict() == Verdict.ADDED;
      if (!added && step.verdict() != Verdict.CHANGED) {
        return step;
      }
      String url = copy.url().orElseThrow();
      ChannelOutcome outcome =
          added
              ? channels.takeIn(copy, url)
              : channels.replace(numbers.getOrDefault(copy.name(), 0L), copy, url);
      if (!outcome.isDone()) {
        return new ChannelStep(Verdict.SKIPPED, Import.text(outcome));
      }
      audit.note(visitor, added ? Deed.ADDED_CHANNEL : Deed.CHANGED_CHANNEL, outcome.name());
      return step;
    }

    private void remove(String channel) {
      who.ifPresent(
          visitor -> {
            if (channels.remove(numbers.getOrDefault(channel, 0L)).isDone()) {
              audit.note(visitor, Deed.REMOVED_CHANNEL, channel);
            }
          });
      draft.add(Verdict.REMOVED, Subject.CHANNEL, channel, "");
    }
  }

  private static Verdict verdict(NetworkStep step) {
    if (step.refusal().isPresent()) {
      return Verdict.SKIPPED;
    }
    return !step.isChange() ? Verdict.LEFT_ALONE : step.inForce() ? Verdict.CHANGED : Verdict.ADDED;
  }

  private static String note(NetworkStep step) {
    return Stream.concat(
            step.was().map("was "::concat).stream(),
            step.remarks().stream().sorted().map(Import::text))
        .collect(Collectors.joining("; "));
  }

  private static String text(ChannelOutcome outcome) {
    return switch (outcome.refusal().orElseThrow()) {
      case BAD_URL, SECRET_NEEDED -> outcome.detail();
      case NAME_TAKEN -> "another channel has its name";
      case UNFIT_KEY -> "its secrets cannot be locked up here: " + outcome.detail();
      case GONE -> "somebody has removed it meanwhile";
    };
  }

  private static String text(NetworkStep.Remark remark) {
    return switch (remark) {
      case TOKEN_OF_ANOTHER -> "a token was left out, because it opens another network here";
      case TOKEN_MOVED -> "it gets a token that opens another network here";
      case TOKEN_ENDED -> "a token was left out, because it has ended";
      case TOKENS_OF_LIST -> "the token list here names it, and lacks tokens that the file has";
      case PAST_OF_HERE -> "it comes back with the history that is here";
      case NO_TOKEN -> "no token opens it: make one";
      case SETTINGS_STAY -> "its settings here are others, and stay";
    };
  }
}
