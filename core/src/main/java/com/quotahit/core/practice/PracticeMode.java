package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;

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

  /** As the contract spells it. */
  public String wire() {
    return WireNames.of(this);
  }

  public static Parsed<PracticeMode> parse(String field, String wire) {
    return WireNames.parse(values(), field, wire);
  }
}
