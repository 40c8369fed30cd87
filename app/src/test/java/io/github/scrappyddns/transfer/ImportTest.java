package io.github.scrappyddns.transfer;

import static io.github.scrappyddns.checkin.CheckInResult.UNCHANGED;
import static io.github.scrappyddns.transfer.TransferInstance.OWNER;
import static io.github.scrappyddns.transfer.TransferInstance.token;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.checkin.CheckInResult;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.steering.Intake.Manner;
import io.github.scrappyddns.steering.NewToken;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.TestDatabase;
import io.github.scrappyddns.transfer.Plan.Verdict;
import io.github.scrappyddns.view.events.Inbox;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.Parameter;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Everything as one file, out of one instance and into another, on every database. */
@ParameterizedClass
@EnumSource(TestDatabase.class)
class ImportTest {
  private static final String SECRET = "ntfys://alice:planted-password@ntfy.example.org/alerts";

  @Parameter TestDatabase kind;
  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private TransferInstance here;
  private TransferInstance there;
  private Token home;

  @BeforeEach
  void open() throws Exception {
    here = new TransferInstance(kind.open(directory), clock, directory.resolve("here"));
    there = new TransferInstance(kind.open(directory), clock, directory.resolve("there"));
    Files.createDirectories(directory.resolve("here"));
    Files.createDirectories(directory.resolve("there"));
    here.list("listed-token-of-the-office:Office");
    NewToken made = here.add("Home ☕");
    home = made.token();
    here.call(home, "203.0.113.7");
    clock.advance(Duration.ofHours(1));
    here.call(home, "203.0.113.8");
    here.call(home, "2001:db8::1");
    here.call(home, "2001:db8:1::/56");
    here.call(token("listed-token-of-the-office"), "203.0.113.50");
    here.steering.settings().silentAfter(OWNER, made.networkId(), 5_400_000);
    here.steering.settings().maintain(OWNER, made.networkId(), Duration.ofDays(2));
    here.add("Paused");
    here.steering.settings().pause(OWNER, made.networkId() + 1);
    assertThat(here.book.add(SECRET, "my alerts", "Home*").refusal()).isEmpty();
    here.book.pause(
        here.book.copies().values().stream().mapToLong(Long::longValue).max().orElse(0), true);
  }

  @AfterEach
  void close() {
    here.close();
    there.close();
  }

  @Test
  void what_was_imported_into_an_empty_one_is_exported_the_same() throws Exception {
    String file = here.exported(true);
    Plan plan = there.imported(file, Manner.MERGE);

    assertThat(plan.networks()).isEqualTo(Map.of(Verdict.ADDED, 3));
    assertThat(plan.channels()).isEqualTo(Map.of(Verdict.ADDED, 1, Verdict.LEFT_ALONE, 1));
    assertThat(there.exported(true))
        .isEqualTo(
            file.replace("\"from\": \"token list\"", "\"from\": \"dashboard\"")
                .replaceAll(
                    "(\"sha256\": \"[0-9a-f]{64}\") \\}",
                    "$1, \"start\": \"***\", \"created_at\": \"" + clock.instant() + "\" }"));
    assertThat(there.deeds())
        .contains("IMPORTED networks: 3 added; channels: 1 added, 1 left alone")
        .contains("ADDED_CHANNEL my alerts");
  }

