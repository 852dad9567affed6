package com.quotahit.core.practice;

/**
 * What one side said without the other, as both heard it.
 *
 * @param id chosen by whoever heard it; the same id again is the same turn
 * @param startMs position in the session where the turn began
 * @param endMs position where it ended, never before {@code startMs}
 * @param interrupted true when the other side cut it short; {@code text} is then what was heard
 */
public record FinishedTurn(
    String id, Turn.Speaker speaker, String text, long startMs, long endMs, boolean interrupted) {

  public static final int TEXT_MAX = 4_000;

  public FinishedTurn {
    if (id.isBlank() || id.length() > 80) {
      throw new IllegalArgumentException("turn id must have 1 to 80 characters: '" + id + "'");
    }
    if (text.length() > TEXT_MAX) {
      text = text.substring(0, TEXT_MAX);
    }
    if (startMs < 0 || endMs < startMs) {
      throw new IllegalArgumentException(
          "turn " + id + " from " + startMs + " to " + endMs + " ms");
    }
  }

  public long durationMs() {
    return endMs - startMs;
  }

  /** As graders and metrics see it. */
  public Turn heard() {
    return new Turn(id, speaker, text, startMs, endMs);
  }
}
