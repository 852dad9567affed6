package com.quotahit.core.shared;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The 60-case table: what somebody types, what a name may resolve to, and where a redirect may
 * lead.
 */
@Tag("fast")
class WebsiteAddressesAreChosenCarefullyTest {

  private final AddressGuard guard = new AddressGuard(List.of(), List.of());

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ftp://example.com/                 | scheme",
        "file:///etc/passwd                 | scheme",
        "gopher://example.com:70/_x         | scheme",
        "javascript:alert(1)                | scheme",
        "jar:http://example.com!/x          | scheme",
        "//example.com/                     | scheme",
        "http:///path                       | not_an_address",
        "http:example.com                   | not_an_address",
        "http://user:pw@example.com/        | user_info",
        "http://example.com@127.0.0.1/      | user_info",
        "http://127.0.0.1/                  | address_literal",
        "http://127.1/                      | address_literal",
        "http://2130706433/                 | address_literal",
        "http://0x7f000001/                 | address_literal",
        "http://0x7f.1/                     | address_literal",
        "http://0177.0.0.1/                 | address_literal",
        "http://017700000001/               | address_literal",
        "http://127.0.0.1./                 | address_literal",
        "http://[::1]/                      | address_literal",
        "http://[::ffff:127.0.0.1]/         | address_literal",
        "http://[::]/                       | address_literal",
        "http://[fe80::1%25eth0]/           | address_literal",
        "http://8.8.8.8/                    | address_literal",
        "http://169.254.169.254/latest/     | address_literal",
        "http://１２７.0.0.1/               | address_literal",
        "http://127。0。0。1/               | address_literal",
        "http://example.0x/                 | address_literal",
        "http://exa mple.com/               | not_an_address",
        "http://example.com:22/             | port",
        "http://example.com:8080/           | port",
        "https://example.com:5432/          | port",
        "http://example.com:0/              | port",
        "http://example.com:99999/          | port",
        "http://-bad-.example/              | host",
        "http://exam%70le.com/              | host",
        "http://..example.com/              | host",
      })
  void what_is_typed_is_refused_for_a_reason(String text, String code) {
    assertThat(code(WebsiteAddress.parse("url", text, Set.of()))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "http://example.com               | http://example.com/",
        "HTTPS://Example.COM/About?x=1#f  | https://example.com/About?x=1",
        "https://example.com:443/         | https://example.com/",
        "http://example.com:443/          | http://example.com:443/",
        "https://bücher.example/          | https://xn--bcher-kva.example/",
        "https://example.com./            | https://example.com/",
      })
  void an_ordinary_address_is_read_in_one_way(String text, String read) {
    assertThat(WebsiteAddress.parse("url", text, Set.of()))
        .isInstanceOfSatisfying(
            Parsed.Valid.class, valid -> assertThat(valid.value()).hasToString(read));
  }

  @ParameterizedTest
  @CsvSource({
    "0.0.0.0",
    "10.1.2.3",
    "100.64.0.1",
    "100.127.255.255",
    "127.0.0.1",
    "127.255.255.254",
    "169.254.169.254",
    "172.16.0.1",
    "172.31.255.255",
    "192.0.0.8",
    "192.0.2.1",
    "192.88.99.1",
    "192.168.1.1",
    "198.18.0.1",
    "198.19.255.255",
    "198.51.100.7",
    "203.0.113.9",
    "224.0.0.1",
    "239.255.255.250",
    "240.0.0.1",
    "255.255.255.255",
    "::",
    "::1",
    "::7f00:1",
    "::ffff:7f00:1",
    "::ffff:808:808",
    "::ffff:0:7f00:1",
    "64:ff9b::7f00:1",
    "64:ff9b::a9fe:a9fe",
    "64:ff9b:1::1",
    "100::1",
    "2001::1",
    "2001:db8::1",
    "2002:7f00:1::",
    "2002:a00:1::1",
    "3fff::1",
    "4000::1",
    "fc00::1",
    "fd00:ec2::254",
    "fe80::1",
    "fec0::1",
    "ff02::1"
  })
  void an_address_that_is_not_public_is_never_visited(String address) {
    assertThat(guard.admits(AddressRange.bytes(address))).isFalse();
  }

  @ParameterizedTest
  @CsvSource({
    "8.8.8.8",
    "1.1.1.1",
    "172.32.0.1",
    "100.128.0.1",
    "198.20.0.1",
    "192.0.1.1",
    "223.255.255.255",
    "2606:4700::1111",
    "2a00:1450:4001:81b::200e",
    "64:ff9b::808:808",
    "2002:808:808::1"
  })
  void a_public_address_may_be_visited(String address) {
    assertThat(guard.admits(AddressRange.bytes(address))).isTrue();
  }

  @Test
  void the_operator_opens_and_closes_ranges() {
    AddressGuard own =
        new AddressGuard(
            List.of(AddressRange.of("8.8.8.0/24")), List.of(AddressRange.of("10.1.0.0/16")));
    assertThat(own.admits(AddressRange.bytes("10.1.2.3"))).isTrue();
    assertThat(own.admits(AddressRange.bytes("10.2.2.3"))).isFalse();
    assertThat(own.admits(AddressRange.bytes("8.8.8.8"))).isFalse();
    assertThat(code(WebsiteAddress.parse("url", "http://127.0.0.1:9000/", Set.of("127.0.0.1"))))
        .isEqualTo("valid");
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "https://example.com/a | /b                      | valid",
        "https://example.com/a | https://www.example.com | valid",
        "http://example.com/a  | https://example.com/    | valid",
        "https://example.com/a | http://example.com/     | downgrade",
        "https://example.com/a | //127.0.0.1/            | address_literal",
        "http://example.com/a  | http://[::1]/           | address_literal",
        "http://example.com/a  | file:///etc/passwd      | scheme",
        "http://example.com/a  | http://x@y.example/     | user_info",
      })
  void a_redirect_is_judged_like_a_typed_address(String from, String location, String code) {
    Parsed<WebsiteAddress> start = WebsiteAddress.parse("url", from, Set.of());
    assertThat(start).isInstanceOf(Parsed.Valid.class);
    WebsiteAddress address = ((Parsed.Valid<WebsiteAddress>) start).value();
    assertThat(code(address.redirected("url", location, Set.of()))).isEqualTo(code);
  }

  @ParameterizedTest
  @CsvSource({
    "1.2.3",
    "1.2.3.4.5",
    "256.1.1.1",
    "a.b.c.d",
    "1.2.3.-4",
    ":::",
    "1::2::3",
    "12345::",
    "g::",
    "1:2:3:4:5:6:7",
    "1:2:3:4:5:6:7:8:9",
    "01.2.3.4444",
    "''"
  })
  void what_is_no_address_has_no_bytes(String text) {
    assertThat(AddressRange.bytes(text)).isEmpty();
  }

  private static String code(Parsed<?> parsed) {
    return switch (parsed) {
      case Parsed.Valid<?> _ -> "valid";
      case Parsed.Invalid<?> invalid -> invalid.problems().getFirst().code();
    };
  }
}
