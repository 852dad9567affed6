package com.quotahit.actors.billing;

import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.time.Duration;

/**
 * All of {@code quotahit.billing}, read once at start; its comments are in {@code billing.conf}.
 *
 * @param mode whether anything is sold at all
 */
public record BillingSettings(
    Mode mode,
    Duration trusted,
    Duration stale,
    int cached,
    Duration checkout,
    Duration lookEvery,
    int lookMost,
    Duration lookClaim,
    Duration parkFirst,
    int parkMost,
    Duration reconcile) {

  private static final String PATH = "quotahit.billing.";

  /** Who sells. */
  public enum Mode {
    /** Nobody: every module is open, and nobody outside is asked. */
    OFF,
    STRIPE
  }

  public BillingSettings {
    range("trusted", trusted, Duration.ofSeconds(1), Duration.ofMinutes(1));
    range("stale", stale, trusted, Duration.ofHours(1));
    range("checkout", checkout, Duration.ofMinutes(31), Duration.ofHours(24));
    range("look-every", lookEvery, Duration.ofMillis(20), Duration.ofSeconds(10));
    range("look-claim", lookClaim, Duration.ofSeconds(5), Duration.ofMinutes(10));
    range("park-first", parkFirst, Duration.ofMillis(10), Duration.ofMinutes(1));
    range("reconcile", reconcile, Duration.ofMinutes(1), Duration.ofDays(2));
    SettingRange.require(PATH + "cached", cached, cached >= 100, "100 or more");
    SettingRange.require(PATH + "look-most", lookMost, lookMost >= 1 && lookMost <= 64, "1 to 64");
    SettingRange.require(PATH + "park-most", parkMost, parkMost >= 1 && parkMost <= 40, "1 to 40");
  }

  public static BillingSettings from(Config root) {
    Config config = root.getConfig("quotahit.billing");
    return new BillingSettings(
        mode(config.getString("mode")),
        config.getDuration("trusted"),
        config.getDuration("stale"),
        config.getInt("cached"),
        config.getDuration("checkout"),
        config.getDuration("look-every"),
        config.getInt("look-most"),
        config.getDuration("look-claim"),
        config.getDuration("park-first"),
        config.getInt("park-most"),
        config.getDuration("reconcile"));
  }

  private static Mode mode(String word) {
    return switch (word.strip()) {
      case "off", "" -> Mode.OFF;
      case "stripe" -> Mode.STRIPE;
      default ->
          throw new IllegalArgumentException(
              PATH + "mode is '" + word + "', must be off or stripe");
    };
  }

  private static void range(String key, Duration value, Duration low, Duration high) {
    SettingRange.require(PATH + key, value, low, high);
  }
}
