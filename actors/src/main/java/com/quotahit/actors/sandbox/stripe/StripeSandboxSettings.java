package com.quotahit.actors.sandbox.stripe;

import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.time.Duration;

/**
 * All of {@code quotahit.stripe.sandbox}, read once at start.
 *
 * @param port 0 for any free port of loopback
 */
public record StripeSandboxSettings(int port, Duration tellEvery, int tellMost) {

  private static final String PATH = "quotahit.stripe.sandbox.";

  public StripeSandboxSettings {
    SettingRange.require(PATH + "port", port, port >= 0 && port <= 65_535, "0 to 65535");
    SettingRange.require(
        PATH + "tell-every", tellEvery, Duration.ofMillis(20), Duration.ofSeconds(30));
    SettingRange.require(PATH + "tell-most", tellMost, tellMost >= 1 && tellMost <= 40, "1 to 40");
  }

  public static StripeSandboxSettings from(Config root) {
    Config config = root.getConfig("quotahit.stripe.sandbox");
    return new StripeSandboxSettings(
        config.getInt("port"), config.getDuration("tell-every"), config.getInt("tell-most"));
  }
}
