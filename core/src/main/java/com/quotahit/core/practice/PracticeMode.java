package com.quotahit.core.practice;

/** How the learner and the buyer meet. */
public enum PracticeMode {
  /** Both speak. */
  VOICE,
  /** Both write. */
  TEXT,
  /** Both speak, and the coach follows the learner's script. */
  SCRIPT;

  public boolean spoken() {
    return this != TEXT;
  }
}
