package io.github.scrappyddns.channel.webpush;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.github.scrappyddns.channel.testing.PushBrowser;
import io.github.scrappyddns.channel.url.ChannelUrlException;
import java.security.KeyPair;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SealedMessageTest {
  private static final String ENDPOINT = "https://fcm.googleapis.com/fcm/send/abc";

  private static Subscription subscription() {
    return Subscription.of(
        ENDPOINT, PushBrowser.OF_THE_RFC.p256dh(), PushBrowser.OF_THE_RFC.auth(), PushHosts.KNOWN);
  }

  /** RFC 8291, 5 and its appendix A. */
  @Test
  void the_example_of_the_rfc_comes_out_octet_for_octet() throws Exception {
    KeyPair once =
        new KeyPair(
            P256.publicKey(
                P256.decoded(
                    "BP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A8")),
            P256.privateKey(P256.decoded("yfWPiYE-n46HLnH0KqZOF1fJJU3MYrct3AELtAQ-oRw")));

    byte[] sealed =
        SealedMessage.seal(
            "When I grow up, I want to be a watermelon".getBytes(UTF_8),
            subscription(),
            once,
            P256.decoded("DGv6ra1nlYgDCS1FRnbzlw"));

    assertThat(P256.encoded(sealed))
        .isEqualTo(
            "DGv6ra1nlYgDCS1FRnbzlwAAEABBBP4z9KsN6nGRTbVYI_c7VJSPQTBtkgcy27mlmlMoZIIgDll6e3vCYLocInmYWAmS6TlzAC8wEqKK6PBru3jl7A_yl95bQpu6cVPTpK4Mqgkf1CXztLVBSt2Ks3oZwbuwXPXLWyouBWLVWGNWQexSgSxsj_Qulcy4a-fN");
  }

  @Test
  void the_longest_message_fills_what_a_push_service_takes_and_none_is_longer() throws Exception {
    assertThat(SealedMessage.seal(new byte[SealedMessage.MOST_OCTETS], subscription()))
        .hasSize(4_096);
    assertThatThrownBy(
            () -> SealedMessage.seal(new byte[SealedMessage.MOST_OCTETS + 1], subscription()))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_same_message_is_never_sealed_alike() throws Exception {
    byte[] message = "Home".getBytes(UTF_8);
    assertThat(SealedMessage.seal(message, subscription()))
        .isNotEqualTo(SealedMessage.seal(message, subscription()));
  }

  /** The JDK takes the point beside the curve for a key, and complains when it is used. */
  @ParameterizedTest
  @CsvSource({
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw8, BTBZMqHH6r4Tts7J_aSIgg, no point",
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw, BTBZMqHH6r4Tts7J_aSIgg, no point",
    "AiVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcx, BTBZMqHH6r4Tts7J_aSIgg, no point",
    "BP______________________________________________________________________________________AAA, BTBZMqHH6r4Tts7J_aSIgg, no point",
    "'', BTBZMqHH6r4Tts7J_aSIgg, no point",
    "!, BTBZMqHH6r4Tts7J_aSIgg, not written in Base64",
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4, BTBZMqHH6r4Tts7J_aSI, not 16 octets",
    "BCVxsr7N_eNgVRqvHtD0zTZsEc6-VV-JvLexhqUzORcxaOzi6-AYWXvTBHm4bjyPjs7Vd8pZGH6SRpkNtoIAiw4, '', not 16 octets",
  })
  void keys_that_no_browser_has_are_refused_when_it_subscribes(
      String p256dh, String auth, String reason) {
    assertThatThrownBy(() -> Subscription.of(ENDPOINT, p256dh, auth, PushHosts.KNOWN))
        .isInstanceOf(ChannelUrlException.class)
        .hasMessageContaining(reason);
  }

  @Test
  void both_alphabets_of_base64_are_read() {
    assertThat(
            Subscription.of(
                    ENDPOINT,
                    PushBrowser.OF_THE_RFC.p256dh().replace('-', '+').replace('_', '/') + "=",
                    PushBrowser.OF_THE_RFC.auth().replace('_', '/') + "==",
                    PushHosts.KNOWN)
                .point())
        .isEqualTo(subscription().point());
  }
}
