package io.github.scrappyddns.process;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.testing.Await;
import io.github.scrappyddns.testing.InstalledProgram;
import io.github.scrappyddns.testing.PrivateAuthority;
import io.github.scrappyddns.testing.PrivateAuthority.KeyForm;
import io.github.scrappyddns.testing.RunningJar;
import io.github.scrappyddns.testing.ServiceHome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the log holds of calls that were refused: enough to find a mistyped token by. */
class RefusedCallsProcessTest {
  private static final String TOKEN = "the-token-of-the-home";

  @TempDir Path directory;
  @TempDir Path authorityFiles;

  @Test
  void a_refused_call_leaves_one_line_without_what_it_held() {
    ServiceHome home =
        new ServiceHome(directory)
            .list(TOKEN + ":Home")
            .set("SCRAPPY_HOST_NAMES", "Home=home.example.com");
    try (RunningJar service = home.serve()) {
      String url = "http://127.0.0.1:" + service.port();
      for (int i = 0; i < 3; i++) {
        assertThat(curl(url + "/the-tokem-of-the-home")).isEqualTo("404");
        assertThat(curl(url + "/nic/update", "-u", "home:mistyped-secret")).isEqualTo("401");
        assertThat(curl(url + "/nic/update?hostname=mistyped-name", "-u", "home:" + TOKEN))
            .isEqualTo("404");
        assertThat(curl(url + "/" + TOKEN, "-X", "DELETE")).isEqualTo("405");
        assertThat(curl(url + "/" + TOKEN, "-d", "x".repeat(5000))).isEqualTo("413");
        assertThat(curl(url + "/mistyped", "-H", "Content-Length: x")).isEqualTo("400");
      }
      assertThat(refusals(service))
          .containsExactly(
              "no such token or path",
              "HOST_NAMES does not give its network the host that it names (Home)",
              "its method is none that updates with (405 Method Not Allowed)",
              "its body is too large",
              "it is no HTTP that can be served (400 Bad Request)");
      assertThat(service.output()).doesNotContain("mistyped", "tokem", TOKEN);
    }
  }

  @Test
  void a_handshake_fails_for_no_name_and_otherwise_with_its_cause() throws IOException {
    PrivateAuthority authority = new PrivateAuthority(authorityFiles);
    PrivateAuthority.Issued issued = authority.issue(KeyForm.EC_TRADITIONAL);
    ServiceHome home =
        new ServiceHome(directory)
            .list(TOKEN + ":Home")
            .set("SCRAPPY_TLS_CERTIFICATE", issued.certificate().toString())
            .set("SCRAPPY_TLS_PRIVATE_KEY", issued.privateKey().toString());
    try (RunningJar service = home.serve()) {
      String port = String.valueOf(service.port());
      for (String name : List.of("my_nas", "my_nas.", "localhost.", "my_nas.example.com")) {
        String to = name + ":" + port + ":127.0.0.1";
        assertThat(curl("https://" + name + ":" + port + "/" + TOKEN, "-k", "--resolve", to))
            .as(name)
            .isEqualTo("200");
      }
      for (int i = 0; i < 3; i++) {
        assertThat(curl("https://127.0.0.1:" + port + "/" + TOKEN)).isEqualTo("000");
        assertThat(curl("https://127.0.0.1:" + port + "/" + TOKEN, "--tls-max", "1.2"))
            .isEqualTo("000");
        assertThat(curl("http://127.0.0.1:" + port + "/" + TOKEN)).isEqualTo("000");
      }
      String distrust = "it does not trust the certificate (unknown_ca)";
      String clear = "it speaks no TLS: has it an address with http:// for a port with https://?";
      Await.until("all are told", () -> refusals(service).containsAll(List.of(distrust, clear)));
      // Java cannot read the alert that OpenSSL sends in TLS 1.3, and says so in changing words.
      String unread = "it ended the TLS handshake: most likely it does not trust the certificate";
      assertThat(refusals(service))
          .doesNotHaveDuplicates()
          .isSubsetOf(distrust, clear, unread, "it broke the TLS handshake off");
    }
  }

  /** The status that curl was answered with. */
  private String curl(String url, String... options) {
    List<String> all =
        new ArrayList<>(List.of("-sS", "-m", "20", "-o", "/dev/null", "-w", "\\n%{http_code}"));
    all.addAll(List.of(options));
    all.add(url);
    String output =
        InstalledProgram.named("curl", "curl").run(directory, all.toArray(String[]::new)).output();
    return output.substring(output.lastIndexOf('\n') + 1);
  }

  private static List<String> refusals(RunningJar service) {
    return service
        .output()
        .lines()
        .filter(line -> line.contains("Refused a call from 127.0.0.1: "))
        .map(line -> line.substring(line.indexOf("127.0.0.1: ") + "127.0.0.1: ".length()))
        .toList();
  }
}