  @Test
  void a_router_goes_on_calling_and_nobody_is_told_of_what_is_known() throws Exception {
    there.imported(here.exported(false), Manner.MERGE);

    assertThat(there.debts("phone")).isZero();
    assertThat(there.call(home, "203.0.113.8")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(there.call(home, "2001:db8::1")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(there.call(home, "2001:db8:1::/56")).isEqualTo(CheckInResult.UNCHANGED);
    assertThat(there.call(token("listed-token-of-the-office"), "203.0.113.50"))
        .isEqualTo(CheckInResult.UNCHANGED);
    assertThat(there.debts("phone")).isZero();
    assertThat(new Inbox(there.database, clock).unread()).isZero();

    assertThat(there.call(home, "203.0.113.9")).isEqualTo(CheckInResult.CHANGED);
    assertThat(there.debts("phone")).isEqualTo(1);
    assertThat(new Inbox(there.database, clock).unread()).isEqualTo(1);
  }

  @Test
  void a_dry_run_says_what_a_run_does_and_writes_nothing() throws Exception {
    there.add("Cabin");
    String file = here.exported(true);
    for (Manner manner : Manner.values()) {
      var before = there.rows();
      Plan plan = there.planned(file, manner);
      assertThat(there.rows()).isEqualTo(before);
      assertThat(plan.isChange()).isTrue();
      assertThat(there.imported(file, manner)).isEqualTo(plan);
      assertThat(there.rows()).isNotEqualTo(before);
    }
  }

  @Test
  void who_merges_twice_gets_nothing_more() throws Exception {
    String file = here.exported(true);
    there.imported(file, Manner.MERGE);
    String before = there.exported(true);

    for (Manner manner : Manner.values()) {
      Plan again = there.imported(file, manner);
      assertThat(again.isChange()).as(again.lines().toString()).isFalse();
      assertThat(there.exported(true)).isEqualTo(before);
    }
  }

  @Test
  void to_merge_changes_nothing_that_is_here_but_adds_tokens() throws Exception {
    NewToken mine = there.add("Home ☕");
    there.call(mine.token(), "203.0.113.99");
    there.steering.settings().pause(OWNER, mine.networkId());

    Plan plan = there.imported(here.exported(false), Manner.MERGE);

    assertThat(plan.networks()).isEqualTo(Map.of(Verdict.ADDED, 2, Verdict.CHANGED, 1));
    assertThat(plan.lines().toString()).contains("changed: network Home ☕ (its settings here");
    assertThat(there.networks.settings(mine.networkId()).paused()).isTrue();
    assertThat(there.networks.find(mine.token())).isPresent();
    assertThat(there.call(home, "203.0.113.99")).isEqualTo(CheckInResult.UNCHANGED);
  }

  @Test
  void to_replace_makes_networks_and_channels_what_the_file_says() throws Exception {
    NewToken mine = there.add("Home ☕");
    NewToken cabin = there.add("Cabin");
    there.call(mine.token(), "203.0.113.99");
    there.book.add("ntfys://ntfy.example.org/other", "other", "");
    there.book.add("ntfys://ntfy.example.org/old", "my alerts", "");

    Plan plan = there.imported(here.exported(true), Manner.REPLACE);

    assertThat(plan.networks())
        .isEqualTo(Map.of(Verdict.ADDED, 2, Verdict.CHANGED, 1, Verdict.REMOVED, 1));
    assertThat(plan.channels())
        .isEqualTo(Map.of(Verdict.CHANGED, 1, Verdict.REMOVED, 1, Verdict.LEFT_ALONE, 1));
    assertThat(there.networks.find(cabin.token())).isEmpty();
    assertThat(there.networks.find(mine.token())).as("its token is not in the file").isEmpty();
    assertThat(there.networks.settings(mine.networkId()).silentAfter()).isEqualTo(5_400_000);
    assertThat(there.call(home, "203.0.113.99"))
        .as("its own past")
        .isEqualTo(CheckInResult.UNCHANGED);
    assertThat(there.channels()).containsExactly("phone", "my alerts");
    assertThat(there.exported(true)).contains(SECRET).contains("\"paused\": true");
    assertThat(there.deeds()).contains("REMOVED_NETWORK Cabin", "REMOVED_CHANNEL other");
  }

  @Test
  void what_a_file_does_not_list_at_all_is_not_removed() throws Exception {
    there.add("Cabin");
    there.book.add("ntfys://ntfy.example.org/other", "other", "");
    Plan plan = there.imported("{\"scrappy-ddns\": 1}", Manner.REPLACE);
    assertThat(plan.isChange()).isFalse();
    assertThat(there.networks.ids().size()).isEqualTo(1);
    assertThat(there.channels()).contains("other");
  }

  @Test
  void a_network_of_the_token_list_stays_one_and_takes_no_tokens() throws Exception {
    there.list("another-token-of-the-office:Office", "another-token-of-home:Somewhere");
    Plan plan = there.imported(here.exported(false), Manner.REPLACE);
    assertThat(plan.lines().toString())
        .contains("left alone: network Office (the token list here names it");
    assertThat(there.networks.find(token("listed-token-of-the-office"))).isEmpty();
    assertThat(there.networks.find(token("another-token-of-home"))).isPresent();
  }

  @Test
  void a_token_that_opens_another_network_here_goes_on_doing_so() throws Exception {
    there.list("listed-token-of-the-office:Headquarters");
    Plan plan = there.imported(here.exported(false), Manner.MERGE);
    assertThat(plan.lines().toString())
        .contains("added: network Office (a token was left out, because it opens another network");
    assertThat(there.networks.find(token("listed-token-of-the-office")).orElseThrow().name())
        .isEqualTo("Headquarters");
  }

  @Test
  void a_network_that_was_once_listed_comes_back_with_the_past_that_it_had_here() throws Exception {
    there.list("once-a-token-of-the-office:Office");
    there.call(token("once-a-token-of-the-office"), "203.0.113.77");
    there.list();
    Plan plan = there.imported(here.exported(false), Manner.MERGE);
    assertThat(plan.lines().toString())
        .contains("added: network Office (it comes back with the history that is here)");
    assertThat(there.call(token("listed-token-of-the-office"), "203.0.113.77"))
        .isEqualTo(CheckInResult.UNCHANGED);
  }

  @Test
  void a_token_that_has_ended_here_is_not_brought_back() throws Exception {
    String file = here.exported(false);
    there.imported(file, Manner.MERGE);
    long id = there.networks.find(home).orElseThrow().id();
    long number = there.steering.tokens().of(id).get(0).id();
    there.steering.tokens().remove(OWNER, id, number);
    clock.advance(Duration.ofSeconds(1));
    Plan plan = there.imported(file, Manner.MERGE);
    assertThat(plan.isChange()).isFalse();
    assertThat(there.networks.find(home)).isEmpty();
  }

  @Test
  void without_being_asked_no_secret_of_a_channel_is_written() {
    assertThat(here.exported(false))
        .doesNotContain("planted-password")
        .doesNotContain(home.reveal())
        .contains("\"secret\": \"left out\"");
    assertThat(here.exported(true)).contains("planted-password").doesNotContain(home.reveal());
    assertThat(here.deeds()).contains("EXPORTED with secrets", "EXPORTED without secrets");
  }

  @Test
  void a_channel_without_its_url_is_skipped_with_a_line_that_says_so() throws Exception {
    Plan plan = there.imported(here.exported(false), Manner.MERGE);
    assertThat(plan.lines().toString())
        .contains("skipped: channel my alerts (its URL is not in the file");
    assertThat(there.channels()).containsExactly("phone");
  }

  @Test
  void another_instance_lets_imported_networks_in_with_its_next_look() throws Exception {
    if (kind != TestDatabase.POSTGRESQL) {
      return;
    }
    String url = kind.freshUrl(directory);
    Path second = Files.createDirectories(directory.resolve("second"));
    try (TransferInstance one = new TransferInstance(Database.open(url), clock, second);
        TransferInstance other = new TransferInstance(Database.open(url), clock, second)) {
      one.imported(here.exported(true), Manner.MERGE);
      assertThat(other.networks.find(home)).isEmpty();
      other.look();
      assertThat(other.call(home, "203.0.113.8")).isEqualTo(CheckInResult.UNCHANGED);
      assertThat(other.channels()).contains("my alerts");
      other.add("Meanwhile");
      one.imported(here.exported(true).replace("Paused", "Meanwhile"), Manner.MERGE);
      assertThat(one.networks.ids().size()).isEqualTo(4);
    }
  }

  @Test
  void who_was_interrupted_imports_again_and_has_all_of_it_once() throws Exception {
    String file = here.exported(true);
    byte[] bytes = file.getBytes(UTF_8);
    int[] opened = {0};
    Import.Source breaking =
        () -> {
          InputStream all = new ByteArrayInputStream(bytes);
          opened[0]++;
          // The first reading is the comparison, the second stores.
          return opened[0] == 1
              ? all
              : new SequenceInputStream(
                  new ByteArrayInputStream(bytes, 0, file.lastIndexOf("\"name\"")), broken());
        };
    assertThatThrownBy(() -> there.taking.run(OWNER, breaking, Manner.MERGE))
        .isInstanceOf(IOException.class)
        .hasMessage("the disk is gone");
    assertThat(there.call(home, "203.0.113.8")).as("came first").isEqualTo(UNCHANGED);
    assertThat(there.networks.ids().size()).isEqualTo(2);

    Plan rest = there.imported(file, Manner.MERGE);
    assertThat(rest.networks()).isEqualTo(Map.of(Verdict.ADDED, 1, Verdict.LEFT_ALONE, 2));
    assertThat(there.imported(file, Manner.MERGE).isChange()).isFalse();
    assertThat(there.exported(true).lines().count()).isEqualTo(file.lines().count());
  }

  private static InputStream broken() {
    return new InputStream() {
      @Override
      public int read() throws IOException {
        throw new IOException("the disk is gone");
      }

      @Override
      public int read(byte[] into, int from, int count) throws IOException {
        throw new IOException("the disk is gone");
      }
    };
  }

  @Test
  void of_a_file_that_is_damaged_at_its_end_nothing_is_taken_in() throws Exception {
    String file = here.exported(true).replace("\"Paused\"", "\"Home ☕\"");
    var before = there.rows();
    assertThatThrownBy(() -> there.imported(file, Manner.REPLACE))
        .isInstanceOf(DocumentException.class)
        .hasMessage("networks[2].name: another network has it, too");
    assertThat(there.rows()).isEqualTo(before);
  }

  @Test
  void a_network_that_is_paused_by_an_import_owes_nothing_any_more() throws Exception {
    NewToken mine = there.add("Paused");
    there.call(mine.token(), "203.0.113.60");
    assertThat(there.debts("phone")).isEqualTo(1);
    there.imported(here.exported(false), Manner.REPLACE);
    assertThat(there.networks.settings(mine.networkId()).paused()).isTrue();
    assertThat(there.debts("phone")).isZero();
  }

  @Test
  void settings_that_say_never_are_kept() throws Exception {
    long id = here.networks.find(home).orElseThrow().id();
    here.steering.settings().silentAfter(OWNER, id, NetworkSettings.NEVER_SILENT);
    there.imported(here.exported(false), Manner.MERGE);
    assertThat(there.networks.settings(there.networks.find(home).orElseThrow().id()))
        .isEqualTo(here.networks.settings(id));
  }
}
