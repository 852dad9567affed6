package com.quotahit.actors.sandbox.smtp;

import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.time.Duration;

/**
 * Bounds of the sandbox's mail server and its inbox; read once from {@code quotahit.mail.sandbox}.
 *
 * @param connections at once; more are turned away
 * @param kept how many letters stay, and for how long
 */
public record SmtpSandboxSettings(
    int connections, long bytesMax, Duration idle, int kept, Duration age) {

  public SmtpSandboxSettings {
    String at = "quotahit.mail.sandbox.";
    SettingRange.require(at + "connections", connections, connections >= 1, "1 or more");
    SettingRange.require(at + "bytes-max", bytesMax, bytesMax >= 10_000, "10000 or more");
    SettingRange.require(at + "idle", idle, Duration.ofMillis(100), Duration.ofMinutes(5));
    SettingRange.require(at + "kept", kept, kept >= 1 && kept <= 10_000, "1 to 10000");
    SettingRange.require(at + "age", age, Duration.ofMinutes(1), Duration.ofDays(90));
  }

  public static SmtpSandboxSettings from(Config root) {
    Config sandbox = root.getConfig("quotahit.mail.sandbox");
    return new SmtpSandboxSettings(
        sandbox.getInt("connections"),
        sandbox.getBytes("bytes-max"),
        sandbox.getDuration("idle"),
        sandbox.getInt("kept"),
        sandbox.getDuration("age"));
  }
}
