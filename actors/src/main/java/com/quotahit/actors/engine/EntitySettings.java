package com.quotahit.actors.engine;

import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.time.Duration;

/** How entities live; read once from {@code quotahit.engine}. */
public record EntitySettings(
    Duration askTimeout,
    int snapshotEvery,
    int snapshotsKept,
    Duration persistBackoffMin,
    Duration persistBackoffMax) {

  private static final String PATH = "quotahit.engine.";

  public EntitySettings {
    require(
        "ask-timeout",
        askTimeout,
        within(askTimeout, Duration.ofMillis(100), Duration.ofSeconds(30)),
        "100ms to 30s");
    require("snapshot-every", snapshotEvery, snapshotEvery >= 10, "10 or more");
    require("snapshots-kept", snapshotsKept, snapshotsKept >= 1, "1 or more");
    require(
        "persist-backoff-min",
        persistBackoffMin,
        within(persistBackoffMin, Duration.ofMillis(10), persistBackoffMax),
        "10ms to persist-backoff-max");
  }

  public static EntitySettings from(Config config) {
    Config engine = config.getConfig("quotahit.engine");
    return new EntitySettings(
        engine.getDuration("ask-timeout"),
        engine.getInt("snapshot-every"),
        engine.getInt("snapshots-kept"),
        engine.getDuration("persist-backoff-min"),
        engine.getDuration("persist-backoff-max"));
  }

  private static boolean within(Duration value, Duration min, Duration max) {
    return value.compareTo(min) >= 0 && value.compareTo(max) <= 0;
  }

  private static void require(String name, Object value, boolean holds, String range) {
    SettingRange.require(PATH + name, value, holds, range);
  }
}
