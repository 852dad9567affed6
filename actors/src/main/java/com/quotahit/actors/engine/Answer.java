package com.quotahit.actors.engine;

/** What an entity says: a reply of its rules, or why there is none. */
sealed interface Answer {

  record Replied(String kind, Reply<?, ?> reply) implements Answer {}

  /**
   * The journal of this entity holds what this program cannot read; it is read-only until repaired.
   */
  record Quarantined(String entity, String problem) implements Answer {}

  /** The rules threw; nothing was written. */
  record Broken(String entity, String correlation) implements Answer {}
}
