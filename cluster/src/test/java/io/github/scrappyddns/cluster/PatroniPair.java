package io.github.scrappyddns.cluster;

import io.github.scrappyddns.testing.Await;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Two PostgreSQL with synchronous replication under Patroni, and the etcd that tells which of them
 * leads. One etcd is enough: it never fails here.
 */
final class PatroniPair implements AutoCloseable {
  static final String DATABASE = "scrappy";

  /** As docs/scale-out.md has it: what a crash must not make the service wait for. */
  private static final String PATIENCE =
      "&targetServerType=primary&connectTimeout=2&socketTimeout=5&hostRecheckSeconds=30"
          + "&tcpKeepAlive=true";

  private final Path directory;
  private final Path logs;
  private final String address;
  private final int etcdPort = FreePort.find();
  private final Child etcd;
  private final List<PatroniNode> nodes;

  /**
   * Starts them, and waits until both are in step.
   *
   * @param address of this machine, at which instances reach the pair
   */
  PatroniPair(Path logs, String address) {
    this.directory = Folder.make("scrappy-pair");
    this.logs = logs;
    this.address = address;
    Child.run("chown", Child.DATABASE_USER + ":" + Child.DATABASE_USER, directory.toString());
    Child.run("chmod", "700", directory.toString());
    this.etcd = startEtcd();
    try {
      this.nodes = List.of(node("node1"), node("node2"));
    } catch (RuntimeException e) {
      etcd.close();
      throw e;
    }
    try {
      nodes.forEach(this::start);
      awaitWhole();
      createDatabase();
    } catch (RuntimeException | Error e) {
      close();
      throw e;
    }
  }

  private PatroniNode node(String name) {
    String network = address.replaceAll("\\d+$", "0/24");
    return new PatroniNode(name, directory, "127.0.0.1," + address, network, etcdPort);
  }

  private Child startEtcd() {
    String client = "http://127.0.0.1:" + etcdPort;
    String peer = "http://127.0.0.1:" + FreePort.find();
    List<String> command =
        List.of(
            "etcd",
            "--name=etcd",
            "--data-dir=" + directory.resolve("etcd"),
            "--listen-client-urls=" + client,
            "--advertise-client-urls=" + client,
            "--listen-peer-urls=" + peer,
            "--initial-advertise-peer-urls=" + peer,
            "--initial-cluster=etcd=" + peer,
            "--initial-cluster-state=new",
            "--unsafe-no-fsync=true",
            "--enable-v2=true",
            "--log-level=warn");
    return Child.start(directory, logs.resolve("etcd.log"), Map.of(), Child.unprivileged(command));
  }

  private void start(PatroniNode node) {
    node.start(logs.resolve(node.name() + ".log"));
  }

  private void createDatabase() {
    try (Connection connection =
            DriverManager.getConnection(url("127.0.0.1", "postgres", "super"));
        Statement statement = connection.createStatement()) {
      statement.execute("CREATE USER " + DATABASE + " PASSWORD '" + DATABASE + "'");
      statement.execute("CREATE DATABASE " + DATABASE + " OWNER " + DATABASE);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What an instance is configured with: both nodes, of which the driver finds the primary. */
  String urlForInstances() {
    return url(address, DATABASE, DATABASE);
  }

  private String url(String host, String database, String user) {
    return "jdbc:postgresql://%1$s:%2$d,%1$s:%3$d/%4$s?user=%5$s&password=%5$s"
            .formatted(host, nodes.get(0).port(), nodes.get(1).port(), database, user)
        + PATIENCE;
  }

  /** A connection of the test's own to the primary. */
  Connection connect() throws SQLException {
    return DriverManager.getConnection(url("127.0.0.1", DATABASE, DATABASE));
  }

  /** Who leads, where somebody does. */
  Optional<PatroniNode> leader() {
    return nodes.stream().filter(node -> node.is("primary")).findFirst();
  }

  /** Whether one leads and the other confirms each of its commits. */
  boolean isWhole() {
    return leader().isPresent() && nodes.stream().anyMatch(PatroniNode::isInStep);
  }

  void awaitWhole() {
    for (int minute = 0; minute < 2 && !isWhole(); minute++) {
      try {
        Await.until("both nodes are in step", this::isWhole);
      } catch (AssertionError slow) {
        if (minute == 1) {
          throw slow;
        }
      }
    }
  }

  /** A planned change of the lead. */
  void switchover() {
    PatroniNode leader = leader().orElseThrow();
    Await.until("a switchover", () -> leader.switchover(other(leader).name()));
  }

  private PatroniNode other(PatroniNode node) {
    return nodes.get(nodes.get(0) == node ? 1 : 0);
  }

  /** The leader loses its power. */
  PatroniNode crashLeader() {
    PatroniNode leader = leader().orElseThrow();
    leader.crash();
    return leader;
  }

  /** The leader stands still until it is thawed. */
  PatroniNode freezeLeader() {
    PatroniNode leader = leader().orElseThrow();
    leader.freeze(true);
    return leader;
  }

  /** A node that had crashed comes back. */
  void restart(PatroniNode node) {
    start(node);
  }

  @Override
  public void close() {
    nodes.forEach(node -> node.freeze(false));
    nodes.forEach(PatroniNode::close);
    etcd.close();
    Folder.delete(directory);
  }
}
