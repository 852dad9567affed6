package com.quotahit.actors.practice;

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

  public PracticeSettings {
    require("sweep-every", sweepEvery, Duration.ofMillis(100), Duration.ofMinutes(1));
    require("claim", claim, Duration.ofSeconds(10), Duration.ofMinutes(10));
    require("answer-timeout", answerTimeout, Duration.ofSeconds(2), Duration.ofMinutes(2));
    require("grading-timeout", gradingTimeout, Duration.ofSeconds(5), Duration.ofMinutes(5));
    require("retry-after", retryAfter, Duration.ofMillis(100), Duration.ofMinutes(5));
    if (sweepMost < 1 || sweepMost > 100) {
      throw bad("sweep-most", sweepMost, "1 to 100");
    }
    if (claim.compareTo(gradingTimeout) < 0) {
      throw bad("claim", claim, "at least grading-timeout, " + gradingTimeout);
    }
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

  private static void require(String key, Duration value, Duration low, Duration high) {
    if (value.compareTo(low) < 0 || value.compareTo(high) > 0) {
      throw bad(key, value, low + " to " + high);
    }
  }

  private static IllegalArgumentException bad(String key, Object value, String range) {
    return new IllegalArgumentException(
        "quotahit.practice." + key + " is " + value + ", must be " + range);
  }
}
