package io.github.scrappyddns.http;

import java.util.List;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * What a call says: the parameters of its query, then those of its body, in their order. The case
 * of names does not matter, since routers write them in any; nor does {@code []} after one, by
 * which PHP's clients mean a list.
 */
public final class Parameters {
  private final Fields fields = new Fields();
  private final int ofQuery;
  private final Optional<Unreadable> unreadable;

  private Parameters(Request request) {
    fields.addForm(request.query());
    ofQuery = fields.pairs.size();
    unreadable = request.body().isEmpty() ? Optional.empty() : Body.read(request, fields);
  }

  public static Parameters of(Request request) {
    return new Parameters(request);
  }

  /** Why the body cannot be read; empty if it can, or if there is none. */
  public Optional<Unreadable> unreadable() {
    return unreadable;
  }

  /** The value of the first of these names, in lower case, that is present. */
  public Optional<String> first(String... names) {
    for (String name : names) {
      @Nullable String value = get(name);
      if (value != null) {
        return Optional.of(value);
      }
    }
    return Optional.empty();
  }

  /** The first value of a name in lower case; null if it is missing. */
  public @Nullable String get(String name) {
    for (int i = 0; i < fields.pairs.size(); i += 2) {
      if (fields.pairs.get(i).equals(name)) {
        return fields.pairs.get(i + 1);
      }
    }
    return null;
  }

  /** Gives every name, in lower case, with its value, in their order; a name may come again. */
  public void forEach(BiConsumer<String, String> taker) {
    for (int i = 0; i < fields.pairs.size(); i += 2) {
      taker.accept(fields.pairs.get(i), fields.pairs.get(i + 1));
    }
  }

  /** The same of what the body says alone. */
  public void forEachOfBody(BiConsumer<String, String> taker) {
    for (int i = ofQuery; i < fields.pairs.size(); i += 2) {
      taker.accept(fields.pairs.get(i), fields.pairs.get(i + 1));
    }
  }

  /** The keys without a value, in their order and as written: {@code ?home.example.com}. */
  public List<String> bare() {
    return fields.bare;
  }
}
