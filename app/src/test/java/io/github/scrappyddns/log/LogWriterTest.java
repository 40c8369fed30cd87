package io.github.scrappyddns.log;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.HandClock;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(30)
class LogWriterTest {
  private static final Duration LONG = Duration.ofSeconds(20);

  private final HandClock clock = new HandClock();
  private final Reader reader = new Reader();
  private final LogWriter writer = new LogWriter(reader, new LogLine(), clock).start();

  @AfterEach
  void end() {
    reader.reads.countDown();
    writer.close(LONG);
  }

  @Test
  void lines_come_in_their_order_and_a_close_writes_what_waits() {
    reader.reads.countDown();
    for (int i = 0; i < 1_000; i++) {
      writer.offer("line " + i + "\n", false);
    }
    writer.close(LONG);
    assertThat(reader.text().lines()).hasSize(1_000).endsWith("line 998", "line 999");
    assertThat(writer.trouble()).isEmpty();
  }

  @Test
  void nobody_waits_for_a_reader_and_what_there_is_no_room_for_is_counted() {
    holdUp();
    int offered = 100_000;
    for (int i = 0; i < offered; i++) {
      writer.offer("line\n", false);
    }
    assertThat(writer.trouble()).hasValueSatisfying(why -> assertThat(why).contains("missing"));
    reader.reads.countDown();
    writer.offer("behind\n", true);
    writer.close(LONG);
    long written = reader.text().lines().filter(line -> line.equals("line")).count();
    assertThat(written).isBetween(1_000L, 10_000L);
    assertThat(reader.text())
        .contains("behind\n")
        .contains("WARN  Logs: %,d lines are missing here".formatted(offered - written));
    assertThat(writer.trouble()).isEmpty();
  }

  @Test
  void a_reader_who_is_gone_is_told_of_before_anything_is_missing() {
    holdUp();
    assertThat(writer.trouble()).isEmpty();
    clock.advance(Duration.ofSeconds(10));
    assertThat(writer.trouble()).contains("nobody takes its lines; 0 are missing so far");
    reader.reads.countDown();
    assertThat(writer.write("an alert\n", LONG)).isTrue();
    assertThat(writer.trouble()).isEmpty();
  }

  @Test
  void errors_find_room_where_other_lines_find_none() {
    holdUp();
    for (int i = 0; i < 100_000; i++) {
      writer.offer("line\n", false);
    }
    writer.offer("an error\n", true);
    reader.reads.countDown();
    writer.close(LONG);
    assertThat(reader.text()).contains("an error\n");
  }

  @Test
  void an_alert_is_written_or_it_is_said_that_it_is_not() {
    assertThat(writer.write("an alert\n", Duration.ofMillis(20))).isFalse();
    reader.reads.countDown();
    assertThat(writer.write("another\n", LONG)).isTrue();
    assertThat(reader.text()).endsWith("another\n");
    writer.close(LONG);
    assertThat(writer.write("too late\n", LONG)).isFalse();
  }

  @Test
  void a_close_gives_up_where_nobody_reads() {
    holdUp();
    writer.offer("line\n", false);
    writer.close(Duration.ofMillis(20));
    assertThat(reader.text()).isEmpty();
  }

  @Test
  void what_fails_is_tried_again_and_told_meanwhile() {
    reader.trouble = "No space left on device";
    reader.reads.countDown();
    writer.offer("line\n", false);
    Await.until("the trouble is told", () -> writer.trouble().orElse("").contains("No space left"));
    reader.trouble = "";
    assertThat(writer.write("an alert\n", LONG)).isTrue();
    assertThat(reader.text()).isEqualTo("line\nan alert\n");
    assertThat(writer.trouble()).isEmpty();
  }

  @Test
  void a_close_while_all_fails_is_quick() {
    reader.trouble = "No space left on device";
    reader.reads.countDown();
    writer.offer("line\n", false);
    writer.close(LONG);
    assertThat(reader.text()).isEmpty();
  }

  @Test
  void the_place_is_opened_anew_where_that_is_asked_for() {
    reader.reads.countDown();
    assertThat(writer.write("before\n", LONG)).isTrue();
    assertThat(reader.releases).hasValue(0);
    writer.reopen();
    assertThat(writer.write("behind\n", LONG)).isTrue();
    assertThat(reader.releases).hasValue(1);
  }

  /** The writer takes a line, and is held up with it. */
  private void holdUp() {
    writer.offer("first\n", true);
    Await.until("the writer is held up", () -> reader.waited);
  }

  /** Takes nothing until it reads. */
  private static final class Reader implements LogTarget {
    private final CountDownLatch reads = new CountDownLatch(1);
    private final StringBuilder text = new StringBuilder();
    private volatile boolean waited;
    private volatile String trouble = "";
    private final AtomicInteger releases = new AtomicInteger();

    @Override
    public void write(ByteBuffer bytes) throws IOException {
      waited = true;
      try {
        reads.await();
      } catch (InterruptedException e) {
        throw new IOException(e);
      }
      if (!trouble.isEmpty()) {
        throw new IOException(trouble);
      }
      synchronized (text) {
        text.append(UTF_8.decode(bytes));
      }
    }

    @Override
    public void release() {
      releases.incrementAndGet();
    }

    String text() {
      synchronized (text) {
        return text.toString();
      }
    }
  }
}
