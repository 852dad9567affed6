package com.quotahit.http.edge;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.List;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;
import org.apache.pekko.http.javadsl.model.headers.RawHeader;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class StrangersSayNothingAboutTheirAddressTest {

  private static final String PROXY = "10.0.0.1";
  private static final String INNER_PROXY = "10.0.0.2";

  private final ClientAddress addresses = new ClientAddress(List.of(PROXY, INNER_PROXY));

  @Test
  void who_comes_directly_is_who_the_socket_says() {
    assertThat(of("192.0.2.7", "203.0.113.9")).isEqualTo("192.0.2.7");
  }

  @Test
  void behind_trusted_proxies_the_last_stranger_counts() {
    assertThat(of(PROXY, "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(of(PROXY, "1.1.1.1, 203.0.113.9, " + INNER_PROXY)).isEqualTo("203.0.113.9");
    assertThat(of(PROXY, "1.1.1.1, 203.0.113.9")).isEqualTo("203.0.113.9");
  }

  @Test
  void a_proxy_that_adds_a_line_of_its_own_is_believed_and_the_strangers_line_is_not() {
    assertThat(of(PROXY, "1.1.1.1", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(of(PROXY, "1.1.1.1, " + INNER_PROXY, "203.0.113.9")).isEqualTo("203.0.113.9");
  }

  @Test
  void a_whole_network_of_proxies_may_be_trusted_and_its_neighbours_are_not() {
    var within = new ClientAddress(List.of("10.0.0.0/30", "fd00::/8"));
    assertThat(of(within, "10.0.0.3", "203.0.113.9")).isEqualTo("203.0.113.9");
    assertThat(of(within, "fd00::7", "203.0.113.9, 10.0.0.1")).isEqualTo("203.0.113.9");
    assertThat(of(within, "10.0.0.4", "203.0.113.9")).isEqualTo("10.0.0.4");
  }

  @Test
  void a_proxy_that_is_no_address_stops_the_start() {
    assertThatThrownBy(() -> new ClientAddress(List.of("proxy.example")))
        .hasMessageContaining("quotahit.edge.trusted-proxies")
        .hasMessageContaining("proxy.example");
  }

  @Test
  void what_is_no_address_ends_the_search() {
    assertThat(of(PROXY, "evil.example")).isEqualTo(PROXY);
    assertThat(of(PROXY, "203.0.113.9, evil.example")).isEqualTo(PROXY);
    assertThat(of(PROXY)).isEqualTo(PROXY);
  }

  private String of(String peer, String... forwarded) {
    return of(addresses, peer, forwarded);
  }

  private static String of(ClientAddress addresses, String peer, String... forwarded) {
    try {
      HttpRequest request =
          HttpRequest.GET("/")
              .addAttribute(
                  AttributeKeys.remoteAddress, RemoteAddress.create(InetAddress.getByName(peer)));
      List<HttpHeader> lines = new ArrayList<>();
      for (String line : forwarded) {
        lines.add(RawHeader.create("X-Forwarded-For", line));
      }
      return addresses.of(request.withHeaders(lines)).getHostAddress();
    } catch (UnknownHostException e) {
      throw new IllegalArgumentException(e);
    }
  }
}
