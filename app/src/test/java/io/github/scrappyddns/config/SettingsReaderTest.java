package io.github.scrappyddns.config;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.words.Language;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What each setting's text means. */
class SettingsReaderTest {
  @TempDir Path directory;

  private Settings read(String... keysAndValues) {
    Map<String, String> environment = new java.util.HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      environment.put("SCRAPPY_" + keysAndValues[i], keysAndValues[i + 1]);
    }
    return SettingsReader.read(directory, environment);
  }

  @Test
  void a_time_of_silence_is_for_all_or_by_name_or_both() {
    assertThat(read().silentAfter().all()).isEmpty();
    assertThat(read("SILENT_AFTER", "15m").silentAfter().all()).contains(Duration.ofMinutes(15));
    assertThat(read("SILENT_AFTER", "Home=15m; Caf\u00e9 = 1h;").silentAfter().named())
        .isEqualTo(Map.of("Home", Duration.ofMinutes(15), "Caf\u00e9", Duration.ofHours(1)));
    assertThat(read("SILENT_AFTER", "1h; a=b=1s").silentAfter())
        .isEqualTo(
            new Settings.SilentAfter(
                Optional.of(Duration.ofHours(1)), Map.of("a=b", Duration.ofSeconds(1))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"soon", "Home", "Home=", "=15m", "0s", "999ms", "1h; 2h", "A=1h; A=2h"})
  void a_time_of_silence_that_means_nothing_is_a_problem(String text) {
    assertThat(read("SILENT_AFTER", text).problems())
        .singleElement()
        .asString()
        .contains("SILENT_AFTER")
        .contains("Home=15m; Office=1h");
  }

  @Test
  void without_any_setting_everything_has_its_default() {
    Settings settings = read();
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.warnings()).isEmpty();
    assertThat(settings.tokenListFile()).isEqualTo(directory.resolve("token.list"));
    assertThat(settings.tokenListConfigured()).isFalse();
    assertThat(settings.stateDirectory()).isEqualTo(directory);
    assertThat(settings.databaseUrl())
        .isEqualTo("jdbc:sqlite:" + directory.resolve("scrappy-ddns.db"));
    assertThat(settings.logLevel()).isEqualTo(Settings.Level.INFO);
    assertThat(settings.logFile()).isEmpty();
    assertThat(settings.notifyMyAndroid().keys()).isEmpty();
    assertThat(settings.notifyMyAndroid().url()).isEmpty();
    assertThat(settings.pushover().user()).isEmpty();
    assertThat(settings.pushover().priority()).isZero();
    assertThat(settings.pushover().url()).hasToString("https://api.pushover.net");
    assertThat(settings.notifyUrls()).isEmpty();
    assertThat(settings.alertInterval()).isEqualTo(Duration.ofSeconds(10));
    assertThat(settings.history()).isEqualTo(Duration.ofDays(400));
    assertThat(settings.proxies().count()).isZero();
    assertThat(settings.proxies().trusted()).isEmpty();
    assertThat(settings.ipv6PrefixLength()).isEqualTo(64);
    assertThat(settings.publicUrl()).isEmpty();
  }

  @Test
  void every_setting_reaches_its_place() {
    Settings settings =
        read(
            "TOKEN_LIST_FILE", "my.list",
            "IP_ADDRESS_CACHE", "cache",
            "LOG_LEVEL", "debug",
            "LOG_FILE", "my.log",
            "ANDROID_PUSH_API_KEY", "k1,k2",
            "NOTIFY_MY_ANDROID_URL", "http://localhost:1/",
            "PUSH_USER_KEY", "user",
            "PUSH_APP_KEY", "app",
            "PUSH_MSG_PRIORITY", "-2",
            "PUSHOVER_URL", "http://localhost:2",
            "NOTIFY_URLS", " ntfy://a/b\n\tjson://c/d ",
            "TRUSTED_PROXIES", "10.0.0.0/8, 2001:db8::/32 192.0.2.1",
            "IPV6_PREFIX_LENGTH", "56",
            "HISTORY", "30d",
            "DATABASE_URL", "jdbc:postgresql://db/scrappy",
            "PUBLIC_URL", "https://ddns.example.com/",
            "ADMIN_PASSWORD", "a sentence: with all $igns",
            "SIGN_IN_HEADER", "Remote-User",
            "SECRET_KEY_FILE", "keys/my.key",
            "METRICS_TOKEN", "a-token-of-the-figures",
            "HEARTBEAT_URL", "https://hc.example.org/a-secret/",
            "PUSH_HOSTS", "push.Example.org, http://127.0.0.1:4711",
            "LANGUAGE", "de-AT");
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.pushHosts()).containsExactly("push.example.org", "http://127.0.0.1:4711");
    assertThat(read("PUSH_HOSTS", "").pushHosts()).isEmpty();
    assertThat(settings.language()).isEqualTo(Language.GERMAN);
    assertThat(read("LANGUAGE", " EN ").language()).isEqualTo(Language.ENGLISH);
    assertThat(read("LANGUAGE", "").language()).isEqualTo(Language.ENGLISH);
    assertThat(settings.adminPassword()).contains("a sentence: with all $igns");
    assertThat(settings.signInHeader()).contains("Remote-User");
    assertThat(settings.metricsToken()).contains("a-token-of-the-figures");
    assertThat(settings.heartbeatUrl().map(Object::toString))
        .contains("https://hc.example.org/a-secret/");
    assertThat(read("HEARTBEAT_URL", "hc.example.org/a-secret").problems())
        .containsExactly(
            "SCRAPPY_HEARTBEAT_URL: HEARTBEAT_URL must be an http or https address, as a watcher"
                + " shows it: https://hc-ping.com/…, not ***");
    assertThat(read("METRICS_TOKEN", "short").problems())
        .containsExactly(
            "SCRAPPY_METRICS_TOKEN: METRICS_TOKEN must be 16 or more letters, digits and -._~+/=, not ***");
    assertThat(settings.secretKeyFile()).isEqualTo(directory.resolve("keys/my.key"));
    assertThat(read("IP_ADDRESS_CACHE", "cache").secretKeyFile())
        .isEqualTo(directory.resolve("cache/secret.key"));
    assertThat(settings.inForce().toString())
        .contains("InForce[key=ADMIN_PASSWORD, value=***, from=SCRAPPY_ADMIN_PASSWORD]")
        .contains("value=https://hc.example.org/***, from=SCRAPPY_HEARTBEAT_URL]")
        .contains("InForce[key=ALERT_INTERVAL, value=10s, from=]")
        .contains("InForce[key=HISTORY, value=30d, from=SCRAPPY_HISTORY]")
        .doesNotContain("a-secret", "igns", "user]", "value=k1", "ntfy://");
    assertThat(settings.tokenListFile()).isEqualTo(directory.resolve("my.list"));
    assertThat(settings.tokenListConfigured()).isTrue();
    assertThat(settings.stateDirectory()).isEqualTo(directory.resolve("cache"));
    assertThat(settings.logLevel()).isEqualTo(Settings.Level.DEBUG);
    assertThat(settings.logFile()).contains(directory.resolve("my.log"));
    assertThat(settings.notifyMyAndroid().keys()).contains("k1,k2");
    assertThat(settings.notifyMyAndroid().url().map(Object::toString))
        .contains("http://localhost:1");
    assertThat(settings.pushover().user()).contains("user");
    assertThat(settings.pushover().app()).contains("app");
    assertThat(settings.pushover().priority()).isEqualTo(-2);
    assertThat(settings.pushover().url()).hasToString("http://localhost:2");
    assertThat(settings.notifyUrls()).containsExactly("ntfy://a/b", "json://c/d");
    assertThat(settings.proxies().trusted().stream().map(Object::toString))
        .containsExactly("10.0.0.0/8", "2001:db8::/32", "192.0.2.1/32");
    assertThat(settings.ipv6PrefixLength()).isEqualTo(56);
    assertThat(settings.history()).isEqualTo(Duration.ofDays(30));
    assertThat(settings.databaseUrl()).isEqualTo("jdbc:postgresql://db/scrappy");
    assertThat(settings.publicUrl().map(Object::toString)).contains("https://ddns.example.com");
    assertThat(read("PROXY_COUNT", "3").proxies().count()).isEqualTo(3);
  }

  @Test
  void a_certificate_by_acme_is_for_names_in_the_form_that_dns_knows() {
    Settings settings =
        read(
            "TLS_ACME", "DDNS.example.com, straße.example www.example.com ddns.example.com",
            "TLS_ACME_DIRECTORY", "https://ca.example.org/acme/directory",
            "TLS_ACME_CONTACT", "mailto:owner@example.com",
            "TLS_ACME_CA", "root.pem",
            "PLAIN_PORT", "80");
    assertThat(settings.problems()).isEmpty();
    assertThat(settings.speaksTls()).isTrue();
    Settings.Acme acme = settings.acme().orElseThrow();
    assertThat(acme.names())
        .containsExactly("ddns.example.com", "xn--strae-oqa.example", "www.example.com");
    assertThat(acme.directory()).hasToString("https://ca.example.org/acme/directory");
    assertThat(acme.contact()).contains("owner@example.com");
    assertThat(acme.authority()).contains(directory.resolve("root.pem"));
    assertThat(acme.plainPort()).contains(80);
    assertThat(read("TLS_ACME", "ddns.example.com").acme().orElseThrow().directory())
        .hasToString("https://acme-v02.api.letsencrypt.org/directory");
    assertThat(read().speaksTls()).isFalse();
  }

  @ParameterizedTest
  @ValueSource(strings = {"*.example.com", "192.0.2.1", "2001:db8::1", "a_b.example.com", ",", "-"})
  void what_no_certificate_is_given_for_is_a_problem(String names) {
    assertThat(read("TLS_ACME", names).problems())
        .singleElement()
        .asString()
        .contains("TLS_ACME must be host names");
  }

  @Test
  void a_certificate_is_got_or_read_and_not_both() {
    Settings both =
        read(
            "TLS_ACME", "ddns.example.com",
            "TLS_CERTIFICATE", "cert.pem",
            "TLS_PRIVATE_KEY", "cert.key",
            "TLS_ACME_DIRECTORY", "http://ca.example.org/directory",
            "TLS_ACME_CONTACT", "nobody");
    assertThat(both.problems())
        .hasSize(3)
        .anyMatch(problem -> problem.startsWith("TLS_ACME and TLS_CERTIFICATE exclude each other"))
        .anyMatch(problem -> problem.contains("TLS_ACME_DIRECTORY must be an https address"))
        .anyMatch(problem -> problem.contains("TLS_ACME_CONTACT must be a mail address"));
  }

  @ParameterizedTest
  @CsvSource({
    "500ms, PT0.5S",
    "0, PT0S",
    "7, PT7S",
    "10 s, PT10S",
    "5m, PT5M",
    "2h, PT2H",
    "1d, PT24H"
  })
  void a_time_is_a_number_and_a_unit(String text, Duration time) {
    assertThat(read("ALERT_INTERVAL", text).alertInterval()).isEqualTo(time);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ntfys://a,json://b           | 2",
        "ntfys://a, json://b,         | 2",
        "ntfys://a/b,,\tgeneric+x://c  | 2",
        ",ntfys://a/b ,               | 1",
        "gotifys://h/T,tgram://1:A/2  | 2",
        "ntfys://a?networks=A,B       | 1",
        "mailtos://h?to=a@x.y,b@x.y   | 1",
        "ntfys://a?click=x,y:/z       | 1",
        ",                            | 0",
      })
  void urls_are_separated_by_white_space_and_commas_that_belong_to_none(String text, int count) {
    assertThat(read("NOTIFY_URLS", text).notifyUrls())
        .hasSize(count)
        .allMatch(url -> url.contains("://") && !url.startsWith(",") && !url.endsWith(","));
  }

  @ParameterizedTest
  @CsvSource({
    "https://b\u00fcro.example.com, https://xn--bro-hoa.example.com",
    "http://Bu\u0308ro.example.com:8443/ddns/, http://xn--bro-hoa.example.com:8443/ddns",
    "https://\u65e5\u672c.example.com, https://xn--wgv71a.example.com",
    "'https://[2001:db8::1]:8443', 'https://[2001:db8::1]:8443'",
  })
  void a_public_address_may_be_in_any_script_and_clients_are_told_it_in_ascii(
      String text, String told) {
    Settings settings = read("PUBLIC_URL", text);

    assertThat(settings.problems()).isEmpty();
    assertThat(settings.publicUrl().map(Object::toString)).contains(told);
  }

  @Test
  void host_names_keep_their_order_and_those_of_one_network_come_together() {
    assertThat(
            read("HOST_NAMES", "Home=z.example,b.example; Office=o.example; Home=a.example")
                .hostNames())
        .hasToString("{Home=[z.example, b.example, a.example], Office=[o.example]}");
  }

  @ParameterizedTest
  @CsvSource({
    "LOG_LEVEL, LOUD",
    "LANGUAGE, fr",
    "LANGUAGE, german",
    "PUSH_MSG_PRIORITY, 3",
    "PUSH_MSG_PRIORITY, high",
    "PUSHOVER_URL, ftp://example.com",
    "NOTIFY_MY_ANDROID_URL, example.com",
    "PUBLIC_URL, https://",
    "ALERT_INTERVAL, -1s",
    "ALERT_INTERVAL, 10 weeks",
    "ALERT_INTERVAL, 99999999999s",
    "HISTORY, 400",
    "HISTORY, 23h",
    "HISTORY, for ever",
    "PROXY_COUNT, -1",
    "PROXY_COUNT, 33",
    "PROXY_COUNT, 99999999999",
    "TRUSTED_PROXIES, proxy.example.com",
    "TRUSTED_PROXIES, 10.0.0.0/33",
    "IPV6_PREFIX_LENGTH, 0",
    "IPV6_PREFIX_LENGTH, 129",
  })
  void a_value_that_makes_no_sense_is_a_problem_that_names_key_and_value(String key, String text) {
    assertThat(read(key, text).problems())
        .singleElement()
        .asString()
        .startsWith("SCRAPPY_" + key + ": ")
        .endsWith(text.length() > 5 ? "not ***" : "not '" + text + "'");
  }

  @Test
  void a_database_that_is_neither_sqlite_nor_postgresql_is_a_problem_without_its_password() {
    assertThat(read("DATABASE_URL", "mysql://me:s3cr3t@db/x").problems())
        .singleElement()
        .asString()
        .startsWith("SCRAPPY_DATABASE_URL: ")
        .contains("jdbc:sqlite:", "jdbc:postgresql:")
        .doesNotContain("s3cr3t");
  }

  @Test
  void half_of_pushover_is_a_problem() {
    assertThat(read("PUSH_USER_KEY", "user").problems()).hasSize(1);
    assertThat(read("PUSH_APP_KEY", "app").problems()).hasSize(1);
  }

  @Test
  void the_two_ways_to_know_a_proxy_exclude_each_other() {
    assertThat(read("PROXY_COUNT", "1", "TRUSTED_PROXIES", "10.0.0.0/8").problems())
        .singleElement()
        .asString()
        .contains("PROXY_COUNT", "TRUSTED_PROXIES");
    assertThat(read("PROXY_COUNT", "0", "TRUSTED_PROXIES", "10.0.0.0/8").problems()).isEmpty();
  }

  @Test
  void a_key_of_the_service_that_closed_draws_a_warning_that_names_living_ones() {
    assertThat(read("ANDROID_PUSH_API_KEY", "s3cr3t").warnings())
        .singleElement()
        .asString()
        .contains("2018", "ntfy", "Pushover", "NOTIFY_MY_ANDROID_URL")
        .doesNotContain("s3cr3t");
    assertThat(
            read("ANDROID_PUSH_API_KEY", "k", "NOTIFY_MY_ANDROID_URL", "http://localhost:1")
                .warnings())
        .isEmpty();
  }

  @Test
  void all_problems_of_all_layers_are_told_together() throws IOException {
    Files.writeString(
        directory.resolve("scrappy-ddns.conf"),
        "PROXY_COUNT='many'\nnot python\nTOKEN_LIST='x'\nLOG_LEVEL='LOUD'\n");
    assertThat(read("IPV6_PREFIX_LENGTH", "wide", "PUSH_APP_KEY", "half").problems())
        .hasSize(6)
        .anyMatch(problem -> problem.contains("scrappy-ddns.conf line 1: PROXY_COUNT"))
        .anyMatch(problem -> problem.contains("line 2: ") && problem.endsWith("not python"))
        .anyMatch(problem -> problem.contains("line 3: unknown key TOKEN_LIST;"))
        .anyMatch(problem -> problem.contains("line 4: LOG_LEVEL"))
        .anyMatch(problem -> problem.contains("SCRAPPY_IPV6_PREFIX_LENGTH"))
        .anyMatch(problem -> problem.contains("PUSH_USER_KEY and PUSH_APP_KEY"));
  }
}
