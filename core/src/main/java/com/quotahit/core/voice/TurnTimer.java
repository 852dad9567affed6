package com.quotahit.core.voice;

/** The alarms of a call; there is one of each, and setting it again replaces it. */
public enum TurnTimer {
  /** Sound on the caller's side has lasted long enough to silence the persona. */
  ONSET,
  /** Time to decide whether what silenced the persona was an interruption. */
  DECIDE,
  /** The engine owes an answer, or more of it. */
  ANSWER,
  /** By our reckoning the client has played everything. */
  PLAYED,
  /** Nobody has said anything for a while. */
  SILENCE,
  /** The caller has talked for very long and this persona cuts in. */
  INTERJECT,
  /** The time limit of the call. */
  LIMIT,
  /** Past the limit, a caller who talks on has had time to finish. */
  GRACE,
  /** Past the limit, the call ends however polite it is. */
  HARD_STOP,
  /** A transcript that others wait for is overdue. */
  TRANSCRIPT,
  /** An answer that was called off never began; ask for the next one anyway. */
  CALLED_OFF
}
