package io.github.scrappyddns.steering;

import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * What taking in the copy of a network comes to: a comparison with what is here. The same answers a
 * dry run and is carried out.
 *
 * @param id of the network; 0 where it is new
 * @param inForce whether it may call already
 * @param was what it was called here; empty where it keeps its name
 * @param settings what is set; empty where nothing is
 * @param added the tokens that it gets
 * @param moved the numbers of the tokens that open another network here, and this one from now on
 * @param ended the numbers of the tokens that end
 * @param withPast whether its addresses and its history come along
 */
public record NetworkStep(
    long id,
    boolean inForce,
    Optional<Refusal> refusal,
    Optional<String> was,
    Optional<NetworkSettings> settings,
    List<NetworkCopy.Token> added,
    List<Long> moved,
    List<Long> ended,
    boolean withPast,
    Set<Remark> remarks) {
  /** What a person should know of it. */
  public enum Remark {
    /** One of its tokens opens another network here, and goes on doing so. */
    TOKEN_OF_ANOTHER,
    /** One of its tokens has opened another network here, and opens this one from now on. */
    TOKEN_MOVED,
    /** One of its tokens has ended, here or by now, and lets nobody in. */
    TOKEN_ENDED,
    /** The token list here names it, and lacks tokens that the file has. */
    TOKENS_OF_LIST,
    /** It comes back with the history that is here. */
    PAST_OF_HERE,
    /** Nothing opens it. */
    NO_TOKEN,
    /** Its settings here are others, and stay. */
    SETTINGS_STAY
  }

  public NetworkStep {
    added = List.copyOf(added);
    moved = List.copyOf(moved);
    ended = List.copyOf(ended);
    remarks = remarks.isEmpty() ? Set.of() : Set.copyOf(EnumSet.copyOf(remarks));
  }

  static NetworkStep refused(Refusal why) {
    return new NetworkStep(
        0,
        false,
        Optional.of(why),
        Optional.empty(),
        Optional.empty(),
        List.of(),
        List.of(),
        List.of(),
        false,
        Set.of());
  }

  /** The same for a network that was called otherwise. */
  NetworkStep renamedFrom(String name) {
    return new NetworkStep(
        id, inForce, refusal, Optional.of(name), settings, added, moved, ended, withPast, remarks);
  }

  /** Whether there is anything to carry out. */
  public boolean isChange() {
    return refusal.isEmpty()
        && (!inForce
            || was.isPresent()
            || settings.isPresent()
            || !added.isEmpty()
            || !moved.isEmpty()
            || !ended.isEmpty());
  }
}
