package com.quotahit.http.edge;

import com.quotahit.core.shared.AddressRange;
import com.quotahit.core.shared.Parsed;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.List;
import java.util.Optional;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;

/**
 * Where a request comes from: the nearest address that is no trusted proxy. What a stranger writes
 * into {@code X-Forwarded-For} is never believed.
 */
final class ClientAddress {

  private final List<AddressRange> trusted;

  /**
   * @param trustedProxies addresses and ranges, such as {@code 127.0.0.1} or {@code 10.0.0.0/8}
   */
  ClientAddress(List<String> trustedProxies) {
    trusted = trustedProxies.stream().map(ClientAddress::range).toList();
  }

  private static AddressRange range(String text) {
    return switch (AddressRange.parse("trusted-proxies", text)) {
      case Parsed.Valid<AddressRange>(AddressRange range) -> range;
      case Parsed.Invalid<AddressRange> invalid ->
          throw new IllegalArgumentException(
              "quotahit.edge.trusted-proxies: " + invalid.problems().getFirst().message());
    };
  }

  InetAddress of(HttpRequest request) {
    InetAddress peer =
        request
            .getAttribute(AttributeKeys.remoteAddress)
            .flatMap(RemoteAddress::getAddress)
            .orElseGet(InetAddress::getLoopbackAddress);
    if (!trusts(peer)) {
      return peer;
    }
    String[] hops = forwarded(request).split(",");
    InetAddress nearest = peer;
    for (int i = hops.length - 1; i >= 0 && trusts(nearest); i--) {
      Optional<InetAddress> hop = literal(hops[i].strip());
      if (hop.isEmpty()) {
        return nearest;
      }
      nearest = hop.get();
    }
    return nearest;
  }

  private boolean trusts(InetAddress hop) {
    return trusted.stream().anyMatch(range -> range.contains(hop.getAddress()));
  }

  /** Some proxies add a line of their own after the one that the stranger sent. */
  private static String forwarded(HttpRequest request) {
    StringBuilder all = new StringBuilder();
    for (HttpHeader header : request.getHeaders()) {
      if (header.lowercaseName().equals("x-forwarded-for")) {
        all.append(all.isEmpty() ? "" : ",").append(header.value());
      }
    }
    return all.toString();
  }

  /** Only literals: a name would ask the network. */
  private static Optional<InetAddress> literal(String text) {
    if (!text.matches("[0-9.]{7,15}|[0-9A-Fa-f:.]*:[0-9A-Fa-f:.]*")) {
      return Optional.empty();
    }
    try {
      return Optional.of(InetAddress.getByName(text));
    } catch (UnknownHostException e) {
      return Optional.empty();
    }
  }
}
