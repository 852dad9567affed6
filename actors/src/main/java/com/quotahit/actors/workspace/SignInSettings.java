package com.quotahit.actors.workspace;

import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How long links in letters are good, and when somebody is told of attempts.
 *
 * @param letterPause between two letters of the same purpose to one person
 * @param toldAfter failed attempts
 * @param deviceKept without a sign-in from it
 */
public record SignInSettings(
    Duration verifyLink,
    Duration resetLink,
    Duration letterPause,
    int toldAfter,
    Duration deviceKept,
    boolean secondFactorForAdmins) {

  private static final String PATH = "quotahit.sign-in";

  public SignInSettings {
    SettingRange.require(
        PATH + ".verify-link", verifyLink, Duration.ofMinutes(10), Duration.ofDays(7));
    SettingRange.require(
        PATH + ".reset-link", resetLink, Duration.ofMinutes(1), Duration.ofMinutes(30));
    SettingRange.require(
        PATH + ".letter-pause", letterPause, Duration.ZERO, Duration.ofMinutes(30));
    SettingRange.require(
        PATH + ".told-after", toldAfter, toldAfter >= 3 && toldAfter <= 100, "3 to 100");
    SettingRange.require(
        PATH + ".device-kept", deviceKept, Duration.ofDays(1), Duration.ofDays(3_650));
  }

  public static SignInSettings from(Config root) {
    Config config = root.getConfig(PATH);
    return new SignInSettings(
        config.getDuration("verify-link"),
        config.getDuration("reset-link"),
        config.getDuration("letter-pause"),
        config.getInt("told-after"),
        config.getDuration("device-kept"),
        config.getBoolean("second-factor-for-admins"));
  }
}
