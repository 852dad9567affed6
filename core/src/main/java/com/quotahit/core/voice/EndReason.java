package com.quotahit.core.voice;

/** Why a client's part in a call ended. */
public enum EndReason {
  CALLER_LEFT("caller_left"),
  PERSONA_LEFT("persona_left"),
  TIME_LIMIT("time_limit"),
  /** Nobody spoke, twice asked. */
  SILENCE("silence"),
  ENGINE_FAILED("engine_failed"),
  /** Ended from outside the call. */
  ENDED_ELSEWHERE("ended"),
  /** Another client holds the call now. */
  TAKEN_OVER("taken_over"),
  CONNECTION_LOST("connection_lost"),
  /** This node stops; the client may come back at once, to another. */
  MOVING("moving");

  private final String wire;

  EndReason(String wire) {
    this.wire = wire;
  }

  public String wire() {
    return wire;
  }

  /** True when the call itself goes on, or may. */
  public boolean resumable() {
    return this == TAKEN_OVER || this == CONNECTION_LOST || this == MOVING;
  }
}
