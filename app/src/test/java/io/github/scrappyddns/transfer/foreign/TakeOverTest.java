package io.github.scrappyddns.transfer.foreign;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.network.NetworkSettings;
import io.github.scrappyddns.network.Token;
import io.github.scrappyddns.view.copy.NetworkCopy;
import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files of other programs, as these programs write them, and what becomes of each. */
class TakeOverTest {
  private int drawn;

  private Token draw() {
    drawn++;
    return Token.parse("fresh-token-number-" + drawn).orElseThrow();
  }

  private TakenOver takeOver(String text) {
    try {
      return new TakeOver(URI.create("https://ddns.example.com/base"), this::draw).of(text);
    } catch (ForeignException e) {
      throw new AssertionError(e);
    }
  }

  private static String names(TakenOver made) {
    return String.join("|", made.networks().stream().map(NetworkCopy::name).toList());
  }

  @Test
  void checks_of_healthchecks_become_networks_that_are_silent_after_period_and_grace() {
    TakenOver made =
        takeOver(
            """
            {"checks": [
              {"name": "Office router", "slug": "office-router", "tags": "site prod", "desc": "",
               "grace": 600, "n_pings": 1, "status": "up", "last_ping": "2026-11-20T13:24:18+00:00",
               "uuid": "803f680d-e89b-492b-82ef-2be7b774a92d",
               "ping_url": "https://hc-ping.com/803f680d-e89b-492b-82ef-2be7b774a92d",
               "channels": "1bdea674-e5d9-4a5a-8e5c-3c5c5d0b7a0e", "timeout": 3600},
              {"name": "", "slug": "", "tags": "", "grace": 120, "status": "paused",
               "unique_key": "a6c7b0a8a66bed0df66abfdab3c77736861703ee", "timeout": 300},
              {"name": "Nightly", "grace": 60, "status": "new", "schedule": "15 5 * * *",
               "tz": "UTC", "ping_url": "https://hc.example.org/ping/1"},
              {"name": "Office router", "timeout": 60}
            ]}
            """);
    assertThat(names(made))
        .isEqualTo(
            "Office router|a6c7b0a8a66bed0df66abfdab3c77736861703ee|Nightly|Office router 2");
    assertThat(made.networks().get(0).settings())
        .isEqualTo(new NetworkSettings(false, 4_200_000, 0));
    assertThat(made.networks().get(1).settings()).isEqualTo(new NetworkSettings(true, 420_000, 0));
    assertThat(made.networks().get(2).settings()).isEqualTo(NetworkSettings.NONE);
    assertThat(made.networks().get(0).tokens().get(0).digest())
        .isEqualTo(Token.parse("fresh-token-number-1").orElseThrow().digest());
    assertThat(made.remarks())
        .contains(
            "Office router: https://ddns.example.com/base/fresh-token-number-1"
                + " in place of https://hc-ping.com/803f680d-e89b-492b-82ef-2be7b774a92d",
            "Office router: left out are its tags, site prod")
        .anyMatch(line -> line.startsWith("Nightly was expected by a schedule (15 5 * * *)"));
  }

  @Test
  void push_monitors_of_uptime_kuma_become_networks_and_all_else_is_left_out() {
    TakenOver made =
        takeOver(
            """
            {"version": "1.23.13",
             "notificationList": [{"id": 1, "name": "mail", "config": "{\\"smtpPassword\\": \\"old\\"}"}],
             "monitorList": [
              {"id": 1, "name": "Cabin", "type": "push", "interval": 60, "retryInterval": 30,
               "maxretries": 2, "active": 1, "upsideDown": false, "pushToken": "aB3dE5fG7h"},
              {"id": 2, "name": "Web", "type": "http", "url": "https://example.org", "interval": 60},
              {"id": 3, "name": "Boat", "type": "push", "interval": 3600, "retryInterval": 60,
               "maxretries": 0, "active": false, "pushToken": "x"}
             ]}
            """);
    assertThat(names(made)).isEqualTo("Cabin|Boat");
    assertThat(made.networks().get(0).settings()).isEqualTo(new NetworkSettings(false, 120_000, 0));
    assertThat(made.networks().get(1).settings())
        .isEqualTo(new NetworkSettings(true, 3_600_000, 0));
    assertThat(made.remarks())
        .contains(
            "Cabin: https://ddns.example.com/base/fresh-token-number-1"
                + " in place of /api/push/aB3dE5fG7h",
            "Left out are 1 monitors that are not of the type push.",
            "Notifications are left out: add the channels that are to be told.");
    assertThat(made.remarks().toString()).doesNotContain("smtp");
  }

