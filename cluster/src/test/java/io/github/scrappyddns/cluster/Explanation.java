package io.github.scrappyddns.cluster;

import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Whether the calls of a network explain its timeline: whether each call can be put at one place
 * between its beginning and its end, so that the address is changed by those calls that declare
 * another one, once each, and by nothing else.
 *
 * <p>A call that was answered {@code OK} has its place. One that was not may have one, at any time
 * after it was sent, once for each instance that may have got it: what a paused instance finds in
 * its socket it stores when it wakes.
 */
final class Explanation {
  private final List<Call> calls;
  private final List<String> events;
  private final Set<List<Object>> seen = new HashSet<>();

  /**
   * @param calls one after the other
   * @param events the addresses that the timeline says it had, in order
   */
  private Explanation(List<Call> calls, List<String> events) {
    this.calls = calls;
    this.events = events;
  }

  static boolean exists(List<Call> calls, List<String> events) {
    return new Explanation(calls, events).from(0, 0, List.of());
  }

  /**
   * Whether the rest can be explained.
   *
   * @param call the next one
   * @param event the next one
   * @param late the addresses that were stored out of turn, once for each time
   */
  private boolean from(int call, int event, List<String> late) {
    if (!seen.add(List.of(call, event, late))) {
      return false;
    }
    if (call == calls.size() && event == events.size()) {
      return true;
    }
    return inTurn(call, event, late) || outOfTurn(call, event, late);
  }

  private boolean inTurn(int call, int event, List<String> late) {
    if (call == calls.size()) {
      return false;
    }
    Call next = calls.get(call);
    if (!next.stored() || Objects.equals(held(event), next.address())) {
      return from(call + 1, event, late);
    }
    return event < events.size()
        && events.get(event).equals(next.address())
        && from(call + 1, event + 1, late);
  }

  private boolean outOfTurn(int call, int event, List<String> late) {
    if (event == events.size()) {
      return false;
    }
    String address = events.get(event);
    return !address.equals(held(event))
        && late.stream().filter(address::equals).count() < loose(call, address)
        && from(
            call, event + 1, Stream.concat(late.stream(), Stream.of(address)).sorted().toList());
  }

  /** How often an address may be stored late: the call that is under way counts, too. */
  private int loose(int call, String address) {
    return calls.stream()
        .limit(call + 1)
        .filter(one -> one.address().equals(address))
        .mapToInt(Call::loose)
        .sum();
  }

  private @Nullable String held(int event) {
    return event == 0 ? null : events.get(event - 1);
  }
}
