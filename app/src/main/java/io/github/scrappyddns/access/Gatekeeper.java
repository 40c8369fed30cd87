package io.github.scrappyddns.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.github.scrappyddns.access.AuditEntry.Deed;
import io.github.scrappyddns.access.SignIn.Outcome;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.caller.ProxyRule;
import io.github.scrappyddns.caller.RefusedCalls;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.http.Form;
import io.github.scrappyddns.http.Request;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * Who may open the dashboard, and how one gets in. What hashes a password ({@link #signIn}, {@link
 * #signInByLink}, {@link #changePassword}) is slow and called by one thread: that is a part of the
 * brake. The rest is safe for use by several threads.
 */
public final class Gatekeeper {
  /** What is believed, and what is set up. */
  public record Rules(
      Optional<String> password,
      Optional<String> header,
      Optional<URI> publicUrl,
      Path stateDirectory) {
    @Override
    public String toString() {
      return "Rules[***]";
    }
  }

  /** In characters: what NIST SP 800-63B asks for. */
  public static final int SHORTEST_PASSWORD = 8;

  private static final String OWNER = "owner";
  private static final String MARK = "form";

  private final Rules rules;
  private final Callers callers;
  private final RefusedCalls refused;
  private final SecureRandom random = new SecureRandom();
  private final Sessions sessions;
  private final Passwords passwords;
  private final Guesses guesses;
  private final SignInLink link;
  private final NamedUser named;
  private final Audit audit;
  private final SecondFactor codes;
  private volatile @Nullable Secret formSecret;

  public Gatekeeper(
      Rules rules,
      Database database,
      ProxyRule proxies,
      RefusedCalls refused,
      InstantSource clock) {
    this.rules = rules;
    callers = new Callers(proxies);
    this.refused = refused;
    sessions = new Sessions(database, clock);
    passwords = new Passwords(database, sessions, rules.password(), clock, random);
    guesses = new Guesses(clock);
    link = new SignInLink(rules.stateDirectory(), clock);
    named = new NamedUser(rules.header(), proxies);
    audit = new Audit(database, clock);
    codes = new SecondFactor(passwords, audit, clock, random);
  }

  /** The path of a link to begin with, where there is no other way in yet. */
  public Optional<String> firstLink() {
    return passwords.isSet() || rules.header().isPresent()
        ? Optional.empty()
        : Optional.of(link.make(random));
  }

  /** As {@link Passwords#forgetRemoved}: for a start, before anybody calls. */
  public void forgetRemovedPassword() {
    passwords.forgetRemoved();
  }

  /** Puts the password of the settings into force, where there is one. Slow. */
  public void begin() {
    passwords.adopt();
  }

  /** Who calls; empty for who is not signed in. */
  public Optional<Visitor> visitor(Request request) {
    Optional<String> user = named.of(request);
    if (user.isPresent()) {
      String mark = formSecret().mark(user.get().replaceAll("[^\\x20-\\x7e]", "?"));
      return Optional.of(
          new Visitor(user.get(), callers.address(request), OptionalLong.empty(), mark));
    }
    return SessionCookie.of(request, callers.isSecure(request))
        .flatMap(secret -> signedIn(request, secret));
  }

  private Secret formSecret() {
    Secret known = formSecret;
    if (known == null) {
      known = passwords.secretOfForms();
      formSecret = known;
    }
    return known;
  }

  private Optional<Visitor> signedIn(Request request, Secret secret) {
    return sessions
        .find(secret)
        .map(
            session ->
                new Visitor(
                    OWNER,
                    callers.address(request),
                    OptionalLong.of(session.id()),
                    secret.mark(MARK)));
  }

  /** Whether a call may have been sent by a page of ours, whoever sends it. */
  public boolean isOfOurPages(Request request) {
    return SameOrigin.allows(request, rules.publicUrl());
  }

  /** Whether a form was made for this visitor. */
  public boolean isOurs(Request request, Visitor visitor, Form form) {
    return isOfOurPages(request)
        && MessageDigest.isEqual(visitor.mark().getBytes(UTF_8), form.text("mark").getBytes(UTF_8));
  }

  /** Whether the browser and whoever is in front of us speak TLS. */
  public boolean isSecure(Request request) {
    return callers.isSecure(request);
  }

  /** The codes that are asked for beside the password. */
  public SecondFactor codes() {
    return codes;
  }

  /** Whether there is a password to sign in with. */
  public boolean hasPassword() {
    return passwords.isSet();
  }

  /** Whether the settings say what the password is. */
  public boolean passwordIsOfSettings() {
    return passwords.isOfSettings();
  }

  /** Tries a password, and a code where one is asked for. */
  public SignIn signIn(Request request, String password, String code) {
    if (!passwords.isSet()) {
      return SignIn.failed(Outcome.NO_PASSWORD_YET);
    }
    PublicAddress caller = callers.caller(request);
    Duration pause = guesses.pause(caller);
    if (!pause.isZero()) {
      return SignIn.tooOften(pause);
    }
    Optional<Outcome> refusal = refusal(password, code);
    if (refusal.isPresent()) {
      guesses.wrong(caller);
      refused.note(request, "its password or code for the dashboard is wrong");
      return SignIn.failed(refusal.get());
    }
    guesses.right(caller);
    return enter(request);
  }

  private Optional<Outcome> refusal(String password, String code) {
    if (!passwords.matches(password)) {
      return Optional.of(Outcome.WRONG_PASSWORD);
    }
    return codes.isAsked() && !passwords.takesCode(code)
        ? Optional.of(Outcome.WRONG_CODE)
        : Optional.empty();
  }

  /** Whether a link opens; looking does not use it up. */
  public boolean isGoodLink(String secret) {
    return link.isLeft(secret) || (link.isOfStart(secret) && !passwords.isSet());
  }

  /**
   * Gets in by a link, which is over then.
   *
   * @param password the new one; not heeded where the settings say what it is
   * @param forgetsCodes whether codes are asked for no more, because the app is lost; not heeded
   *     with the link of a start
   */
  public SignIn signInByLink(
      Request request, String secret, String password, boolean forgetsCodes) {
    if (!passwords.isOfSettings() && password.strip().length() < SHORTEST_PASSWORD) {
      return SignIn.failed(isGoodLink(secret) ? Outcome.TOO_SHORT : Outcome.LINK_IS_OVER);
    }
    if (link.useLeft(secret)) {
      if (!passwords.isOfSettings()) {
        passwords.set(password);
      }
      return enter(request, forgetsCodes && codes.isAsked());
    }
    // Another instance may set one at this moment: only the transaction that stores it can tell.
    return link.isOfStart(secret) && passwords.setFirst(password)
        ? enter(request)
        : SignIn.failed(Outcome.LINK_IS_OVER);
  }

  private SignIn enter(Request request) {
    return enter(request, false);
  }

  private SignIn enter(Request request, boolean forgetsCodes) {
    Secret secret = Secret.random(random);
    sessions.begin(secret, Browser.of(request), callers.address(request));
    Visitor visitor = signedIn(request, secret).orElseThrow();
    audit.note(visitor, Deed.SIGNED_IN, "");
    if (forgetsCodes) {
      codes.forget(visitor);
    }
    return SignIn.done(SessionCookie.set(secret, callers.isSecure(request)));
  }

  /**
   * Takes another password, and signs everybody else out; a new session takes the place of this.
   */
  public SignIn changePassword(Request request, Visitor visitor, String old, String password) {
    PublicAddress caller = callers.caller(request);
    Duration pause = guesses.pause(caller);
    if (!pause.isZero()) {
      return SignIn.tooOften(pause);
    }
    if (password.strip().length() < SHORTEST_PASSWORD) {
      return SignIn.failed(Outcome.TOO_SHORT);
    }
    if (!passwords.matches(old)) {
      guesses.wrong(caller);
      return SignIn.failed(Outcome.WRONG_PASSWORD);
    }
    passwords.set(password);
    audit.note(visitor, Deed.SET_PASSWORD, "");
    return enter(request);
  }

  /** Ends the visitor's session; gives the field that has the browser forget it. */
  public String signOut(Request request, Visitor visitor) {
    visitor.session().ifPresent(sessions::end);
    audit.note(visitor, Deed.SIGNED_OUT, "");
    return SessionCookie.removed(callers.isSecure(request));
  }

  /** The browsers that are signed in. */
  public List<Session> sessions() {
    return sessions.all();
  }

  /** Ends a session. */
  public void endSession(Visitor visitor, long id) {
    sessions.end(id);
    audit.note(visitor, Deed.ENDED_SESSION, "");
  }

  /** Ends all sessions but the visitor's own. */
  public void endOtherSessions(Visitor visitor) {
    sessions.endOthers(visitor.session().orElse(0));
    audit.note(visitor, Deed.ENDED_OTHER_SESSIONS, "");
  }

  /** The list of what people did. */
  public Audit audit() {
    return audit;
  }
}
