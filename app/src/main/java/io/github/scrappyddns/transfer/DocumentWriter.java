package io.github.scrappyddns.transfer;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.steering.channel.ChannelCopy;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.io.IOException;
import java.io.OutputStream;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Who writes the file, one part after the other: the head, the channels, the networks. The format
 * is {@code docs/export.md}'s. Used by one thread.
 */
public final class DocumentWriter {
  /** The member that says what the file is, and its value. */
  static final String MARK = "scrappy-ddns";

  static final int FORMAT = 1;
  static final String LEFT_OUT = "left out";
  static final String NEVER = "never";

  private final JsonGenerator json;
  private final boolean withHistory;
  private boolean inChannels;
  private boolean inNetworks;

  /**
   * @param out is flushed at the end, and not closed
   * @param version of this program
   */
  public DocumentWriter(OutputStream out, Instant madeAt, String version, boolean withHistory)
      throws IOException {
    json =
        new JsonFactory()
            .createGenerator(out)
            .disable(JsonGenerator.Feature.AUTO_CLOSE_TARGET)
            .setPrettyPrinter(printer());
    this.withHistory = withHistory;
    json.writeStartObject();
    json.writeNumberField(MARK, FORMAT);
    json.writeStringField("made_at", madeAt.toString());
    json.writeStringField("version", version);
  }

  /** What stands in a list has a line of its own. */
  private static DefaultPrettyPrinter printer() {
    DefaultPrettyPrinter printer =
        new DefaultPrettyPrinter(
            Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER));
    printer.indentArraysWith(new DefaultIndenter(" ", "\n"));
    printer.indentObjectsWith(new DefaultPrettyPrinter.FixedSpaceIndenter());
    return printer;
  }

  /** Begins the list of channels, and be it empty; a file without one says nothing of channels. */
  public void channels() throws IOException {
    inChannels = true;
    json.writeArrayFieldStart("channels");
  }

  /**
   * Writes a channel, before the first network.
   *
   * @param withSecret whether its whole URL is written; otherwise the one without secrets
   */
  public void channel(ChannelCopy copy, boolean withSecret) throws IOException {
    json.writeStartObject();
    json.writeStringField("name", copy.name());
    json.writeStringField("from", copy.ofSettings() ? "settings" : "dashboard");
    if (!copy.ofSettings()) {
      json.writeStringField("kind", copy.kind());
      if (withSecret && copy.url().isPresent()) {
        json.writeStringField("url", copy.url().get());
      } else {
        json.writeStringField("url", copy.masked());
        json.writeStringField("secret", LEFT_OUT);
      }
      if (!copy.networks().isEmpty()) {
        json.writeStringField("networks", copy.networks());
      }
      json.writeBooleanField("paused", copy.paused());
    }
    json.writeEndObject();
  }

  /** Writes a network. */
  public void network(NetworkCopy copy) throws IOException {
    beginNetworks();
    json.writeStartObject();
    json.writeStringField("name", copy.name());
    json.writeStringField("from", copy.listed() ? "token list" : "dashboard");
    settings(copy.settings());
    json.writeArrayFieldStart("tokens");
    for (NetworkCopy.Token token : copy.tokens()) {
      token(token);
    }
    json.writeEndArray();
    json.writeArrayFieldStart("addresses");
    for (NetworkCopy.Address address : copy.addresses()) {
      json.writeStartObject();
      json.writeStringField("address", address.address().toString());
      json.writeStringField("since", address.since().toString());
      json.writeStringField("last_seen", address.lastSeen().toString());
      json.writeEndObject();
    }
    json.writeEndArray();
    if (withHistory) {
      json.writeArrayFieldStart("history");
      for (NetworkCopy.Happening event : copy.history()) {
        event(event);
      }
      json.writeEndArray();
    }
    json.writeEndObject();
  }

  private void settings(NetworkSettings settings) throws IOException {
    json.writeBooleanField("paused", settings.paused());
    if (settings.silentAfter() == NetworkSettings.NEVER_SILENT) {
      json.writeStringField("silent_after", NEVER);
    } else if (settings.silentAfter() != NetworkSettings.AS_SETTINGS_SAY) {
      json.writeStringField("silent_after", Duration.ofMillis(settings.silentAfter()).toString());
    }
    if (settings.maintenanceUntil() > 0) {
      json.writeStringField(
          "maintenance_until", Instant.ofEpochMilli(settings.maintenanceUntil()).toString());
    }
  }

  private void token(NetworkCopy.Token token) throws IOException {
    json.writeStartObject();
    json.writeStringField("sha256", token.digest().hex());
    if (!token.start().isEmpty()) {
      json.writeStringField("start", token.start());
    }
    time("created_at", token.createdAt().orElse(null));
    time("ends_at", token.endsAt().orElse(null));
    json.writeEndObject();
  }

  private void event(NetworkCopy.Happening event) throws IOException {
    json.writeStartObject();
    json.writeStringField("kind", event.kind().name().toLowerCase(Locale.ROOT));
    json.writeStringField("address", event.current().toString());
    json.writeStringField("at", event.at().toString());
    if (event.previous() != null) {
      json.writeStringField("previous", event.previous().toString());
      time("previous_since", event.previousSince());
    }
    json.writeEndObject();
  }

  private void time(String name, @Nullable Instant time) throws IOException {
    if (time != null) {
      json.writeStringField(name, time.toString());
    }
  }

  private void beginNetworks() throws IOException {
    if (!inNetworks) {
      inNetworks = true;
      if (inChannels) {
        json.writeEndArray();
      }
      json.writeArrayFieldStart("networks");
    }
  }

  /** Ends the file; one that was given up half-way must not look whole. */
  public void end() throws IOException {
    beginNetworks();
    json.writeEndArray();
    json.writeEndObject();
    json.writeRaw('\n');
    json.close();
  }
}
