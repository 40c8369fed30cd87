package io.github.scrappyddns.access;

import io.github.scrappyddns.access.AuditEntry.Deed;
import java.security.SecureRandom;
import java.time.InstantSource;

/** The codes that an authenticator app makes, where the owner wants them asked for. */
public final class SecondFactor {
  private final Passwords passwords;
  private final Audit audit;
  private final InstantSource clock;
  private final SecureRandom random;

  SecondFactor(Passwords passwords, Audit audit, InstantSource clock, SecureRandom random) {
    this.passwords = passwords;
    this.audit = audit;
    this.clock = clock;
    this.random = random;
  }

  /** Whether a code is asked for beside the password. */
  public boolean isAsked() {
    return passwords.totp().isPresent();
  }

  /** A secret for an authenticator app, which is not in force yet. */
  public String propose() {
    return Totp.secret(random);
  }

  /** Asks for codes from now on, once somebody has shown that the app makes them. */
  public boolean ask(Visitor visitor, String secret, String code) {
    if (!secret.matches("[A-Z2-7]{32}") || Totp.step(secret, code, clock.millis(), 0).isEmpty()) {
      return false;
    }
    passwords.setTotp(secret);
    audit.note(visitor, Deed.ASKED_FOR_CODES, "");
    return true;
  }

  /** Asks for no codes any more, of an owner who has lost the app and comes by a link. */
  void forget(Visitor visitor) {
    passwords.setTotp("");
    audit.note(visitor, Deed.ASKED_FOR_NO_CODES, "");
  }

  /** Asks for no codes any more, of who can make one. */
  public boolean askNoMore(Visitor visitor, String code) {
    if (!passwords.takesCode(code)) {
      return false;
    }
    passwords.setTotp("");
    audit.note(visitor, Deed.ASKED_FOR_NO_CODES, "");
    return true;
  }
}
