package com.quotahit.actors.workspace;

import com.quotahit.core.shared.NetworkAllowance;
import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How long links in letters are good, when somebody is told of attempts, and where identity
 * providers may be.
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
    boolean secondFactorForAdmins,
    SingleSignOn singleSignOn) {

  /**
   * @param wall for each request to a provider
   * @param keysPause between two requests for a provider's keys
   * @param attempt how long somebody may take at their provider
   */
  public record SingleSignOn(
      Duration wall,
      Duration keysKept,
      Duration keysPause,
      Duration attempt,
      NetworkAllowance network) {}

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
        secondFactorForAdmins(root),
        singleSignOn(config.getConfig("single-sign-on")));
  }

  /** Unless it is said outright: wherever others than this machine's own browsers come in. */
  static boolean secondFactorForAdmins(Config root) {
    String path = PATH + ".second-factor-for-admins";
    if (!root.getString(path).equalsIgnoreCase("auto")) {
      return root.getBoolean(path);
    }
    String address = "quotahit.edge.public-url";
    return root.hasPath(address) && root.getString(address).strip().startsWith("https:");
  }

  private static SingleSignOn singleSignOn(Config config) {
    return new SingleSignOn(
        config.getDuration("wall"),
        config.getDuration("keys-kept"),
        config.getDuration("keys-pause"),
        config.getDuration("attempt"),
        NetworkAllowance.of(
            PATH + ".single-sign-on", config.getString("allowed"), config.getString("refused")));
  }
}
