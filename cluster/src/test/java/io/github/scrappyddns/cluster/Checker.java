package io.github.scrappyddns.cluster;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Holds what callers, phones and the database saw against what is promised. */
final class Checker {
  private static final Pattern ADDRESS = Pattern.compile("\\b\\d+\\.\\d+\\.\\d+\\.\\d+\\b");

  /** Callers are promised an answer within five seconds; a loaded machine gets one more. */
  private static final Duration PROMISED = Duration.ofSeconds(6);

  private final Journal journal;
  private final Map<String, List<Row>> timelines;
  private final Map<Long, Row> rows;
  private final List<Fault> faults;
  private final List<String> broken = new ArrayList<>();
  private final Map<Fault, Integer> spent = new HashMap<>();
  private final Map<String, Integer> repetitions = new HashMap<>();
  private int alerts;

  Checker(Journal journal, List<Row> timeline, List<Fault> faults) {
    this.journal = journal;
    this.timelines = timeline.stream().collect(Collectors.groupingBy(Row::network));
    this.rows = timeline.stream().collect(Collectors.toMap(Row::id, row -> row));
    this.faults = faults;
  }

  /** What does not hold, in words. */
  List<String> broken() {
    return List.copyOf(broken);
  }

  /** How many alerts came, and which of them came twice. */
  String summary() {
    return rows.size() + " events, " + alerts + " alerts, told again: " + repetitions;
  }

  /** Every change that was answered {@code OK} stands in the timeline once and in order. */
  void timelines() {
    for (String network : journal.networks()) {
      List<Row> timeline = of(network);
      String held = null;
      for (Row row : timeline) {
        if (!Objects.equals(held, row.previous())) {
          broken.add(row + " does not follow " + held);
        }
        held = row.current();
      }
      List<String> addresses = timeline.stream().map(Row::current).toList();
      if (!Explanation.exists(journal.of(network), addresses)) {
        broken.add(
            network + " has the timeline " + addresses + ", after the calls " + calls(network));
      }
      Optional<Call> last =
          journal.of(network).stream().filter(Call::stored).reduce((one, next) -> next);
      if (last.isPresent() && !last.get().address().equals(held)) {
        broken.add(network + " is left at " + held + ", and last said " + last.get());
      }
    }
    timelines.keySet().stream()
        .filter(network -> !journal.networks().contains(network))
        .forEach(network -> broken.add(network + " has a timeline, and never called"));
  }

  /** Nobody waited for longer than promised, whatever the database did. */
  void patience() {
    for (Call call : journal.all()) {
      if (call.took().compareTo(PROMISED) > 0
          && faults.stream().noneMatch(fault -> fault.delays(call))) {
        broken.add(call + " took " + call.took());
      }
    }
  }

  private String calls(String network) {
    return journal.of(network).stream()
        .filter(call -> call.change() || call.loose() > 0)
        .map(call -> call.sent() + " " + call.address() + " " + call.outcome() + call.tried())
        .collect(Collectors.joining(", "));
  }

  private List<Row> of(String network) {
    return timelines.getOrDefault(network, List.of());
  }

  /**
   * A phone was told the last address of every network, nothing that never was, and all in order.
   */
  void phone(Receiver phone) {
    phone.unreadable().forEach(one -> broken.add(phone.channel() + " was sent " + one));
    spent.clear();
    Map<String, Told> last = new HashMap<>();
    for (Told told : phone.told()) {
      alerts++;
      truth(told);
      @Nullable Told before = last.put(told.network(), told);
      if (before != null && told.newest() <= before.newest()) {
        again(before, told);
      }
    }
    for (String network : journal.networks()) {
      @Nullable Told told = last.get(network);
      List<Row> timeline = of(network);
      if (told == null || told.newest() != timeline.get(timeline.size() - 1).id()) {
        broken.add(
            phone.channel()
                + " was told "
                + told
                + " last, and the timeline ends in "
                + timeline.get(timeline.size() - 1));
      }
    }
  }

  private void truth(Told told) {
    @Nullable Row row = rows.get(told.newest());
    if (row == null
        || row.networkId() != told.networkId()
        || !row.network().equals(told.network())
        || !row.current().equals(told.address())) {
      broken.add(told + " tells of " + row);
    }
    Matcher addresses = ADDRESS.matcher(told.text());
    while (addresses.find()) {
      if (!journal.declared(told.network()).contains(addresses.group())) {
        broken.add(told + " tells an address that the network never had");
      }
    }
  }

  /**
   * What a phone was told before is said to be so, or explained by a fault: an instance has one
   * alert for a phone under way at a time, so a fault explains one for each that it touched.
   */
  private void again(Told before, Told told) {
    String kind = told.newest() < before.newest() ? "older news, " : "";
    System.out.println("Told again: " + before + ", then " + told);
    if (told.isUnsure()) {
      count(kind + "and said so");
      return;
    }
    Optional<Fault> fault =
        faults.stream()
            .filter(one -> one.explains(before.arrived()))
            .filter(one -> spent.getOrDefault(one, 0) < one.touched())
            .findFirst();
    if (fault.isPresent()) {
      spent.merge(fault.get(), 1, Integer::sum);
      count(kind + fault.get().what());
    } else {
      broken.add(told + " was told again without a fault, after " + before);
    }
  }

  private void count(String why) {
    repetitions.merge(why, 1, Integer::sum);
  }
}
