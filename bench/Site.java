import java.io.BufferedWriter;
import java.io.IOException;
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
import java.util.Random;

/** An installation of the product: a directory with a token list and its database. */
final class Site {
  private static final String ALPHABET = "ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz";
  private static final int TOKEN_LENGTH = 24;

  private final Path jar;
  final Path directory;
  final int networks;
  private final String firstToken;
  private final String url;
  private final Map<String, String> settings;

  /** Makes a directory with a token list of so many networks. */
  Site(Path jar, Path parent, int networks) throws IOException {
    this(jar, parent, networks, "");
  }

  /**
   * The same with a database somewhere else.
   *
   * @param url empty for a file in the directory
   */
  Site(Path jar, Path parent, int networks, String url) throws IOException {
    this(jar, parent, networks, url, "");
  }

  /**
   * The same with tokens that begin with some characters alone.
   *
   * @param first as it stands in a character class; empty for all
   */
  Site(Path jar, Path parent, int networks, String url, String first) throws IOException {
    this.jar = jar;
    this.networks = networks;
    this.directory = Files.createTempDirectory(parent, "site-" + networks + "-");
    this.url = url.isEmpty() ? "jdbc:sqlite:" + directory.resolve("scrappy-ddns.db") : url;
    this.settings = url.isEmpty() ? Map.of() : Map.of("SCRAPPY_DATABASE_URL", url);
    Random random = new Random(networks + first.hashCode());
    String begin = first.isEmpty() ? ALPHABET : ALPHABET.replaceAll("[^" + first + "]", "");
    String token1 = "";
    try (BufferedWriter list = Files.newBufferedWriter(directory.resolve("token.list"));
        BufferedWriter tokens = Files.newBufferedWriter(tokens())) {
      for (int i = 1; i <= networks; i++) {
        StringBuilder token = new StringBuilder(TOKEN_LENGTH);
        token.append(begin.charAt(random.nextInt(begin.length())));
        for (int j = 1; j < TOKEN_LENGTH; j++) {
          token.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        token1 = token1.isEmpty() ? token.toString() : token1;
        list.write(token + ":Network " + i + "\n");
        tokens.write(token + "\n");
      }
    }
    firstToken = token1;
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
    Map<String, String> all = new HashMap<>(this.settings);
    all.putAll(settings);
    return Server.product(jar, directory, prefix, flags, all);
  }

  /** How many changes are on disk. */
  long events() throws SQLException {
    try (Connection connection = database();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery("SELECT COUNT(*) FROM event")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  /** A connection to its database, past the product. */
  Connection database() throws SQLException {
    return DriverManager.getConnection(url);
  }
}
