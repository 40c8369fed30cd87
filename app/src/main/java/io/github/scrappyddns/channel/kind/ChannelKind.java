package io.github.scrappyddns.channel.kind;

import io.github.scrappyddns.channel.Priority;
import io.github.scrappyddns.channel.url.Authority;
import io.github.scrappyddns.channel.url.ChannelUrl;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;

/**
 * A kind of channel: the URLs it takes and what they open.
 *
 * @param title the service's name
 * @param schemes of its URLs; the first is the one to recommend
 * @param usage how its URL is written
 * @param hook whether a pasted {@code https://} URL is one of this service's
 */
public record ChannelKind(
    String title,
    List<String> schemes,
    String usage,
    Shape shape,
    Predicate<ChannelUrl> hook,
    Opener opener) {

  /**
   * What the parts of a kind's URLs mean.
   *
   * @param options the keys of the query, besides those that every channel has; a prefix ({@code
   *     +}, {@code -}, {@code :}) stands for all keys behind it
   * @param scale of numbers in {@code priority=}
   * @param login what stands before the {@code @}, as far as it is not dropped
   * @param targets whether {@code to=} names further segments of the path, as Apprise has it
   */
  public record Shape(
      Authority.Kind authority,
      Set<String> options,
      Priority.Scale scale,
      Login login,
      boolean targets) {}

  /** What a kind makes of the part of its URLs that stands before the {@code @}. */
  public enum Login {
    /** Nothing: whoever writes one means something that would not happen. */
    NONE,
    /** A user alone. */
    USER,
    /** A user and a password, or whatever else the kind says. */
    PASSWORD
  }

  /** Makes the receivers named by a URL. */
  @FunctionalInterface
  public interface Opener {
    /**
     * One or more receivers.
     *
     * @throws ChannelUrlException if the URL is invalid
     */
    List<Receiver> open(ChannelUrl url, Surroundings surroundings);
  }

  /**
   * One receiver of alerts.
   *
   * @param label tells a person which; without secrets
   */
  public record Receiver(String label, PushService service) {}

  public static ChannelKind of(String title, String usage, Opener opener, String... schemes) {
    Shape shape =
        new Shape(Authority.Kind.SERVER, Set.of(), Priority.Scale.WORDS, Login.NONE, false);
    return new ChannelKind(title, List.of(schemes), usage, shape, url -> false, opener);
  }

  /** The kind whose URLs hold a credential where others name a server. */
  public ChannelKind credential() {
    return authority(Authority.Kind.CREDENTIAL);
  }

  /** The kind whose URLs name something of this machine by its path. */
  public ChannelKind local() {
    return authority(Authority.Kind.NONE);
  }

  private ChannelKind authority(Authority.Kind authority) {
    return shaped(
        new Shape(authority, shape.options(), shape.scale(), shape.login(), shape.targets()));
  }

  public ChannelKind options(String... keys) {
    Set<String> all = new TreeSet<>(shape.options());
    all.addAll(List.of(keys));
    return shaped(
        new Shape(
            shape.authority(), Set.copyOf(all), shape.scale(), shape.login(), shape.targets()));
  }

  public ChannelKind scale(Priority.Scale scale) {
    return shaped(
        new Shape(shape.authority(), shape.options(), scale, shape.login(), shape.targets()));
  }

  public ChannelKind login(Login login) {
    return shaped(
        new Shape(shape.authority(), shape.options(), shape.scale(), login, shape.targets()));
  }

  /** The kind whose targets may stand in {@code to=} as well as in the path. */
  public ChannelKind targets() {
    return shaped(
        new Shape(shape.authority(), shape.options(), shape.scale(), shape.login(), true));
  }

  public ChannelKind hook(Predicate<ChannelUrl> recognizes) {
    return new ChannelKind(title, schemes, usage, shape, recognizes, opener);
  }

  private ChannelKind shaped(Shape other) {
    return new ChannelKind(title, schemes, usage, other, hook, opener);
  }
}
