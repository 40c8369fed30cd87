package io.github.scrappyddns.checkin.held;

import static org.assertj.core.api.Assertions.assertThat;

import io.github.scrappyddns.address.Family;
import io.github.scrappyddns.address.PublicAddress;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;

class AddressRowsTest {
  private static final long NOW = 1_000_000;
  private static final int PREFIX = 64;

  private final AddressRows ipv6 = new AddressRows(Family.IPV6);

  @Test
  void confirms_what_is_held_and_nothing_else() {
    ipv6.put(held(7, "2001:db8::1"));
    assertThat(confirms(7, "2001:db8::1")).isTrue();
    assertThat(confirms(7, "2001:db8::2")).isFalse();
    assertThat(confirms(7, "2001:db9::1")).isFalse();
    assertThat(confirms(8, "2001:db8::1")).isFalse();
    assertThat(confirms(7_000_000, "2001:db8::1")).isFalse();
  }

  @Test
  void of_an_observed_address_only_the_prefix_counts() {
    ipv6.put(held(7, "2001:db8::1"));
    Sighting rotated = new Sighting(address("2001:db8::abcd"), false);
    assertThat(ipv6.confirm(7, rotated, PREFIX, NOW)).isTrue();
    assertThat(ipv6.confirm(7, rotated, 128, NOW)).isFalse();
  }

  @Test
  void an_address_of_zeros_is_none_until_it_is_put() {
    AddressRows ipv4 = new AddressRows(Family.IPV4);
    Sighting zeros = new Sighting(address("0.0.0.0"), true);
    ipv4.put(held(1, "203.0.113.7"));
    assertThat(ipv4.confirm(2, zeros, PREFIX, NOW)).isFalse();
    assertThat(ipv4.get(2)).isNull();
    ipv4.put(held(2, "0.0.0.0"));
    assertThat(ipv4.confirm(2, zeros, PREFIX, NOW)).isTrue();
  }

  @Test
  void gives_what_was_put_last_however_far_ids_lie_apart() {
    ipv6.put(held(1_000_000, "2001:db8::1"));
    ipv6.put(held(1, "2001:db8::2"));
    ipv6.put(held(1_000_000, "2001:db8::3"));
    assertThat(ipv6.get(1_000_000)).isEqualTo(held(1_000_000, "2001:db8::3"));
    assertThat(ipv6.get(1)).isEqualTo(held(1, "2001:db8::2"));
    assertThat(ipv6.get(999_999)).isNull();
    assertThat(ipv6.get(5_000_000)).isNull();
  }

  @Test
  void what_is_put_first_takes_the_place_of_nothing_that_was_put_before() {
    ipv6.putFirst(held(7, "2001:db8::1"));
    assertThat(ipv6.get(7)).isEqualTo(held(7, "2001:db8::1"));
    ipv6.put(held(7, "2001:db8::2"));
    ipv6.putFirst(held(7, "2001:db8::1"));
    assertThat(ipv6.get(7)).isEqualTo(held(7, "2001:db8::2"));
    ipv6.forget(7);
    ipv6.putFirst(held(7, "2001:db8::1"));
    assertThat(ipv6.get(7)).as("the database is to be asked").isNull();
  }

  @Test
  void goes_through_the_networks_in_the_order_of_their_ids() {
    assertThat(ipv6.next(0)).isEqualTo(-1);
    ipv6.put(held(1023, "2001:db8::1"));
    ipv6.put(held(1024, "2001:db8::1"));
    ipv6.put(held(9000, "2001:db8::1"));
    assertThat(ipv6.next(0)).isEqualTo(1023);
    assertThat(ipv6.next(1024)).isEqualTo(1024);
    assertThat(ipv6.next(1025)).isEqualTo(9000);
    assertThat(ipv6.next(9001)).isEqualTo(-1);
  }

  @Test
  void a_confirmation_is_taken_once_and_again_after_another_second() {
    ipv6.put(held(7, "2001:db8::1"));
    assertThat(ipv6.takeConfirmed(7)).isNull();
    Sighting same = new Sighting(address("2001:db8::1"), true);
    assertThat(ipv6.confirm(7, same, PREFIX, NOW + 999)).isTrue();
    assertThat(ipv6.takeConfirmed(7)).isNull();
    assertThat(ipv6.confirm(7, same, PREFIX, NOW + 1_000)).isTrue();
    assertThat(ipv6.takeConfirmed(7))
        .isEqualTo(new Held(7, address("2001:db8::1"), NOW, NOW + 1_000));
    assertThat(ipv6.takeConfirmed(7)).isNull();
    assertThat(ipv6.confirm(7, same, PREFIX, NOW)).isTrue();
    assertThat(ipv6.takeConfirmed(7)).isEqualTo(held(7, "2001:db8::1"));
  }

  @Test
  void half_of_one_address_and_half_of_the_next_is_never_taken_for_an_address() {
    Held one = held(7, "2001:db8:1::1");
    Held other = held(7, "2001:db8:2::2");
    Sighting mixed = new Sighting(address("2001:db8:1::2"), true);
    ipv6.put(one);
    CompletableFuture<Void> replacing =
        CompletableFuture.runAsync(
            () -> {
              for (int i = 0; i < 1_000_000; i++) {
                ipv6.put(other);
                ipv6.put(one);
              }
            });
    int taken = 0;
    long looks = 0;
    while (!replacing.isDone()) {
      taken += ipv6.confirm(7, mixed, PREFIX, NOW) ? 1 : 0;
      looks++;
    }
    replacing.join();
    assertThat(looks).isPositive();
    assertThat(taken).isZero();
  }

  private boolean confirms(long networkId, String address) {
    return ipv6.confirm(networkId, new Sighting(address(address), true), PREFIX, NOW);
  }

  private static Held held(long networkId, String address) {
    return new Held(networkId, address(address), NOW, NOW);
  }

  private static PublicAddress address(String text) {
    return PublicAddress.parse(text).orElseThrow();
  }
}
