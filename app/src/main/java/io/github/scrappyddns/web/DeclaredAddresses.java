package io.github.scrappyddns.web;

import io.github.scrappyddns.address.AddressText;
import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.checkin.held.Sighting;
import io.github.scrappyddns.http.Parameters;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The addresses that a call declares, under any of the names that DDNS clients use for them.
 *
 * <p>Who declares an address means it: what cannot be understood is a problem, and never a reason
 * to take the caller's own address instead.
 */
final class DeclaredAddresses {
  /** What clients of several addresses put between them. */
  private static final Pattern BETWEEN = Pattern.compile("[,;|\\s\u00a0\uFEFF]+");

  private static final Pattern LENGTH = Pattern.compile("/?[0-9]{1,3}");
  private static final int DEFAULT_PREFIX = 64;

  private final List<Sighting> found = new ArrayList<>(2);

  /** Addresses under a name that says another family: they count where nothing else does. */
  private final List<PublicAddress> misplaced = new ArrayList<>(0);

  private String problem = "";

  private DeclaredAddresses() {}

  static DeclaredAddresses of(Parameters parameters) {
    DeclaredAddresses declared = new DeclaredAddresses();
    declared.collect(AddressName.PREFIXES, parameters);
    declared.collect(AddressName.ADDRESSES, parameters);
    declared.collectBare(parameters);
    declared.misplaced.forEach(declared::add);
    if (declared.found.isEmpty() && declared.problem.isEmpty()) {
      declared.problem = misnamed(parameters);
    }
    declared.found.sort(Comparator.comparing(sighting -> sighting.address().family()));
    return declared;
  }

  /** At most one of each family; empty if none is declared, or there is a problem. */
  List<Sighting> sightings() {
    return problem.isEmpty() ? found : List.of();
  }

  /** Why what is declared cannot be used; empty if it can. */
  String problem() {
    return problem;
  }

  private void collect(List<AddressName> names, Parameters parameters) {
    for (AddressName name : names) {
      if (parameters.get(name.text()) != null) {
        Values values = new Values(name);
        parameters.forEach(
            (given, value) -> {
              if (given.equals(name.text())) {
                values.take(value);
              }
            });
        refuse(name.text(), name.isVague() ? "" : values.refusal);
      }
    }
  }

  /** {@code ?198.51.100.7} names nothing, and says all. */
  private void collectBare(Parameters parameters) {
    for (String text : parameters.bare()) {
      if (AddressText.holds(text)) {
        Values values = new Values(AddressName.VAGUE);
        values.take(text);
        refuse("what has no name", values.refusal);
      }
    }
  }

  private void refuse(String what, String refusal) {
    if (problem.isEmpty() && !refusal.isEmpty()) {
      problem = what + refusal;
    }
  }

  /** An address where nobody looks for one: a typing error that must not pass for "none given". */
  private static String misnamed(Parameters parameters) {
    boolean[] any = new boolean[1];
    parameters.forEach(
        (name, value) ->
            any[0] |=
                AddressText.holds(name)
                    || (AddressName.isNearly(name) && AddressText.holdsPublic(value))
                    || (AddressName.isInner(name) && AddressText.holds(value)));
    parameters.forEachOfBody(
        (name, value) -> any[0] |= !AddressName.isOfOthers(name) && AddressText.holdsPublic(value));
    return any[0]
        ? "an address is given under a name that nothing reads: write myip= or ip_address="
        : "";
  }

  private void add(PublicAddress address) {
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).address().family() == address.family()) {
        return;
      }
    }
    found.add(new Sighting(address, true));
  }

  /** The values of one name: the first that is an address counts, of each family. */
  private final class Values {
    private final AddressName name;
    private boolean any;

    /** Why none of them can be used; empty if one can, or if all say that there is none. */
    private String refusal = "";

    Values(AddressName name) {
      this.name = name;
    }

    /** Takes what one value lists; with anything in it that is no address, it is none. */
    void take(String value) {
      List<PublicAddress> listed = new ArrayList<>(2);
      Optional<PublicAddress> alone = PublicAddress.parseWithLength(value);
      String wrong =
          alone.isPresent() ? judged(alone.get(), value, listed) : judgedList(value, listed);
      if (!wrong.isEmpty()) {
        refusal = any || !refusal.isEmpty() ? refusal : wrong;
        return;
      }
      for (int i = 0; i < listed.size(); i++) {
        any = true;
        refusal = "";
        place(listed.get(i));
      }
    }

    private String judgedList(String value, List<PublicAddress> listed) {
      if (Placeholders.isNone(value)) {
        return "";
      }
      String wrong = "";
      for (String text : BETWEEN.split(value, -1)) {
        String why =
            PublicAddress.parseWithLength(text)
                .map(address -> judged(address, text, listed))
                .orElseGet(() -> judgedWord(text));
        wrong = wrong.isEmpty() ? why : wrong;
      }
      return wrong;
    }

    private String judgedWord(String text) {
      boolean length = isPrefix() && LENGTH.matcher(text).matches();
      return length || Placeholders.isNone(text) ? "" : " is not an IPv4 or IPv6 address";
    }

    /** Returns why an address cannot be used; empty if it can, or if it says that there is none. */
    private String judged(PublicAddress address, String text, List<PublicAddress> listed) {
      Scope scope = Scope.of(address);
      if (scope == Scope.UNSPECIFIED) {
        return "";
      }
      if (!scope.accepted()) {
        return " is " + scope.description();
      }
      if (isPrefix()) {
        return takePrefix(address, text, listed);
      }
      listed.add(address);
      return "";
    }

    private boolean isPrefix() {
      return name.family() == Family.IPV6_PREFIX;
    }

    private void place(PublicAddress address) {
      @Nullable Family told = name.family();
      boolean other = (told == Family.IPV4) != (address.family() == Family.IPV4);
      if (told != null && other) {
        misplaced.add(address);
      } else {
        add(address);
      }
    }
  }

  /** What a parameter calls a prefix is one, even if bits are set after its length. */
  private static String takePrefix(PublicAddress address, String text, List<PublicAddress> listed) {
    if (address.family() == Family.IPV4) {
      // The network that an address lies in says nothing of the address.
      return "";
    }
    if (address.family() == Family.IPV6_PREFIX) {
      listed.add(address);
      return "";
    }
    int slash = text.indexOf('/');
    int length = slash < 0 ? DEFAULT_PREFIX : Integer.parseInt(text.substring(slash + 1).strip());
    if (length < 1) {
      return " is a prefix without a length";
    }
    listed.add(address.prefix(Math.min(length, DEFAULT_PREFIX)));
    return "";
  }
}
