package com.quotahit.core.models;

/** Which levels of keys a workspace lets its calls use beside its own. */
public record KeyLevels(Level user, Level platform) {

  public enum Level {
    ON,
    OFF
  }

  /** Until the workspace says otherwise. */
  public static final KeyLevels USUAL = new KeyLevels(Level.ON, Level.ON);
}
