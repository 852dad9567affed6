package com.quotahit.core.voice;

/**
 * What a conversation engine tells the pipeline. Positions of the caller's speech count
 * milliseconds of caller sound handed to this engine since it was opened.
 */
public sealed interface EngineSignal {

  /** The engine hears and can answer. */
  record Listening() implements EngineSignal {}

  /** The caller began to speak. */
  record SpeechStarted(long atMs) implements EngineSignal {}

  /**
   * The caller stopped speaking; {@code atMs} is where the speech ended, not when that was noticed.
   */
  record SpeechStopped(long atMs) implements EngineSignal {}

  /** What the caller seems to be saying; replaces the last partial of the same turn. */
  record HeardPartial(String turn, String text) implements EngineSignal {}

  /**
   * A finished turn of the caller. May arrive after the reply to it has begun (speech-to-speech
   * engines transcribe beside the conversation).
   */
  record HeardFinal(String turn, String text, long startMs, long endMs) implements EngineSignal {}

  /** The caller finished a turn and an answer is due; the rules decide whether one is given. */
  record TurnEnded(String turn, long endMs) implements EngineSignal {}

  /** The engine started on a reply. */
  record ReplyStarted(String reply) implements EngineSignal {}

  /** A piece of the reply's text, in order. */
  record ReplyText(String reply, String delta) implements EngineSignal {}

  /** A piece of the reply's sound: PCM16 little-endian mono 24 kHz, any even length. */
  record ReplyAudio(String reply, byte[] pcm) implements EngineSignal {}

  /** The reply is complete; {@code text} is all of it. */
  record ReplyDone(String reply, String text) implements EngineSignal {}

  /** Where the time of a turn went, in milliseconds; -1 where the engine has no such part. */
  record TurnTiming(
      String turn, long transcriptionMs, long endOfTurnMs, long modelMs, long synthesisMs)
      implements EngineSignal {}

  /**
   * Something went wrong.
   *
   * @param code stable, such as {@code engine.rate-limited}
   * @param fatal true when this engine cannot go on
   */
  record Trouble(String code, String detail, boolean fatal) implements EngineSignal {}
}
