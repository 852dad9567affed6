package com.quotahit.actors.engine;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How a node sends what the outbox holds; read once from {@code quotahit.engine.outbox}.
 *
 * @param underWay how many effects of one kind this node carries out at once
 * @param lease how long a claim lasts; longer than any sender may take
 */
public record OutboxSettings(Duration every, int underWay, Duration lease) {

  public OutboxSettings {
    if (every.toMillis() < 20 || underWay < 1 || lease.compareTo(Duration.ofSeconds(1)) < 0) {
      throw new IllegalArgumentException(
          "quotahit.engine.outbox: every must be 20ms or more, under-way 1 or more, lease 1s or"
              + " more: "
              + every
              + ", "
              + underWay
              + ", "
              + lease);
    }
  }

  public static OutboxSettings from(Config config) {
    Config outbox = config.getConfig("quotahit.engine.outbox");
    return new OutboxSettings(
        outbox.getDuration("every"), outbox.getInt("under-way"), outbox.getDuration("lease"));
  }
}
