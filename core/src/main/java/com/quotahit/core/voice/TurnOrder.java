package com.quotahit.core.voice;

/** What the turn machine wants done, in this order. */
public sealed interface TurnOrder {

  /** Ask the engine for an answer. */
  record Answer(String guidance) implements TurnOrder {}

  /** From here on the other one speaks whom the brief names. */
  record HandOver() implements TurnOrder {}

  /** Hand typed words to the engine, which answers them. */
  record TakeText(String turn, String text) implements TurnOrder {}

  /** The engine need not go on with this reply; what is left of it is dropped. */
  record Cancel(String reply) implements TurnOrder {}

  /** The engine must remember only what was heard; what is left of the reply is dropped. */
  record Truncate(String reply, int heardMs) implements TurnOrder {}

  /**
   * Let the client hear a reply from {@code fromMs} on, announced as {@code piece}. A reply that
   * goes on after a false interruption is a new piece, so that no sound ever follows the clearing
   * of its piece.
   */
  record Play(String reply, String piece, int fromMs) implements TurnOrder {}

  /** Silence the client at once; keep what it has not heard, the reply may go on. */
  record Clear(String reply, String piece, int heardMs) implements TurnOrder {}

  record SetTimer(TurnTimer timer, long delayMs) implements TurnOrder {}

  record DropTimer(TurnTimer timer) implements TurnOrder {}

  /** A turn is finished; report it, in order, and never lose it. */
  record Record(FinishedTurn turn) implements TurnOrder {}

  /** Tell the client that something is not as it should be, and the call goes on. */
  record Warn(String code, String detail) implements TurnOrder {}

  record End(EndReason reason) implements TurnOrder {}
}
