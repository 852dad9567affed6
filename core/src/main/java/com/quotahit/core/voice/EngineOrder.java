package com.quotahit.core.voice;

/** What the pipeline of a call tells its conversation engine. */
public sealed interface EngineOrder {

  /**
   * Caller's sound: PCM16 little-endian mono 24 kHz, normally 20 ms; the engine must not change or
   * keep the array.
   */
  record Hear(byte[] pcm) implements EngineOrder {}

  /** The caller typed instead of speaking; a finished turn that wants an answer. */
  record TakeText(String turn, String text) implements EngineOrder {}

  /**
   * Answer now.
   *
   * @param guidance what this one answer must do beyond the brief ("open the call", "close
   *     politely, time is up"); empty for an ordinary answer
   */
  record Respond(String guidance) implements EngineOrder {}

  /** From here on the {@link EngineBrief#next next one} speaks, who knows what was said so far. */
  record HandOver() implements EngineOrder {}

  /** Stop making this reply; what was sent and not played is worthless. */
  record Cancel(String reply) implements EngineOrder {}

  /**
   * Remember only what was heard of a reply.
   *
   * @param heardMs sound that really left the caller's loudspeaker, never more than was sent
   */
  record Truncate(String reply, int heardMs) implements EngineOrder {}

  /** The call is over; release everything. */
  record Close() implements EngineOrder {}
}
