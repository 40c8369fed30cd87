package io.github.scrappyddns.acme;

import io.github.scrappyddns.acme.Safe.Matter;
import io.github.scrappyddns.acme.certificate.Keys;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is in the safe, as the values that it stands for. Used by one thread. */
final class Records {
  private static final Logger LOG = LoggerFactory.getLogger(Records.class);

  private final Safe safe;
  private final Wanted wanted;
  private Map<Matter, Long> known = Map.of();
  private Map<Matter, Long> newest = Map.of();

  Records(Safe safe, Wanted wanted) {
    this.safe = safe;
    this.wanted = wanted;
  }

  /**
   * What was written since it was last {@link #seen}, by this instance or another; none, where this
   * one is alone.
   */
  Set<Matter> changed() {
    Map<Matter, Long> now = safe.versions();
    newest = now;
    Set<Matter> changed = EnumSet.noneOf(Matter.class);
    for (Matter matter : Matter.values()) {
      if (!now.getOrDefault(matter, 0L).equals(known.getOrDefault(matter, 0L))) {
        changed.add(matter);
      }
    }
    return changed;
  }

  /** All of that was taken over. */
  void seen() {
    known = newest;
  }

  /** The challenge that some instance has open. */
  Optional<Challenge> challenge() {
    return safe.read(Matter.CHALLENGE).flatMap(Challenge::read);
  }

  /** What became of the attempts to get what is wanted now. */
  Attempts attempts() {
    return safe.read(Matter.ATTEMPTS)
        .filter(text -> text.startsWith(wanted.aim()))
        .map(Attempts::read)
        .orElse(Attempts.NONE);
  }

  void keep(Attempts attempts) {
    safe.write(Matter.ATTEMPTS, wanted.aim() + attempts.text());
  }

  /** The certificate, its key and chain, below the {@link Wanted#mark} of who gave it. */
  Optional<String> certificate() {
    return safe.read(Matter.CERTIFICATE);
  }

  void keepCertificate(String text) {
    safe.write(Matter.CERTIFICATE, text);
  }

  /** The keys of the account as they are kept. */
  Optional<String> account() {
    return safe.read(Matter.ACCOUNT);
  }

  /** The keys of a text; new ones, which are kept before they are used, where it holds none. */
  KeyPair keys(Optional<String> account) {
    if (account.isPresent()) {
      try {
        return Keys.read(account.get());
      } catch (GeneralSecurityException e) {
        LOG.error("The keys of the account are damaged, others are made: {}", e.toString());
      }
    }
    KeyPair made = Keys.make();
    safe.write(Matter.ACCOUNT, Keys.text(made));
    return made;
  }
}
