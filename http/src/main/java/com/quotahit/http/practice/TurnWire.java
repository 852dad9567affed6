package com.quotahit.http.practice;

import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.Turn;

/** A finished turn. */
public record TurnWire(
    String id, Turn.Speaker speaker, String text, long startMs, long endMs, boolean interrupted) {

  static TurnWire of(FinishedTurn turn) {
    return new TurnWire(
        turn.id(), turn.speaker(), turn.text(), turn.startMs(), turn.endMs(), turn.interrupted());
  }
}
