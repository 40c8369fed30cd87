package io.github.scrappyddns.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;
import io.github.scrappyddns.address.PublicAddress;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.steering.channel.ChannelCopy;
import io.github.scrappyddns.timeline.Event;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The file of everything: written, read back, held against its schema, and damaged. */
class DocumentTest {
  private static final Instant NOON = Instant.parse("2026-11-27T12:00:00.123Z");
  private static final String DIGEST = "0123456789abcdef".repeat(4);

  private final List<NetworkCopy> networks = new ArrayList<>();
  private final List<ChannelCopy> channels = new ArrayList<>();

  private DocumentReader.Whole read(String file) throws IOException, DocumentException {
    return DocumentReader.read(
        new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)),
        NOON,
        new DocumentReader.Taker() {
          @Override
          public void channel(ChannelCopy copy) {
            channels.add(copy);
          }

          @Override
          public void network(NetworkCopy copy) {
            networks.add(copy);
          }
        });
  }

  private static NetworkCopy full() {
    PublicAddress first = PublicAddress.parse("203.0.113.7").orElseThrow();
    PublicAddress second = PublicAddress.parse("203.0.113.8").orElseThrow();
    PublicAddress prefix = PublicAddress.parseWithLength("2001:db8:1::/56").orElseThrow();
    return new NetworkCopy(
        "Home \"☕\" \\",
        true,
        new NetworkSettings(true, 5_400_500, NOON.toEpochMilli()),
        List.of(
            new NetworkCopy.Token(
                Token.parse("a-token-of-some-length").orElseThrow().digest(),
                "a-to…",
                Optional.of(NOON),
                Optional.of(NOON))),
        List.of(
            new NetworkCopy.Address(second, NOON, NOON),
            new NetworkCopy.Address(prefix, NOON, NOON)),
        List.of(
            new NetworkCopy.Happening(Event.Kind.FIRST_SEEN, null, null, first, NOON),
            new NetworkCopy.Happening(Event.Kind.CHANGED, first, NOON, second, NOON),
            new NetworkCopy.Happening(Event.Kind.SILENT, second, NOON, second, NOON),
            new NetworkCopy.Happening(Event.Kind.BACK, second, NOON, second, NOON),
            new NetworkCopy.Happening(Event.Kind.TAKEN_OVER, null, null, prefix, NOON)));
  }

  private static String written(NetworkCopy... copies) throws IOException {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DocumentWriter document = new DocumentWriter(out, NOON, "1.0.0", true);
    document.channels();
    document.channel(
        new ChannelCopy("of settings", true, "", Optional.empty(), "", "", false), true);
    document.channel(
        new ChannelCopy(
            "open", false, "ntfy", Optional.of("ntfys://host/topic"), "ntfys://***", "Home", true),
        true);
    document.channel(
        new ChannelCopy(
            "closed", false, "ntfy", Optional.of("ntfys://host/topic"), "ntfys://***", "", false),
        false);
    for (NetworkCopy copy : copies) {
      document.network(copy);
    }
    document.end();
    return out.toString(StandardCharsets.UTF_8);
  }

  @Test
  void what_is_written_is_read_back() throws Exception {
    NetworkCopy bare =
        new NetworkCopy("Bare", false, NetworkSettings.NONE, List.of(), List.of(), List.of());
    DocumentReader.Whole whole = read(written(full(), bare));
    assertThat(whole.passedOver()).isEmpty();
    assertThat(networks).containsExactly(full(), bare);
    assertThat(channels).hasSize(3);
    assertThat(channels.get(1).url()).contains("ntfys://host/topic");
    assertThat(channels.get(1).paused()).isTrue();
    assertThat(channels.get(2).url()).isEmpty();
    assertThat(channels.get(2).masked()).isEqualTo("ntfys://***");
  }

  @Test
  void only_who_has_a_list_of_channels_writes_one() throws Exception {
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    DocumentWriter document = new DocumentWriter(out, NOON, "1.0.0", true);
    document.network(full());
    document.end();
    String file = out.toString(StandardCharsets.UTF_8);
    assertThat(file).doesNotContain("\"channels\"");
    assertThat(read(file).channels()).isFalse();
    assertThat(problems(file)).isEmpty();
  }

  @Test
  void a_channel_of_the_settings_and_one_of_the_dashboard_may_have_one_name() throws Exception {
    read(
        "{\"scrappy-ddns\": 1, \"channels\": [{\"name\": \"a\", \"from\": \"settings\"},"
            + " {\"name\": \"a\", \"from\": \"dashboard\"}]}");
    assertThat(channels).hasSize(2);
  }

  @Test
  void a_token_may_end_in_90_days_at_the_latest() throws Exception {
    String file =
        "{\"scrappy-ddns\": 1, \"networks\": [{\"name\": \"x\", \"tokens\": [{\"sha256\": \""
            + DIGEST
            + "\", \"ends_at\": \"";
    read(file + NOON.plus(Duration.ofDays(90)) + "\"}]}]}");
    assertThat(networks).hasSize(1);
    assertThatThrownBy(() -> read(file + NOON.plus(Duration.ofDays(91)) + "\"}]}]}"))
        .isInstanceOf(DocumentException.class)
        .hasMessage(
            "networks[0].tokens[0].ends_at: more than 90 days ahead: such a token counts as ended");
  }

  @Test
  void what_is_written_is_what_the_schema_describes() throws IOException {
    assertThat(problems(written(full()))).isEmpty();
    assertThat(problems(written())).isEmpty();
    assertThat(problems(written(full()).replace("\"changed\"", "\"moved\""))).isNotEmpty();
    assertThat(problems(written(full()).replace("\"scrappy-ddns\": 1", "\"x\": 1"))).isNotEmpty();
  }

  private static List<Error> problems(String file) throws IOException {
    try (InputStream text = Export.class.getResourceAsStream("export.schema.json")) {
      Schema schema =
          SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
              .getSchema(new String(text.readAllBytes(), StandardCharsets.UTF_8));
      return schema.validate(file, InputFormat.JSON);
    }
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "'' | the file is empty",
        "{ | the file is damaged, or no JSON, at line",
        "nonsense | the file is damaged, or no JSON, at line 1",
        "[] | not an object",
        "{} | scrappy-ddns: missing: this is no file",
        "{\"scrappy-ddns\": 2} | scrappy-ddns: not 1: a newer version",
        "{\"scrappy-ddns\": \"1\"} | scrappy-ddns: not a whole number",
        "{\"scrappy-ddns\": 1} {} | something stands behind the end",
        "{\"scrappy-ddns\": 1, \"scrappy-ddns\": 1} | the file is damaged",
        "{\"networks\": {}} | networks: not a list",
        "{\"networks\": [7]} | networks[0]: not an object",
        "{\"made_at\": \"noon\"} | made_at: not a time like",
        "{\"channels\": [{}]} | channels[0].name: missing",
        "{\"channels\": [{\"name\": \"a\"}, {\"name\": \"a\"}]} | channels[1].name: another channel",
        "{\"channels\": [{\"name\": \"a\", \"from\": \"x\"}]} | channels[0].from: neither",
        "{\"channels\": [{\"name\": \"a\", \"secret\": \"x\"}]} | channels[0].secret: can only be",
        "{\"channels\": [{\"name\": \"a\", \"url\": []}]} | channels[0].url: not a text",
      })
  void a_damaged_file_is_refused_with_its_place(String file, String problem) {
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DocumentException.class)
        .hasMessageStartingWith(problem);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "\"paused\": true | name: missing",
        "\"name\": \" \" | name: empty",
        "\"name\": \"a\\u0007\" | name: holds characters",
        "\"name\": \"Here\" | name: another network has it",
        "\"name\": \"x\", \"from\": \"x\" | from: neither",
        "\"name\": \"x\", \"paused\": 1 | paused: neither true nor false",
        "\"name\": \"x\", \"silent_after\": 60 | silent_after: not a text",
        "\"name\": \"x\", \"silent_after\": \"1h\" | silent_after: neither",
        "\"name\": \"x\", \"silent_after\": \"PT0S\" | silent_after: neither",
        "\"name\": \"x\", \"silent_after\": \"-PT1H\" | silent_after: neither",
        "\"name\": \"x\", \"maintenance_until\": \"1969-01-01T00:00:00Z\" | maintenance_until: not between",
        "\"name\": \"x\", \"tokens\": [{}] | tokens[0].sha256: not 64",
        "\"name\": \"x\", \"tokens\": [{\"sha256\": \"DIGEST\"}, {\"sha256\": \"DIGEST\"}] | tokens: one of them",
        "\"name\": \"x\", \"addresses\": [{\"address\": \"nas\"}] | addresses[0].address: not an IP",
        "\"name\": \"x\", \"addresses\": [{\"address\": \"1.2.3.4/8\"}] | addresses[0].address: not an IP",
        "\"name\": \"x\", \"addresses\": [{\"address\": \"1.2.3.4\"}] | addresses[0].since: missing",
        "\"name\": \"x\", \"history\": [{\"kind\": \"moved\"}] | history[0].kind: no kind of event",
        "\"name\": \"x\", \"history\": [{\"kind\": \"changed\", \"address\": \"1.2.3.4\"}] | history[0].previous: missing",
        "\"name\": \"x\", \"history\": [{\"kind\": \"first_seen\", \"address\": \"1.2.3.4\"}] | history[0].at: missing",
      })
  void a_damaged_network_is_refused_with_its_place(String network, String problem) {
    String file =
        "{\"scrappy-ddns\": 1, \"networks\": [{\"name\": \"Here\"}, {"
            + network.replace("DIGEST", DIGEST)
            + "}]}";
    assertThatThrownBy(() -> read(file))
        .isInstanceOf(DocumentException.class)
        .hasMessageStartingWith("networks[1]." + problem);
  }

  @Test
  void too_long_names_and_lists_are_refused() {
    assertThatThrownBy(() -> read("{\"networks\": [{\"name\": \"" + "x".repeat(301) + "\"}]}"))
        .hasMessage("networks[0].name: longer than 300 characters");
    String address = "{\"address\": \"1.2.3.4\", \"since\": \"2026-11-27T12:00:00Z\"}";
    assertThatThrownBy(
            () ->
                read(
                    "{\"networks\": [{\"name\": \"x\", \"addresses\": ["
                        + address
                        + ", "
                        + address
                        + "]}]}"))
        .hasMessage("networks[0].addresses[1]: a second one of its family");
    assertThatThrownBy(() -> read("{\"x\": " + "[".repeat(50) + "]}"))
        .hasMessageStartingWith("the file is damaged");
  }

  @Test
  void an_error_never_quotes_what_it_stumbled_over() {
    assertThatThrownBy(() -> read("{\"channels\": [{\"url\": planted-secret}]}"))
        .hasMessageNotContaining("planted");
    assertThatThrownBy(() -> read("{\"made_at\": \"planted-secret\"}"))
        .hasMessageNotContaining("planted");
  }

  @Test
  void members_that_nobody_knows_are_passed_over_and_named() throws Exception {
    DocumentReader.Whole whole =
        read(
            "{\"scrappy-ddns\": 1, \"colour\": {\"a\": [1]}, \"networks\": ["
                + "{\"name\": \"a\", \"size\": []}, {\"name\": \"b\", \"size\": 3}]}");
    assertThat(whole.passedOver()).containsExactlyInAnyOrder("colour", "networks[].size");
    assertThat(networks).hasSize(2);
  }
}
