package io.github.scrappyddns.web;

import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.caller.Caller;
import io.github.scrappyddns.caller.HourlyLog;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.checkin.ChangeDetector;
import io.github.scrappyddns.checkin.CheckIn;
import io.github.scrappyddns.checkin.CheckInResult;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.http.Parameters;
import io.github.scrappyddns.http.Request;
import io.github.scrappyddns.http.Unreadable;
import io.github.scrappyddns.network.Network;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What all dialects share once they know the network: finds the addresses that a call reports, and
 * checks in.
 */
public final class CheckInDesk {
  private static final Logger LOG = LoggerFactory.getLogger(CheckInDesk.class);

  private final ChangeDetector detector;
  private final ProxyRule proxies;
  private final HourlyLog misconfigurations;
  private final CheckInTally tally = new CheckInTally();

  public CheckInDesk(ChangeDetector detector, ProxyRule proxies, HourlyLog misconfigurations) {
    this.detector = detector;
    this.proxies = proxies;
    this.misconfigurations = misconfigurations;
  }

  /** What became of all that came here. */
  public CheckInTally tally() {
    return tally;
  }

  /** Checks in with the declared addresses, otherwise with the observed one. */
  CompletableFuture<Verdict> checkIn(
      Dialect dialect, Network network, Request request, Parameters parameters) {
    Optional<Unreadable> unreadable = parameters.unreadable();
    if (unreadable.isPresent()) {
      LOG.warn("A call of {} cannot be read: it {}", network.name(), unreadable.get().reason());
      return refused(dialect, unreadable.get().status(), "the call " + unreadable.get().reason());
    }
    DeclaredAddresses declared = DeclaredAddresses.of(parameters);
    if (!declared.problem().isEmpty()) {
      LOG.warn(
          "{} declared an address that cannot be used: {}", network.name(), declared.problem());
      return refused(dialect, 400, declared.problem());
    }
    if (!declared.sightings().isEmpty()) {
      return checkIn(dialect, network, declared.sightings());
    }
    Caller caller = caller(request);
    return caller.address().isEmpty()
        ? CompletableFuture.completedFuture(ourFault(dialect, List.of()))
        : checkIn(dialect, network, List.of(new Sighting(caller.address().get(), false)));
  }

  /** The address that a call comes from; if none can be trusted, the operator is told. */
  Caller caller(Request request) {
    Caller caller = proxies.caller(request);
    if (caller.address().isEmpty()) {
      tell(caller);
    }
    return caller;
  }

  private void tell(Caller caller) {
    if (misconfigurations.isDue(caller.misconfiguration())) {
      LOG.error(
          "Misconfiguration, check-ins are answered 911: {}{}{}",
          caller.misconfiguration(),
          caller.shown().isEmpty() ? "" : ": ",
          caller.shown());
    }
  }

  /**
   * Checks in with one observed address: the shortest way, for the call that says nothing else. Who
   * calls this counts what becomes of it.
   */
  CompletableFuture<CheckInResult> checkIn(Network network, PublicAddress observed) {
    return detector.checkIn(new CheckIn(network, List.of(new Sighting(observed, false))));
  }

  private CompletableFuture<Verdict> checkIn(
      Dialect dialect, Network network, List<Sighting> sightings) {
    List<PublicAddress> addresses = new ArrayList<>(sightings.size());
    for (int i = 0; i < sightings.size(); i++) {
      addresses.add(sightings.get(i).address());
    }
    return detector
        .checkIn(new CheckIn(network, sightings))
        .handle(
            (result, failure) ->
                failure == null
                    ? stored(dialect, result, addresses)
                    : ourFault(dialect, addresses));
  }

  private CompletableFuture<Verdict> refused(Dialect dialect, int status, String reason) {
    tally.count(dialect, CheckInTally.Outcome.BAD_ADDRESS);
    return CompletableFuture.completedFuture(
        new Verdict(Verdict.Kind.BAD_ADDRESS, List.of(), reason, status));
  }

  private Verdict stored(Dialect dialect, CheckInResult result, List<PublicAddress> addresses) {
    tally.count(dialect, result);
    return new Verdict(
        result == CheckInResult.UNCHANGED ? Verdict.Kind.NO_NEWS : Verdict.Kind.NEWS,
        addresses,
        "",
        200);
  }

  private Verdict ourFault(Dialect dialect, List<PublicAddress> addresses) {
    tally.count(dialect, CheckInTally.Outcome.FAILED);
    return new Verdict(Verdict.Kind.OUR_FAULT, addresses, "", 503);
  }

  /** What a network is known to hold. */
  CompletableFuture<List<PublicAddress>> held(Network network) {
    return detector.held(network);
  }
}
