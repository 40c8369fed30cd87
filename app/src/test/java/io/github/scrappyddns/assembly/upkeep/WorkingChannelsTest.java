package io.github.scrappyddns.assembly.upkeep;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.channel.ChannelsInForce;
import io.github.scrappyddns.channel.ChannelsInForce.Member;
import io.github.scrappyddns.channel.ChannelsInForce.State;
import io.github.scrappyddns.database.Database;
import io.github.scrappyddns.outbox.Health;
import io.github.scrappyddns.outbox.Outbox;
import io.github.scrappyddns.testing.HandClock;
import io.github.scrappyddns.testing.InForce;
import io.github.scrappyddns.testing.ScriptedChannel;
import io.github.scrappyddns.testing.TestDatabase;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WorkingChannelsTest {
  private static final Health FAILING = new Health(1, 0, 0, 0);

  @TempDir Path directory;

  private final HandClock clock = new HandClock();
  private final ChannelsInForce channels =
      InForce.of(new ScriptedChannel("phone"), new ScriptedChannel("mail"));
  private final Outbox outbox = new Outbox(channels, Duration.ZERO);
  private Database database;
  private WorkingChannels working;

  @BeforeEach
  void open() {
    database = Database.open(TestDatabase.SQLITE.freshUrl(directory));
    working = new WorkingChannels(channels, database, outbox, clock);
  }

  @AfterEach
  void close() {
    database.close();
  }

  private void set(String channel, Health health) {
    database.write(
        writing -> {
          outbox.states().write(writing, channel, health);
          return 0;
        });
  }

  @Test
  void one_that_fails_is_no_trouble_while_another_works() {
    set("phone", FAILING);
    assertThat(working.trouble()).isEmpty();
  }

  @Test
  void it_is_trouble_when_all_of_them_fail() {
    set("phone", FAILING);
    set("mail", FAILING);
    assertThat(working.trouble()).contains("channels: none of them can be reached");
  }

  @Test
  void one_that_is_bad_is_trouble() {
    set("mail", new Health(1, 0, 0, clock.millis()));
    assertThat(working.trouble()).contains("channels: mail needs attention");
  }

  @Test
  void one_that_is_paused_does_not_count() {
    set("mail", new Health(1, 0, 0, clock.millis()));
    List<Member> members = channels.members();
    channels.replace(
        List.of(members.get(0), new Member(members.get(1).channel(), 1, State.PAUSED)));
    assertThat(working.trouble()).isEmpty();
  }
}
