package io.github.scrappyddns.channel.registry;

import io.github.scrappyddns.channel.Channel;
import io.github.scrappyddns.channel.Preferences;
import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.http.Manner;
import io.github.scrappyddns.channel.http.OutgoingProxies;
import io.github.scrappyddns.channel.kind.ChannelKind;
import io.github.scrappyddns.channel.kind.ChannelKind.Receiver;
import io.github.scrappyddns.channel.kind.Surroundings;
import io.github.scrappyddns.channel.program.OwnProgram;
import io.github.scrappyddns.channel.service.NotifyMyAndroid;
import io.github.scrappyddns.channel.service.Pushover;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import io.github.scrappyddns.channel.url.Secrets;
import io.github.scrappyddns.channel.webpush.ApplicationServer;
import java.net.URI;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.InstantSource;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import javax.net.ssl.SSLContext;

/** The maker of channels from what their owner wrote. */
public final class Channels {
  /** Less than the 30 seconds that an attempt may take in all. */
  private static final Duration CALL_LIMIT = Duration.ofSeconds(25);

  /**
   * The result of reading the URLs: the channels, in order, or what is wrong with them.
   *
   * @param warnings what works, but deserves a look
   * @param problems one for each refused URL; if there are any, do not use the channels
   */
  public record Parsed(List<Channel> channels, List<String> warnings, List<String> problems) {
    public Parsed {
      channels = List.copyOf(channels);
      warnings = List.copyOf(warnings);
      problems = List.copyOf(problems);
    }
  }

  /** A receiver on its way to becoming a channel. */
  private record Candidate(
      ChannelUrl url, String kind, Receiver receiver, Preferences preferences, String label) {
    ChannelNames.Material material() {
      String whole = url.text();
      int query = whole.indexOf('?');
      String identity = query < 0 ? whole : whole.substring(0, query);
      String suffix = " " + receiver.label();
      return new ChannelNames.Material(label, identity + suffix, whole + suffix);
    }
  }

  private final Surroundings surroundings;
  private final ZoneId zone;

  /**
   * The registry for a running service.
   *
   * @param zone of the times in {@code quiet=}
   * @param version of this program, told to the services
   * @param environment whose {@code HTTPS_PROXY}, {@code HTTP_PROXY} and {@code NO_PROXY} count
   * @throws ChannelUrlException if one of these names no proxy
   */
  public Channels(
      InstantSource clock, ZoneId zone, String version, Map<String, String> environment) {
    this(
        new Surroundings(
            new Manner(
                CALL_LIMIT,
                clock,
                () -> ThreadLocalRandom.current().nextDouble(),
                "ScrappyDDNS/" + version,
                // Reading all certificates takes a while and megabytes: not before they are needed.
                Channels::systemTrust,
                OutgoingProxies.of(environment)),
            address -> address),
        zone);
  }

  private static SSLContext systemTrust() {
    try {
      return SSLContext.getDefault();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java has no certificates to trust", e);
    }
  }

  Channels(Surroundings surroundings, ZoneId zone) {
    this.surroundings = surroundings;
    this.zone = zone;
  }

  /** The same registry, whose channels reach browsers, too. */
  public Channels withBrowsers(ApplicationServer server) {
    return new Channels(surroundings.withBrowsers(server), zone);
  }

  /** Whoever is called at an address as a sign of life. */
  public Watcher watcher(URI address) {
    return new Watcher(address, surroundings);
  }

  /**
   * Makes channels from URLs; reports everything that is wrong with them together.
   *
   * @param others channels made otherwise, whose names are taken
   */
  public Parsed parse(List<String> urls, Collection<Channel> others) {
    List<Candidate> candidates = new ArrayList<>();
    List<String> problems = new ArrayList<>();
    List<String> withoutEffect = new ArrayList<>();
    for (int i = 0; i < urls.size(); i++) {
      candidates.addAll(candidates(urls.get(i), i + 1, withoutEffect, problems));
    }
    List<Channel> channels = new ArrayList<>();
    List<Optional<String>> names =
        ChannelNames.name(
            candidates.stream().map(Candidate::material).toList(),
            others.stream().map(Channel::name).toList());
    for (int i = 0; i < candidates.size(); i++) {
      Candidate candidate = candidates.get(i);
      if (names.get(i).isEmpty()) {
        problems.add(candidate.label() + " is listed twice: " + candidate.url());
        continue;
      }
      channels.add(
          new ConfiguredChannel(
              names.get(i).get(),
              candidate.kind(),
              candidate.receiver().service(),
              candidate.preferences(),
              candidate.url().hidden(),
              surroundings.clock()));
    }
    return new Parsed(channels, warnings(withoutEffect, candidates), problems);
  }

  private static List<String> warnings(List<String> withoutEffect, List<Candidate> candidates) {
    List<String> warnings = new ArrayList<>();
    if (!withoutEffect.isEmpty()) {
      warnings.add(
          "some parameters of Apprise have no effect here: " + String.join("; ", withoutEffect));
    }
    // What can be known without asking anybody: the next alert would be too late to learn of it.
    candidates.stream()
        .map(candidate -> candidate.receiver().service())
        .filter(OwnProgram.class::isInstance)
        .flatMap(service -> ((OwnProgram) service).problem().stream())
        .forEach(warnings::add);
    return warnings;
  }