  @Test
  void each_definition_of_ddclient_becomes_a_network_with_settings_of_its_own() {
    TakenOver made =
        takeOver(
            """
            # a comment with protocol=nothing
            daemon=300                  # seconds
            syslog=yes
            ssl=yes
            use=web, web=checkip.example.net/, web-skip='IP Address'
            fw-login=admin, fw-password=firewall-secret
            login=old-login
            password='old #secret'
            protocol=dyndns2
            server=members.dyndns.org,          \\
            wildcard=yes                        \\
            my-host.dyndns.org, other.dyndns.org
            usev6=if, if=eth1, protocol=cloudflare, zone=example.com, password=old-key home.example.com
            host.example.org old-login-of-host old-password-of-host
            """);
    assertThat(names(made)).isEqualTo("my-host.dyndns.org|home.example.com|host.example.org");
    assertThat(made.settings())
        .isEqualTo(
            """
            daemon=300
            syslog=yes
            use=web
            web=checkip.example.net/
            web-skip='IP Address'
            fw-login=admin

            # my-host.dyndns.org
            ssl=yes, protocol=dyndns2, server=ddns.example.com, script=/base/nic/update, \
            login=my-host-dyndns-org, password='fresh-token-number-1' \\
            my-host.dyndns.org,other.dyndns.org

            # home.example.com
            usev6=if, if=eth1, ssl=yes, protocol=dyndns2, server=ddns.example.com, \
            script=/base/nic/update, login=home-example-com, password='fresh-token-number-2' \\
            home.example.com

            # host.example.org
            ssl=yes, protocol=dyndns2, server=ddns.example.com, script=/base/nic/update, \
            login=host-example-org, password='fresh-token-number-3' \\
            host.example.org
            """);
    assertThat(made.settings() + made.remarks())
        .doesNotContain("secret", "old-key", "old-login", "old-password");
    assertThat(made.remarks())
        .contains("Options that are not needed any more: fw-password, wildcard, zone");
  }

  @Test
  void each_block_of_inadyn_becomes_a_network() {
    TakenOver made =
        takeOver(
            """
            # In-A-Dyn v2 configuration
            period          = 600
            user-agent      = Mozilla/5.0

            provider freedns {
                username    = old-user
                password    = old-password   # of last year
                hostname    = { "alice.example.com", alice.example.org }
            }
            /* a second user */
            provider no-ip.com:2 {
                ssl = false
                hostname = bob.example.com
                checkip-command = "/sbin/ip -4 addr | grep inet"
                password = "old \\"password\\" # with a hash"
            }
            custom namecheap {
                ddns-server = dynamicdns.park-your-domain.com
                ddns-path = "/update?password=old-password&host="
                hostname = carol
            }
            """);
    assertThat(names(made)).isEqualTo("alice.example.com|bob.example.com|carol");
    assertThat(made.settings())
        .isEqualTo(
            """
            period = 600
            user-agent = "Mozilla/5.0"
            forced-update = 86400

            # alice.example.com
            custom alice-example-com {
                ssl            = true
                ddns-server    = "ddns.example.com"
                ddns-path      = "/base/fresh-token-number-1?ip_address=%i"
                hostname       = "alice-example-com"
                checkip-server = "ddns.example.com"
                checkip-path   = "/base/myip"
                checkip-ssl    = true
            }

            # bob.example.com
            custom bob-example-com {
                ssl            = true
                ddns-server    = "ddns.example.com"
                ddns-path      = "/base/fresh-token-number-2?ip_address=%i"
                hostname       = "bob-example-com"
                checkip-command = "/sbin/ip -4 addr | grep inet"
            }

            # carol
            custom carol {
                ssl            = true
                ddns-server    = "ddns.example.com"
                ddns-path      = "/base/fresh-token-number-3?ip_address=%i"
                hostname       = "carol"
                checkip-server = "ddns.example.com"
                checkip-path   = "/base/myip"
                checkip-ssl    = true
            }
            """);
    assertThat(made.settings() + made.remarks()).doesNotContain("old");
  }

  @Test
  void the_older_syntax_of_inadyn_is_understood() {
    TakenOver made =
        takeOver(
            """
            background
            update_period_sec 900 # Check for a new IP every 900 seconds
            username old-user
            password old-password
            dyndns_system dyndns@dyndns.org
            alias one.dyndns.org
            alias two.dyndns.org,0123456789abcdef
            system default@freedns.afraid.org
              alias three.example.com
            """);
    assertThat(names(made)).isEqualTo("one.dyndns.org|three.example.com");
    assertThat(made.settings())
        .startsWith(
            "period = 900\nforced-update = 86400\n\n# one.dyndns.org\ncustom one-dyndns-org {");
    assertThat(made.settings() + made.remarks()).doesNotContain("old-", "0123456789abcdef");
    assertThat(made.remarks())
        .contains(
            "one.dyndns.org: checks in here in place of dyndns@dyndns.org,"
                + " for all of one.dyndns.org, two.dyndns.org");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "{",
        "[1, 2]",
        "{\"scrappy-ddns\": 1}",
        "{\"checks\": []}",
        "{\"monitorList\": [{\"type\": \"http\"}]}",
        "daemon=300\nuse=web\n",
        "just words",
        "provider x {"
      })
  void of_what_holds_no_network_nothing_is_made(String text) {
    assertThatThrownBy(
            () -> new TakeOver(URI.create("https://ddns.example.com"), this::draw).of(text))
        .isInstanceOf(ForeignException.class);
  }
}
