package io.github.scrappyddns.channel.webpush;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A browser says where its alerts go, and must not make this server call anything else. */
class PushHostsTest {
  @ParameterizedTest
  @ValueSource(
      strings = {
        "https://fcm.googleapis.com/fcm/send/dGVzdA:APA91bF-_x",
        "https://FCM.googleapis.com/wp/x",
        "https://updates.push.services.mozilla.com/wpush/v2/gAAAAABk",
        "https://wns2-par02p.notify.windows.com/w/?token=BQYAAA%2bx%2fy%3d",
        "https://web.push.apple.com/QGuQyavXutnMH",
      })
  void the_push_services_of_the_known_browsers_are_called(String endpoint) {
    assertThat(PushHosts.KNOWN.endpoint(endpoint).toString()).isEqualTo(endpoint);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "http://fcm.googleapis.com/fcm/send/x",
        "https://fcm.googleapis.com:8443/fcm/send/x",
        "https://fcm.googleapis.com:443/fcm/send/x",
        "https://fcm.googleapis.com@evil.example/x",
        "https://user:word@fcm.googleapis.com/x",
        "https://evil.example/fcm.googleapis.com",
        "https://evil.example/.push.apple.com/",
        "https://evil.example#.push.apple.com/",
        "https://evil.example?.push.apple.com/",
        "https://evil.example\\.push.apple.com/",
        "https://evilfcm.googleapis.com/x",
        "https://notfcm.googleapis.com/x",
        "https://storage.googleapis.com/x",
        "https://fcm.googleapis.com.evil.example/x",
        "https://fcm.googleapis.com./x",
        "https://web.push.apple.com%2eevil.example/x",
        "https://web.push.apple.com\u3002evil.example/x",
        "https://127.0.0.1/x",
        "https://[::1]/x",
        "https://2130706433/x",
        "https://169.254.169.254/latest/meta-data",
        "https://localhost/x",
        "https://fcm.googleapis.com",
        "https:fcm.googleapis.com/x",
        "https:///fcm.googleapis.com/x",
        "//fcm.googleapis.com/x",
        "file:///etc/passwd",
        "https://fcm.googleapis.com/x#y",
        "https://fcm.googleapis.com/x y",
        "https://fcm.googleapis.com/x\r\nHost: evil.example",
        "",
      })
  void nothing_else_is(String endpoint) {
    assertThatThrownBy(() -> PushHosts.KNOWN.endpoint(endpoint))
        .isInstanceOf(ChannelUrlException.class);
  }

  @Test
  void the_settings_name_others() {
    PushHosts hosts =
        PushHosts.knownAnd(
            List.of("push.example.org", "https://push.lan:8443", "http://127.0.0.1:4711"));

    assertThat(hosts.endpoint("https://eu.push.example.org/x")).hasHost("eu.push.example.org");
    assertThat(hosts.endpoint("https://push.lan:8443/x")).hasPort(8443);
    assertThat(hosts.endpoint("http://127.0.0.1:4711/x")).hasPort(4711);
    assertThat(hosts.endpoint("https://fcm.googleapis.com/x")).hasHost("fcm.googleapis.com");
    for (String other :
        List.of(
            "http://push.example.org/x",
            "https://push.lan/x",
            "http://push.lan:8443/x",
            "http://127.0.0.1:4712/x",
            "https://127.0.0.1:4711/x",
            "http://u@127.0.0.1:4711/x")) {
      assertThatThrownBy(() -> hosts.endpoint(other)).isInstanceOf(ChannelUrlException.class);
    }
  }
}
