package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.PushReceiver;
import io.github.scrappyddns.testing.RunningJar;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The database's files are deleted, moved or replaced while the service runs. */
class LostFilesProcessTest {
  private static final String TOKEN = "lost-files-test-token-of-home";

  @TempDir Path directory;

  private Path state;
  private Path file;

  @BeforeEach
  void write() throws IOException {
    Files.writeString(directory.resolve("token.list"), TOKEN + ":Home\n");
    state = Files.createDirectory(directory.resolve("state"));
    file = state.resolve("scrappy-ddns.db");
  }

  @Test
  void a_deleted_file_loses_nothing_that_was_acknowledged_and_makes_no_false_alert()
      throws IOException {
    try (PushReceiver receiver = PushReceiver.on(0)) {
      try (RunningJar service = serve(receiver.port())) {
        checkIn(service, "203.0.113.1");
        assertThat(receiver.next()).startsWith("Home is at 203.0.113.1 (first check-in)");
        Files.delete(file);
        Await.until("a change is stored", () -> answer(service, "203.0.113.2").equals("OK"));
        assertThat(receiver.next())
            .startsWith("Home is at 203.0.113.2\n")
            .contains("was 203.0.113.1");
        assertThat(service.get("/health")).isEqualTo("ok\n");
        assertThat(service.output()).contains("was deleted or moved while it is in use");
        service.kill();
      }
      try (RunningJar service = serve(receiver.port())) {
        checkIn(service, "203.0.113.2");
        checkIn(service, "203.0.113.3");
        String news = receiver.next();
        while (!news.startsWith("Home is at 203.0.113.3\n")) {
          assertThat(news).startsWith("Home is at 203.0.113.2\n");
          news = receiver.next();
        }
        assertThat(news).contains("was 203.0.113.2");
      }
    }
  }

  @Test
  void a_log_that_is_cut_loses_nothing_that_was_acknowledged() throws IOException {
    try (PushReceiver receiver = PushReceiver.on(0)) {
      try (RunningJar service = serve(receiver.port())) {
        checkIn(service, "203.0.113.1");
        assertThat(receiver.next()).startsWith("Home is at 203.0.113.1 (first check-in)");
        Files.write(Path.of(file + "-wal"), new byte[0]);
        assertThat(answer(service, "203.0.113.2")).isEqualTo("911\n");
        assertThat(service.get("/health")).startsWith("storage: the database's log was cut short");
        Await.until("a change is stored", () -> answer(service, "203.0.113.2").equals("OK"));
        Await.until("all is well", () -> service.get("/health").equals("ok\n"));
        service.kill();
      }
      try (RunningJar service = serve(receiver.port())) {
        assertThat(service.get("/" + TOKEN + "/ip")).isEqualTo("203.0.113.2\n");
      }
    }
  }

  @Test
  void what_is_cut_off_the_database_itself_ends_the_service_before_it_acknowledges_more()
      throws IOException {
    try (PushReceiver receiver = PushReceiver.on(0);
        RunningJar service = serve(receiver.port())) {
      checkIn(service, "203.0.113.1");
      try (FileChannel open = FileChannel.open(file, StandardOpenOption.WRITE)) {
        open.truncate(4096);
      }
      assertThat(answer(service, "203.0.113.2")).isEqualTo("911\n");
      service.awaitEnd();
      assertThat(service.exitStatus()).isEqualTo(1);
      assertThat(service.output()).contains("the service ends, to be started anew");
    }
  }

  @Test
  void a_directory_that_is_moved_is_told_and_needs_no_restart() throws IOException {
    try (PushReceiver receiver = PushReceiver.on(0);
        RunningJar service = serve(receiver.port())) {
      checkIn(service, "203.0.113.1");
      Files.move(state, directory.resolve("away"));
      assertThat(answer(service, "203.0.113.2")).isEqualTo("911\n");
      assertThat(service.response("/health").statusCode()).isEqualTo(503);
      assertThat(service.get("/health")).isEqualTo("storage: the database file is gone\n");
      assertThat(answer(service, "203.0.113.1")).isEqualTo("OK");
      Files.move(directory.resolve("away"), state);
      Await.until("it is well", () -> service.get("/health").equals("ok\n"));
      checkIn(service, "203.0.113.2");
    }
  }

  @Test
  void another_database_in_its_place_is_read_by_a_new_start() throws IOException {
    try (PushReceiver receiver = PushReceiver.on(0)) {
      try (RunningJar service = serve(receiver.port())) {
        checkIn(service, "203.0.113.1");
        assertThat(receiver.next()).startsWith("Home is at 203.0.113.1 (first check-in)");
        try (RunningJar backup =
            RunningJar.run(directory, settings(receiver.port()), "backup", "a.backup")) {
          assertThat(backup.exitStatus()).as(backup.output()).isZero();
        }
        checkIn(service, "203.0.113.2");
        assertThat(receiver.next()).startsWith("Home is at 203.0.113.2");
        Files.move(directory.resolve("a.backup"), file, StandardCopyOption.REPLACE_EXISTING);
        service.awaitEnd();
        assertThat(service.exitStatus()).isEqualTo(1);
        assertThat(service.output())
            .contains("was replaced while it is in use: the service ends, to be started anew")
            .doesNotContain("\tat ");
      }
      try (RunningJar service = serve(receiver.port())) {
        checkIn(service, "203.0.113.1");
        checkIn(service, "203.0.113.4");
        String news = receiver.next();
        while (!news.startsWith("Home is at 203.0.113.4")) {
          // The backup may have been made before the first alert was settled.
          assertThat(news).startsWith("Home is at 203.0.113.1");
          news = receiver.next();
        }
        assertThat(news).doesNotContain("203.0.113.2");
      }
    }
  }

  private RunningJar serve(int receiver) {
    return RunningJar.serve(directory, settings(receiver));
  }

  private Map<String, String> settings(int receiver) {
    Map<String, String> settings = new HashMap<>(PushReceiver.settings(receiver));
    settings.put("SCRAPPY_IP_ADDRESS_CACHE", state.toString());
    return settings;
  }

  private static String answer(RunningJar service, String address) {
    return service.get("/" + TOKEN + "?ip_address=" + address);
  }

  private static void checkIn(RunningJar service, String address) {
    assertThat(answer(service, address)).isEqualTo("OK");
  }
}
