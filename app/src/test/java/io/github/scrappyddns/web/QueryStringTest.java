package io.github.scrappyddns.web;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class QueryStringTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ip_address=203.0.113.7|203.0.113.7",
        "IP_Address=203.0.113.7|203.0.113.7",
        "ip%5Faddress=203.0.113.7|203.0.113.7",
        "a=b&ip_address=1&ip_address=2|1",
        "&&ip_address=1&&|1",
        "a&ip_address=1|1",
        "ip_address=a=b|a=b",
        "ip_address=2001%3Adb8%3A%3A1|2001:db8::1",
        "ip_address=fe80::1%25eth0|fe80::1%eth0",
        "ip_address=fe80::1%eth0|fe80::1%eth0",
        "ip_address=100%|100%",
        "ip_address=100%2|100%2",
        "ip_address=%20|' '",
        "ip_address=a+b%2Bc|a b+c",
        "ip_address=%C3%A9é|éé",
        "ip_address=%zz%4|%zz%4",
      })
  void a_parameter_is_decoded_as_far_as_it_is_encoded(String query, String value) {
    assertThat(new QueryString(query).first("ip_address")).contains(value);
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "&", "=", "ip_address", "ip=1", "xip_address=1", "ip_address%3D1"})
  void a_parameter_that_is_not_there_is_empty(String query) {
    assertThat(new QueryString(query).first("ip_address")).isEmpty();
  }

  @Test
  void a_parameter_without_a_value_is_the_empty_text() {
    assertThat(new QueryString("ip_address=").first("ip_address")).contains("");
    assertThat(new QueryString("ip_address=&a=b").first("ip_address")).contains("");
  }

  @Test
  void bytes_that_are_no_utf_8_do_no_harm() {
    assertThat(new QueryString("ip_address=%FF%C3").first("ip_address")).contains("\uFFFD\uFFFD");
  }
}
