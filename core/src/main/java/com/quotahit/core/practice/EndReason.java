package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;

/** Why a session ended. */
public enum EndReason {
  /** The learner hung up. */
  LEARNER_LEFT,
  /** The buyer said goodbye. */
  PERSONA_LEFT,
  TIME_LIMIT,
  /** Nobody spoke, though asked twice. */
  SILENCE,
  /** Nobody came back in time after the connection broke. */
  CONNECTION_LOST,
  /** The engine could not go on. */
  ENGINE_FAILED,
  /** The learner thought better of it; nothing is scored. */
  CANCELLED,
  /** Nobody ever came; nothing is scored. */
  NEVER_STARTED;

  /** Whether a call that ended so is graded, if anything was said in it. */
  public boolean scored() {
    return switch (this) {
      case CANCELLED, NEVER_STARTED -> false;
      case LEARNER_LEFT, PERSONA_LEFT, TIME_LIMIT, SILENCE, CONNECTION_LOST, ENGINE_FAILED -> true;
    };
  }

  /** As the contract spells it. */
  public String wire() {
    return WireNames.of(this);
  }

  public static Parsed<EndReason> parse(String field, String wire) {
    return WireNames.parse(values(), field, wire);
  }
}
