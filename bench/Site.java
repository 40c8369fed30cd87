import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** An installation of the product: a directory with a token list and its database. */
final class Site {
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int TOKEN_LENGTH = 24;

  private final Path jar;
  final Path directory;
  final int networks;
  private final String firstToken;

  /** Makes a directory with a token list of so many networks. */
  Site(Path jar, Path parent, int networks) throws IOException {
    this.jar = jar;
    this.networks = networks;
    this.directory = Files.createTempDirectory(parent, "site-" + networks + "-");
    Random random = new Random(networks);
    String first = "";
    try (BufferedWriter list = Files.newBufferedWriter(directory.resolve("token.list"));
        BufferedWriter tokens = Files.newBufferedWriter(tokens())) {
      for (int i = 1; i <= networks; i++) {
        StringBuilder token = new StringBuilder(TOKEN_LENGTH);
        for (int j = 0; j < TOKEN_LENGTH; j++) {
          token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        first = first.isEmpty() ? token.toString() : first;
        list.write(token + ":Network " + i + "\n");
        tokens.write(token + "\n");
      }
    }
    firstToken = first;
  }

  /** A file with one token a line. */
  Path tokens() {
    return directory.resolve("tokens");
  }

  String firstToken() {
    return firstToken;
  }

  /** Lets the product enroll the networks, then gives each of them an address. */
  Site seeded() throws IOException, InterruptedException, SQLException {
    try (Server server = start(List.of(), List.of("-Xmx3g"), Map.of())) {
      server.answersAfterMillis("health");
    }
    try (Connection connection = database();
        Statement statement = connection.createStatement()) {
      long now = System.currentTimeMillis();
      statement.executeUpdate(
          "INSERT INTO address (network_id, family, address, since, last_seen) SELECT id, 4,"
              + (" '127.0.0.1', " + now + ", " + now + " FROM network"));
    }
    return this;
  }

  Server start(List<String> prefix, List<String> flags, Map<String, String> settings)
      throws IOException {
    return Server.product(jar, directory, prefix, flags, settings);
  }

  /** How many changes are on disk. */
  long events() throws SQLException {
    try (Connection connection = database();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM event")) {
      return rows.getLong(1);
    }
  }

  private Connection database() throws SQLException {
    return DriverManager.getConnection("jdbc:sqlite:" + directory.resolve("scrappy-ddns.db"));
  }
}
