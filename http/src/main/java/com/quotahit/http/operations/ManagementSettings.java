package com.quotahit.http.operations;

import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How the management port listens.
 *
 * @param host loopback unless told otherwise: this port has no sign-in
 * @param unreadyFirst how long a node that is told to stop answers "not ready" before it begins to
 */
public record ManagementSettings(String host, int port, Duration checkMax, Duration unreadyFirst) {

  public ManagementSettings {
    require(port >= 0 && port <= 65_535, "port", port, "0 to 65535");
    require(
        checkMax.compareTo(Duration.ofSeconds(10)) <= 0,
        "check-max",
        checkMax,
        "at most 10 seconds");
    require(
        !unreadyFirst.isNegative() && unreadyFirst.compareTo(Duration.ofMinutes(1)) <= 0,
        "unready-first",
        unreadyFirst,
        "0 to 1 minute");
  }

  public static ManagementSettings from(Config root) {
    Config config = root.getConfig("quotahit.management");
    return new ManagementSettings(
        config.getString("host"),
        config.getInt("port"),
        config.getDuration("check-max"),
        config.getDuration("unready-first"));
  }

  private static void require(boolean fine, String path, Object value, String range) {
    SettingRange.require("quotahit.management." + path, value, fine, range);
  }
}
