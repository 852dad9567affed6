package com.quotahit.actors.practice;

import com.quotahit.core.shared.SettingRange;
import com.typesafe.config.Config;
import java.time.Duration;

/** How practice takes care of itself, read once at start. */
public record PracticeSettings(
    Duration sweepEvery,
    int sweepMost,
    Duration claim,
    Duration answerTimeout,
    Duration gradingTimeout,
    Duration retryAfter) {

  private static final String PATH = "quotahit.practice.";

  public PracticeSettings {
    SettingRange.require(
        PATH + "sweep-every", sweepEvery, Duration.ofMillis(100), Duration.ofMinutes(1));
    SettingRange.require(PATH + "claim", claim, Duration.ofSeconds(10), Duration.ofMinutes(10));
    SettingRange.require(
        PATH + "answer-timeout", answerTimeout, Duration.ofSeconds(2), Duration.ofMinutes(2));
    SettingRange.require(
        PATH + "grading-timeout", gradingTimeout, Duration.ofSeconds(5), Duration.ofMinutes(5));
    SettingRange.require(
        PATH + "retry-after", retryAfter, Duration.ofMillis(100), Duration.ofMinutes(5));
    SettingRange.require(
        PATH + "sweep-most", sweepMost, sweepMost >= 1 && sweepMost <= 100, "1 to 100");
    SettingRange.require(
        PATH + "claim",
        claim,
        claim.compareTo(gradingTimeout) >= 0,
        "at least grading-timeout, " + gradingTimeout);
  }

  public static PracticeSettings from(Config config) {
    Config practice = config.getConfig("quotahit.practice");
    return new PracticeSettings(
        practice.getDuration("sweep-every"),
        practice.getInt("sweep-most"),
        practice.getDuration("claim"),
        practice.getDuration("answer-timeout"),
        practice.getDuration("grading-timeout"),
        practice.getDuration("retry-after"));
  }
}
