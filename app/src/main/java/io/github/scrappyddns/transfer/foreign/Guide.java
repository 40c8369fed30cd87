package io.github.scrappyddns.transfer.foreign;

import io.github.scrappyddns.client.Access;
import io.github.scrappyddns.client.Clients;
import io.github.scrappyddns.words.Language;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of clients as the guide has them. */
final class Guide {
  private static final Pattern FENCED = Pattern.compile("(?ms)^```\\w*\\n(.*?)^```$");

  private final Clients clients = new Clients(Language.ENGLISH);

  /** The lines that a client of this id needs: the first block of its guide. */
  Stream<String> lines(String client, Access access) {
    Matcher block = FENCED.matcher(clients.find(client).orElseThrow().guide(access));
    if (!block.find()) {
      throw new IllegalStateException("The guide has no settings for " + client);
    }
    return block.group(1).lines();
  }
}
