package com.quotahit.actors.workspace;

import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How long somebody stays signed in.
 *
 * @param idle without any request
 * @param absolute however busy
 * @param trusted how long memory is believed without asking the database again
 * @param cached sessions kept in memory; beyond, the one used least recently is asked for again
 * @param secondFactorForAdmins whether a platform admin is one only with a second factor
 */
public record SessionSettings(
    Duration idle, Duration absolute, Duration trusted, int cached, boolean secondFactorForAdmins) {

  /** Where a second factor is left to everybody. */
  public SessionSettings(Duration idle, Duration absolute, Duration trusted, int cached) {
    this(idle, absolute, trusted, cached, false);
  }

  public SessionSettings {
    require(!idle.isNegative() && !idle.isZero(), "idle", idle, "more than 0");
    require(absolute.compareTo(idle) >= 0, "absolute", absolute, "at least idle");
    require(
        trusted.compareTo(Duration.ofMinutes(1)) <= 0 && !trusted.isNegative(),
        "trusted",
        trusted,
        "at most 1 minute");
    require(cached >= 100, "cached", cached, "100 or more");
  }

  public static SessionSettings from(Config root) {
    Config config = root.getConfig("quotahit.sessions");
    return new SessionSettings(
        config.getDuration("idle"),
        config.getDuration("absolute"),
        config.getDuration("trusted"),
        config.getInt("cached"),
        SignInSettings.secondFactorForAdmins(root));
  }

  private static void require(boolean fine, String path, Object value, String range) {
    SettingRange.require("quotahit.sessions." + path, value, fine, range);
  }
}
