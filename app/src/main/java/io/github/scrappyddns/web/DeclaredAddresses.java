package io.github.scrappyddns.web;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.address.Scope;
import io.github.scrappyddns.checkin.Sighting;
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
  private static final Pattern BETWEEN = Pattern.compile("[,;|\\s]+");

  /**
   * What clients send if they found no address, or left a placeholder from their manual: {@code
   * <ipaddr>}, {@code %i}, {@code %IP%}, {@code __MYIP__}, {@code [IP]}, {@code @IP}, {@code
   * #{ip}}, {@code ${ip}}.
   */
  private static final Pattern NOT_GIVEN =
      Pattern.compile(
          "(?i)|\\(?(?:auto|no|none|null|nil|undefined|unset|unknown|n/a|nan|false|preserve)\\)?"
              + "|<[^>]*>|%[a-z]\\w*%?|__\\w+__|\\[[a-z_]\\w*\\]|@\\w+|[#$%]?\\{+\\w*\\}+|\\$\\w+");

  private static final int DEFAULT_PREFIX = 64;

  private final List<Sighting> found = new ArrayList<>(2);
  private String problem = "";

  private DeclaredAddresses() {}

  static DeclaredAddresses of(Parameters parameters) {
    DeclaredAddresses declared = new DeclaredAddresses();
    declared.collect(AddressNames.PREFIXES, true, parameters);
    declared.collect(AddressNames.ADDRESSES, false, parameters);
    declared.collectBare(parameters);
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

  private void collect(List<String> names, boolean prefix, Parameters parameters) {
    for (String name : names) {
      if (parameters.get(name) == null) {
        continue;
      }
      Values values = new Values(prefix);
      parameters.forEach(
          (given, value) -> {
            if (given.equals(name)) {
              values.take(value);
            }
          });
      if (!values.refusal.isEmpty() && !name.equals(AddressNames.VAGUE) && problem.isEmpty()) {
        problem = name + values.refusal;
      }
    }
  }

  /** {@code ?198.51.100.7} names nothing, and says all. */
  private void collectBare(Parameters parameters) {
    for (String text : parameters.bare()) {
      if (PublicAddress.parseWithLength(text).isPresent()) {
        Values values = new Values(false);
        values.take(text);
        if (problem.isEmpty() && !values.refusal.isEmpty()) {
          problem = "an address without a name" + values.refusal;
        }
      }
    }
  }

  /** An address where nobody looks for one: a typing error that must not pass for "none given". */
  private static String misnamed(Parameters parameters) {
    @Nullable String[] first = new String[1];
    parameters.forEach(
        (name, value) -> {
          if (first[0] == null && AddressNames.isNearly(name) && isPublic(value)) {
            first[0] = name;
          }
        });
    return first[0] == null
        ? ""
        : "an address is given under a name that nothing reads: write myip= or ip_address=";
  }

  private static boolean isPublic(String value) {
    return PublicAddress.parseWithLength(value)
        .filter(address -> Scope.of(address) == Scope.PUBLIC)
        .isPresent();
  }

  private boolean has(Family family) {
    for (int i = 0; i < found.size(); i++) {
      if (found.get(i).address().family() == family) {
        return true;
      }
    }
    return false;
  }

  /** The values of one name: the first that is an address counts, of each family. */
  private final class Values {
    private final boolean prefix;
    private boolean any;

    /** Why none of them can be used; empty if one can, or if all say that there is none. */
    private String refusal = "";

    Values(boolean prefix) {
      this.prefix = prefix;
    }

    /** Takes what one value lists; with anything in it that is no address, it is none. */
    void take(String value) {
      List<PublicAddress> listed = new ArrayList<>(2);
      String wrong = "";
      for (String text : texts(value)) {
        String why = takeOne(text, listed);
        wrong = wrong.isEmpty() ? why : wrong;
      }
      if (!wrong.isEmpty()) {
        refusal = any || !refusal.isEmpty() ? refusal : wrong;
        return;
      }
      for (PublicAddress address : listed) {
        any = true;
        refusal = "";
        if (!has(address.family())) {
          found.add(new Sighting(address, true));
        }
      }
    }

    private static List<String> texts(String value) {
      return value.indexOf(',') < 0 && value.indexOf(' ') < 0 && value.indexOf(';') < 0
          ? List.of(value)
          : BETWEEN.splitAsStream(value).toList();
    }

    /** Returns why a text cannot be used; empty if it can, or if it says that there is none. */
    private String takeOne(String text, List<PublicAddress> listed) {
      Optional<PublicAddress> address = PublicAddress.parseWithLength(text);
      if (address.isEmpty()) {
        return NOT_GIVEN.matcher(text).matches() ? "" : " is not an IPv4 or IPv6 address";
      }
      Scope scope = Scope.of(address.get());
      if (scope == Scope.UNSPECIFIED) {
        return "";
      }
      if (!scope.accepted()) {
        return " is " + scope.description();
      }
      Optional<PublicAddress> told = prefix ? asPrefix(address.get(), text) : address;
      told.ifPresent(listed::add);
      return told.isPresent() ? "" : " is a prefix without a length";
    }
  }

  /** What a parameter calls a prefix is one, even if bits are set after its length. */
  private static Optional<PublicAddress> asPrefix(PublicAddress address, String text) {
    if (address.family() != Family.IPV6) {
      return Optional.of(address);
    }
    int slash = text.indexOf('/');
    int length = slash < 0 ? DEFAULT_PREFIX : Integer.parseInt(text.substring(slash + 1).strip());
    return length < 1
        ? Optional.empty()
        : Optional.of(address.prefix(Math.min(length, DEFAULT_PREFIX)));
  }
}
