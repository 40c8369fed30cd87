package io.github.scrappyddns.transfer.foreign;

import com.fasterxml.jackson.databind.JsonNode;
import io.github.scrappyddns.network.Token;
import java.net.URI;
import java.util.function.Supplier;
import java.util.regex.Pattern;

/**
 * What makes networks of files that people have: checks of Healthchecks, a backup of Uptime Kuma,
 * settings of ddclient and of inadyn. Which of them a file is, it says itself. Pure but for the
 * fresh tokens.
 */
public final class TakeOver {
  private static final Pattern OF_INADYN =
      Pattern.compile("(?m)^\\s*(provider|custom)\\s+[^={]+\\{");

  private static final Pattern OF_DDCLIENT =
      Pattern.compile("(?m)^[^#\\n]*\\b(protocol|server|use|usev4|usev6|login)=\\S");

  private final URI server;
  private final Supplier<Token> tokens;

  /**
   * @param server this service's public address, without a slash at the end
   * @param tokens gives fresh ones
   */
  public TakeOver(URI server, Supplier<Token> tokens) {
    this.server = server;
    this.tokens = tokens;
  }

  /**
   * Makes networks of a file.
   *
   * @throws ForeignException if it is none of these, or nothing is in it
   */
  public TakenOver of(String text) throws ForeignException {
    NewNetworks made = new NewNetworks(server, tokens);
    String settings = "";
    String bare = text.replaceFirst("^\uFEFF", "");
    if (bare.stripLeading().startsWith("{") || bare.stripLeading().startsWith("[")) {
      json(ForeignJson.read(bare), made);
    } else if (OF_INADYN.matcher(bare).find() || InadynConf.isOfVersion1(bare)) {
      settings = new InadynConf(made, new Guide()).takeOver(bare);
    } else if (OF_DDCLIENT.matcher(bare).find()) {
      settings = new DdclientConf(made, new Guide()).takeOver(bare);
    } else {
      throw unknown();
    }
    if (made.isEmpty()) {
      throw new ForeignException("nothing in this file makes a network");
    }
    return made.all(settings);
  }

  private static void json(JsonNode all, NewNetworks made) throws ForeignException {
    if (ForeignJson.isOfHealthchecks(all)) {
      ForeignJson.healthchecks(all, made);
    } else if (ForeignJson.isOfUptimeKuma(all)) {
      ForeignJson.uptimeKuma(all, made);
    } else if (all.has("scrappy-ddns")) {
      throw new ForeignException("this is a file of Scrappy DDNS already: import it as it is");
    } else {
      throw unknown();
    }
  }

  private static ForeignException unknown() {
    return new ForeignException(
        "this is none of the files that can be taken over: checks of Healthchecks (JSON), a backup"
            + " of Uptime Kuma (JSON), ddclient.conf, inadyn.conf");
  }
}
