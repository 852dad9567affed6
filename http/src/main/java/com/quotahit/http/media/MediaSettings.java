package com.quotahit.http.media;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import java.time.Duration;
import java.util.Set;

/**
 * {@code quotahit.media}, read once at start.
 *
 * @param origins hosts beside our own whose pages may open voice sockets
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

  public static MediaSettings read(Config root) {
    Config config = root.getConfig(PATH);
    return new MediaSettings(
        config.getString("host"),
        within(config, "port", 0, 65_535),
        Set.copyOf(config.getStringList("origins")),
        within(config, "sockets-max", 1, 100_000),
        within(config, "handshakes-max", 1, 10_000),
        config.getDuration("handshake-max"),
        config.getDuration("ping-every"),
        config.getDuration("dead-after"),
        config.getDuration("slow-max"),
        within(config, "words-per-second", 10, 1_000));
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
