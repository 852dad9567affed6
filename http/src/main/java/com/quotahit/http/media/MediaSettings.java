package com.quotahit.http.media;

import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.net.URI;
import java.time.Duration;
import java.util.HashSet;
import java.util.Set;

/**
 * {@code quotahit.media}, read once at start.
 *
 * @param origins pages beside those of the socket's own host that may open voice sockets, the
 *     public address among them
 * @param socketsMax open voice sockets of this node
 * @param handshakesMax connections that have not become a socket yet
 * @param slowMax how long a client may leave a full buffer unread
 */
public record MediaSettings(
    String host,
    int port,
    Set<String> origins,
    int socketsMax,
    int handshakesMax,
    Duration handshakeMax,
    Duration pingEvery,
    Duration deadAfter,
    Duration slowMax,
    int wordsPerSecond) {

  private static final String PATH = "quotahit.media";
  private static final Duration LONGEST_SILENCE = Duration.ofMinutes(15);

  public static MediaSettings read(Config root) {
    Config config = root.getConfig(PATH);
    return new MediaSettings(
        config.getString("host"),
        within(config, "port", 0, 65_535),
        origins(config, root),
        within(config, "sockets-max", 1, 100_000),
        within(config, "handshakes-max", 1, 10_000),
        within(config, "handshake-max", Duration.ofMillis(100), Duration.ofMinutes(1)),
        within(config, "ping-every", Duration.ofSeconds(1), Duration.ofMinutes(5)),
        // A client that answers each ping must not be taken for gone between two of them.
        within(
            config, "dead-after", config.getDuration("ping-every").plusSeconds(1), LONGEST_SILENCE),
        within(config, "slow-max", Duration.ofMillis(100), Duration.ofMinutes(5)),
        within(config, "words-per-second", 10, 1_000));
  }

  /** Behind a proxy the pages may come from another host than the sockets. */
  private static Set<String> origins(Config config, Config root) {
    var origins = new HashSet<>(config.getStringList("origins"));
    String publicUrl = root.getString("quotahit.edge.public-url");
    if (!publicUrl.isBlank()) {
      URI page = URI.create(publicUrl.strip());
      origins.add(page.getScheme() + "://" + page.getAuthority());
    }
    return Set.copyOf(origins);
  }

  private static Duration within(Config config, String key, Duration low, Duration high) {
    Duration value = config.getDuration(key);
    SettingRange.require(PATH + "." + key, value, low, high);
    return value;
  }

  private static int within(Config config, String key, int low, int high) {
    int value = config.getInt(key);
    if (value < low || value > high) {
      throw new ConfigException.BadValue(
          config.origin(), PATH + "." + key, value + " is not within " + low + " to " + high);
    }
    return value;
  }
}
