package com.quotahit.http.edge;

import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.apache.pekko.http.javadsl.model.AttributeKeys;
import org.apache.pekko.http.javadsl.model.HttpHeader;
import org.apache.pekko.http.javadsl.model.HttpRequest;
import org.apache.pekko.http.javadsl.model.RemoteAddress;

/**
 * Where a request comes from: the nearest address that is no trusted proxy. What a stranger writes
 * into {@code X-Forwarded-For} is never believed.
 */
final class ClientAddress {

  private final Set<InetAddress> trusted = new HashSet<>();

  ClientAddress(List<String> trustedProxies) {
    trustedProxies.forEach(text ->
        trusted.add(
            literal(text)
                .orElseThrow(() ->
                    new IllegalArgumentException(
                        "quotahit.edge.trusted-proxies has '"
                            + text
                            + "', must be IP addresses"))));
  }

  InetAddress of(HttpRequest request) {
    InetAddress peer =
        request
            .getAttribute(AttributeKeys.remoteAddress)
            .flatMap(RemoteAddress::getAddress)
            .orElseGet(InetAddress::getLoopbackAddress);
    if (!trusted.contains(peer)) {
      return peer;
    }
    String[] hops = forwarded(request).split(",");
    InetAddress nearest = peer;
    for (int i = hops.length - 1; i >= 0 && trusted.contains(nearest); i--) {
      Optional<InetAddress> hop = literal(hops[i].strip());
      if (hop.isEmpty()) {
        return nearest;
      }
      nearest = hop.get();
    }
    return nearest;
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
