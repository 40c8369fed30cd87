package io.github.scrappyddns.testing;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A directory that the real jar runs in: its token list, its settings, its database, its phone. */
public final class ServiceHome {
  private static final String DATABASE_URL = "SCRAPPY_DATABASE_URL";

  private final Path directory;
  private final Map<String, String> settings = new HashMap<>();
  private int phonePort;

  public ServiceHome(Path directory) {
    this.directory = directory;
  }

  /** Writes the token list anew, of lines such as {@code token:Home}. */
  public ServiceHome list(String... lines) {
    try {
      Files.writeString(directory.resolve("token.list"), String.join("\n", lines) + "\n");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return this;
  }

  /** From now on what runs here has this environment variable. */
  public ServiceHome set(String name, String value) {
    settings.put(name, value);
    return this;
  }

  /** From now on it has not. */
  public void unset(String name) {
    settings.remove(name);
  }

  /**
   * Turns the phone on, which is the only channel from the first time on.
   *
   * <p>Each time it is another object on the same port, so that a service that runs finds it again.
   */
  public PushReceiver phone() {
    PushReceiver phone = PushReceiver.on(phonePort);
    phonePort = phone.port();
    settings.putAll(PushReceiver.settings(phonePort));
    return phone;
  }

  /** The port of a phone that is configured, and that nobody has turned on yet. */
  public int phoneThatIsOff() {
    phone().close();
    return phonePort;
  }

  /** Starts the service and waits until it listens. */
  public RunningJar serve() {
    return serve(Map.of());
  }

  /** The same with settings for this once. */
  public RunningJar serve(Map<String, String> more) {
    return RunningJar.serve(directory, with(more));
  }

  /** The same by a command line that ends in that of {@link RunningJar#command}. */
  public RunningJar serve(List<String> command) {
    return RunningJar.serve(directory, settings, command);
  }

  /** Runs a command to its end. */
  public RunningJar run(String... words) {
    return run(Map.of(), words);
  }

  /** The same with settings for this once. */
  public RunningJar run(Map<String, String> more, String... words) {
    return RunningJar.run(directory, with(more), words);
  }

  private Map<String, String> with(Map<String, String> more) {
    Map<String, String> all = new HashMap<>(settings);
    all.putAll(more);
    return all;
  }

  /** How many networks the phone is owed news of, as it is on disk. */
  public int debts() {
    return count("delivery WHERE owed_event > paid_event");
  }

  /** How many rows there are on disk, such as of {@code event WHERE network_id = 1}. */
  public int count(String rows) {
    try (Connection connection = connection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("SELECT COUNT(*) FROM " + rows)) {
      return row.next() ? row.getInt(1) : 0;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Runs a statement behind the service's back, and waits for its transactions. */
  public void sql(String statement) {
    try (Connection connection = connection();
        Statement own = connection.createStatement()) {
      own.execute("PRAGMA busy_timeout = 10000");
      own.execute(statement);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  private Connection connection() throws SQLException {
    return DriverManager.getConnection(
        settings.getOrDefault(DATABASE_URL, "jdbc:sqlite:" + directory.resolve("scrappy-ddns.db")));
  }
}
