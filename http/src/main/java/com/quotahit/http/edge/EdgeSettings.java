package com.quotahit.http.edge;

import com.typesafe.config.Config;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * How the public port listens. Read once; a bad value stops the start with its path.
 *
 * @param publicUrl as browsers see it; decides about secure cookies
 * @param mediaOrigin {@code ws(s)://host:port} of the voice sockets, when a proxy stands before
 *     them
 * @param webDirectory the built web client
 * @param trustedProxies addresses and ranges whose {@code X-Forwarded-For} is believed
 */
public record EdgeSettings(
    String host,
    int port,
    URI publicUrl,
    Optional<String> mediaOrigin,
    int mediaPort,
    Optional<Path> webDirectory,
    Duration requestTimeout,
    Duration idleTimeout,
    int maxConnections,
    int backlog,
    List<String> trustedProxies,
    Duration idempotencyLease,
    Duration heartbeat) {

  public EdgeSettings {
    trustedProxies = List.copyOf(trustedProxies);
    require(port >= 0 && port <= 65_535, "port", port, "0 to 65535");
    require(maxConnections >= 1, "max-connections", maxConnections, "1 or more");
    require(
        requestTimeout.compareTo(Endpoint.BUDGET) > 0,
        "request-timeout",
        requestTimeout,
        "more than " + Endpoint.BUDGET);
    require(
        "http".equals(publicUrl.getScheme()) || "https".equals(publicUrl.getScheme()),
        "public-url",
        publicUrl,
        "an http or https address");
  }

  public boolean https() {
    return "https".equals(publicUrl.getScheme());
  }

  public static EdgeSettings from(Config root) {
    Config edge = root.getConfig("quotahit.edge");
    int port = edge.getInt("port");
    String host = edge.getString("host");
    String publicUrl = edge.getString("public-url");
    return new EdgeSettings(
        host,
        port,
        URI.create(publicUrl.isEmpty() ? "http://" + host + ":" + port : publicUrl),
        text(edge, "media-origin"),
        edge.getInt("media-port"),
        text(edge, "web-directory").map(Path::of),
        edge.getDuration("request-timeout"),
        edge.getDuration("idle-timeout"),
        edge.getInt("max-connections"),
        edge.getInt("backlog"),
        entries(edge.getString("trusted-proxies")),
        edge.getDuration("idempotency-lease"),
        edge.getDuration("heartbeat"));
  }

  private static List<String> entries(String list) {
    return Arrays.stream(list.split(","))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .toList();
  }

  private static Optional<String> text(Config config, String path) {
    return Optional.of(config.getString(path)).filter(value -> !value.isBlank());
  }

  private static void require(boolean fine, String path, Object value, String range) {
    if (!fine) {
      throw new IllegalArgumentException(
          "quotahit.edge." + path + " is " + value + ", must be " + range);
    }
  }
}
