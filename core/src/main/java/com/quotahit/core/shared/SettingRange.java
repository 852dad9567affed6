package com.quotahit.core.shared;

import java.time.Duration;

/** Stops the start for a setting out of its range, with path, value and range. */
public final class SettingRange {

  private SettingRange() {}

  /**
   * @param path whole, such as {@code quotahit.sessions.idle}
   */
  public static void require(String path, Object value, boolean holds, String range) {
    if (!holds) {
      throw new IllegalArgumentException(path + " is " + value + ", must be " + range);
    }
  }

  public static void require(String path, Duration value, Duration low, Duration high) {
    require(
        path, value, value.compareTo(low) >= 0 && value.compareTo(high) <= 0, low + " to " + high);
  }
}
