import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * A PostgreSQL of Debian's package on a free port of the loopback, on the load's core, with its
 * defaults but for the size of its memory. It refuses to run as root, so root starts it as the user
 * of the package.
 */
final class Postgres implements AutoCloseable {
  private static final Path INSTALLED = Path.of("/usr/lib/postgresql");
  private static final String USER = "postgres";
  private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(60);

  private final Process process;
  private final Path log;
  private final int port;

  /** Makes an empty one in a directory below, and starts it. */
  Postgres(Path parent) throws Exception {
    Path directory = Files.createTempDirectory(parent, "postgres-");
    // Its user must get there.
    Files.setPosixFilePermissions(parent, PosixFilePermissions.fromString("rwx--x--x"));
    if (isRoot()) {
      finished("chown", USER, directory.toString());
    }
    Path data = directory.resolve("data");
    finished(asUser(program("initdb"), "-D", data.toString(), "-U", USER, "-A", "trust", "-N"));
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    log = parent.resolve("postgres-" + port + ".txt");
    List<String> command =
        new ArrayList<>(
            List.of(Machine.program("taskset"), "-c", String.valueOf(Machine.LOAD_CORE)));
    command.addAll(asUser(program("postgres"), "-D", data.toString()));
    command.addAll(List.of("-c", "port=" + port, "-c", "listen_addresses=127.0.0.1"));
    command.addAll(List.of("-c", "unix_socket_directories=", "-c", "shared_buffers=512MB"));
    process =
        new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile()).start();
    Runtime.getRuntime().addShutdownHook(new Thread(this::close));
    awaitStart();
  }

  /** The program of the newest version that is installed. */
  static Optional<Path> find(String name) {
    try (Stream<Path> versions = Files.list(INSTALLED)) {
      return versions
          .map(version -> version.resolve("bin").resolve(name))
          .filter(Files::isExecutable)
          .sorted((one, other) -> other.compareTo(one))
          .findFirst();
    } catch (IOException e) {
      return Optional.empty();
    }
  }

  private static String program(String name) {
    return find(name)
        .orElseThrow(() -> new IllegalStateException("PostgreSQL is missing"))
        .toString();
  }

  private static boolean isRoot() {
    return System.getProperty("user.name").equals("root");
  }

  private static List<String> asUser(String... command) {
    List<String> whole = new ArrayList<>();
    if (isRoot()) {
      whole.addAll(List.of(Machine.program("setpriv"), "--reuid=" + USER, "--regid=" + USER));
      whole.add("--clear-groups");
    }
    whole.addAll(List.of(command));
    return whole;
  }

  private static void finished(String... command) throws Exception {
    finished(List.of(command));
  }

  private static void finished(List<String> command) throws Exception {
    Process run = new ProcessBuilder(command).redirectErrorStream(true).start();
    String output = new String(run.getInputStream().readAllBytes());
    if (run.waitFor() != 0) {
      throw new IllegalStateException(command + " failed:\n" + output);
    }
  }

  private void awaitStart() throws Exception {
    long begin = System.nanoTime();
    while (true) {
      try (Connection connection = connect("postgres")) {
        return;
      } catch (SQLException notYet) {
        if (!process.isAlive() || System.nanoTime() - begin > PATIENCE_NANOS) {
          throw new IllegalStateException(
              "PostgreSQL did not start:\n" + Files.readString(log), notYet);
        }
        Thread.sleep(50);
      }
    }
  }

  /** Makes a database; gives its URL. */
  String create(String database) throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + database);
    }
    return url(database);
  }

  int port() {
    return port;
  }

  private Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(url(database));
  }

  private String url(String database) {
    return url(port, database);
  }

  /** The URL of a database behind some port of this machine. */
  static String url(int port, String database) {
    return "jdbc:postgresql://127.0.0.1:" + port + "/" + database + "?sslmode=disable&user=" + USER;
  }

  /** The bytes of write-ahead log so far. */
  long logged() throws SQLException {
    try (Connection connection = connect("postgres");
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT (pg_current_wal_lsn() - '0/0')::bigint")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** The processor time of all its processes, those that have ended as well. */
  long usedMillis() {
    return Machine.usedWithEndedChildrenMillis(process.pid())
        + process.descendants().mapToLong(child -> Machine.usedMillis(child.pid())).sum();
  }

  /** Ends it at once: its directory goes, too. */
  @Override
  public void close() {
    process.descendants().forEach(ProcessHandle::destroyForcibly);
    process.destroyForcibly();
  }
}
