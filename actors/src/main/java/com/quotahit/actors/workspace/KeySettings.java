package com.quotahit.actors.workspace;

import com.quotahit.core.shared.SettingRange;
import com.quotahit.core.workspace.RateBucket.Rate;
import com.typesafe.config.Config;
import java.time.Duration;

/** How much partners may ask, and how long their keys live when nothing else is said. */
public record KeySettings(Rate perKey, Rate perWorkspace, Duration life) {

  private static final Duration WINDOW = Duration.ofMinutes(1);

  public static KeySettings from(Config root) {
    Config config = root.getConfig("quotahit.api-keys");
    Duration life = config.getDuration("life");
    SettingRange.require(
        "quotahit.api-keys.life", life, Duration.ofDays(1), Duration.ofDays(3_650));
    return new KeySettings(rate(config, "per-key"), rate(config, "per-workspace"), life);
  }

  private static Rate rate(Config config, String name) {
    int most = config.getInt(name);
    SettingRange.require(
        "quotahit.api-keys." + name, most, most >= 1 && most <= 1_000_000, "1 to 1000000");
    return new Rate(most, WINDOW);
  }
}
