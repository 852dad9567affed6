package com.quotahit.core.voice;

/**
 * What the turn machine hears. Time is part of what is heard: {@code atMs} counts milliseconds of
 * the call and never runs backwards, so a whole call can be told as a list.
 */
public sealed interface TurnSignal {

  long atMs();

  /** The engine hears and can answer. */
  record EngineReady(long atMs) implements TurnSignal {}

  /** Somebody, or something, began to sound on the caller's side. */
  record SpeechBegan(long atMs) implements TurnSignal {}

  record SpeechEnded(long atMs) implements TurnSignal {}

  /** What the caller seems to be saying; replaces the last words of the same turn. */
  record Words(long atMs, String turn, String text) implements TurnSignal {}

  /** The final text of a caller's turn; positions are on the call's own line. */
  record Transcribed(long atMs, String turn, String text, long startMs, long endMs)
      implements TurnSignal {}

  /** The caller has finished a turn and may want an answer. */
  record TurnOver(long atMs, String turn, long endMs) implements TurnSignal {}

  /** The caller typed; always a whole turn. */
  record Typed(long atMs, String turn, String text) implements TurnSignal {}

  record ReplyBegan(long atMs, String reply) implements TurnSignal {}

  record ReplySaid(long atMs, String reply, String delta) implements TurnSignal {}

  /**
   * How far the sound of a reply has gone out.
   *
   * @param sentMs sound handed to the client's socket since the reply began
   * @param madeMs sound that the engine has made so far
   */
  record Sent(long atMs, String reply, int sentMs, int madeMs) implements TurnSignal {}

  /** The engine has made the whole reply. */
  record ReplyMade(long atMs, String reply, String text, int madeMs) implements TurnSignal {}

  /** The whole reply has gone out; the client still plays. */
  record AllSent(long atMs, String reply, int sentMs) implements TurnSignal {}

  /** The client says how far it has played, counted from the start of that piece of a reply. */
  record PlayedTo(long atMs, String piece, int ms) implements TurnSignal {}

  record Muted(long atMs) implements TurnSignal {}

  record Unmuted(long atMs) implements TurnSignal {}

  record TimerFired(long atMs, TurnTimer timer) implements TurnSignal {}

  /** The call has lasted as long as it may; same as the timer of that name. */
  record LimitReached(long atMs) implements TurnSignal {}

  /** The engine could not do something; {@code fatal} means that it cannot go on. */
  record EngineTroubled(long atMs, String code, boolean fatal) implements TurnSignal {}

  /** The client's socket is gone; it may come back. */
  record Suspended(long atMs) implements TurnSignal {}

  /** The call must move to another node: end at the next turn boundary. */
  record MoveAsked(long atMs) implements TurnSignal {}

  /** Somebody ends the call now. */
  record EndAsked(long atMs, EndReason reason) implements TurnSignal {}
}