  private List<Candidate> candidates(
      String text, int number, List<String> withoutEffect, List<String> problems) {
    String printed = ChannelUrl.schemeOf(text).map(scheme -> scheme + "://***").orElse("***");
    String usage = "";
    try {
      ChannelKind kind = ChannelKinds.of(text);
      usage = "; usage: " + kind.usage();
      ChannelUrl written = ChannelUrl.parse(text, kind.shape().authority());
      printed = written.toString();
      List<String> passedOver = new ArrayList<>();
      List<Candidate> candidates = candidates(written, kind, passedOver);
      if (!passedOver.isEmpty()) {
        withoutEffect.add("channel " + number + ", " + String.join("= ", passedOver) + "=");
      }
      return candidates;
    } catch (ChannelUrlException e) {
      problems.add("channel " + number + ", " + printed + ": " + e.problem() + usage);
      return List.of();
    }
  }

  /**
   * @param passedOver takes the options that have no effect
   */
  private List<Candidate> candidates(
      ChannelUrl written, ChannelKind kind, List<String> passedOver) {
    passedOver.addAll(QueryRules.check(written, kind));
    ChannelUrl url = QueryRules.withTargets(written, kind);
    Preferences preferences = Preferences.of(url.query(), kind.shape().scale(), zone);
    List<Receiver> receivers = kind.opener().open(url, surroundings.of(url));
    return receivers.stream()
        .map(
            receiver ->
                new Candidate(
                    url, kind.title(), receiver, preferences, label(url, receiver, receivers)))
        .toList();
  }

  private static String label(ChannelUrl url, Receiver receiver, List<Receiver> all) {
    return url.query()
        .option("name")
        .map(name -> name.replaceAll("\\p{Cntrl}", " "))
        .map(name -> all.size() == 1 ? name : name + " (" + receiver.label() + ")")
        .orElse(receiver.label());
  }

  /**
   * Makes the one channel that somebody has typed.
   *
   * @param url may hold {@code name=} and {@code networks=}, which the other two overrule
   * @param name for it; empty for what the URL or the service calls it
   * @param networks which networks it is told of; empty for what the URL says
   * @throws ChannelUrlException in words without secrets, if the URL is invalid or names several
   *     receivers
   */
  public TypedChannel typed(String url, String name, String networks) {
    ChannelKind kind = ChannelKinds.of(url);
    ChannelUrl written = ChannelUrl.parse(url, kind.shape().authority());
    if (!networks.isBlank()) {
      written = written.withOption("networks", networks);
    }
    if (!name.isBlank()) {
      written = written.withOption("name", name);
    }
    if (written.isLocal()) {
      throw new ChannelUrlException(
          "a program is named where only who runs this service can write: in NOTIFY_URLS, in its"
              + " configuration file or environment");
    }
    List<Candidate> candidates = candidates(written, kind, new ArrayList<>());
    if (candidates.size() != 1) {
      throw new ChannelUrlException("it names several receivers: add a channel for each of them");
    }
    Candidate one = candidates.get(0);
    return new TypedChannel(
        written.text(),
        kind.title(),
        written.query().option("networks").orElse(""),
        new ConfiguredChannel(
            ChannelNames.shorten(one.label().strip()),
            one.kind(),
            one.receiver().service(),
            one.preferences(),
            one.url().hidden(),
            surroundings.clock()));
  }

  /**
   * The channel of the settings {@code PUSH_USER_KEY}, {@code PUSH_APP_KEY} and {@code
   * PUSH_MSG_PRIORITY}.
   *
   * @param priority -2 to 2
   * @throws ChannelUrlException if one of them is invalid
   */
  public Channel pushover(URI base, String user, String application, int priority) {
    Priority parsed = Priority.parse(Integer.toString(priority), Priority.Scale.AROUND_ZERO);
    Secrets secrets = Secrets.of(List.of(user, application));
    return ofKeys(
        "Pushover",
        Pushover.receiver(surroundings.hiding(secrets), base, user, application),
        Preferences.ofPriority(parsed),
        secrets);
  }

  /**
   * The channel of the settings {@code NOTIFY_MY_ANDROID_URL} and {@code ANDROID_PUSH_API_KEY}.
   *
   * @param keys one, or several with commas between them
   * @throws ChannelUrlException if they are invalid
   */
  public Channel notifyMyAndroid(URI base, String keys) {
    Secrets secrets = Secrets.of(List.of(keys.split("[ ,]+", -1)));
    return ofKeys(
        "Notify My Android",
        NotifyMyAndroid.receiver(surroundings.hiding(secrets), base, keys),
        Preferences.NONE,
        secrets);
  }

  private Channel ofKeys(String kind, Receiver receiver, Preferences preferences, Secrets secrets) {
    return new ConfiguredChannel(
        receiver.label(), kind, receiver.service(), preferences, secrets, surroundings.clock());
  }
}
