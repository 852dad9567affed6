package com.quotahit.core.practice;

import java.util.ArrayList;
import java.util.List;

/** Who spoke when, drawn as a line: bounded, however long the call was. */
public final class CallLine {

  /** More marks than a line on a screen can show apart. */
  public static final int SPANS_MAX = 120;

  /** One stretch in which one side held the floor. */
  public record Span(Turn.Speaker speaker, long startMs, long endMs) {}

  private CallLine() {}

  /**
   * Turns in the order they began; neighbours of one side become one, and what is beyond the bound
   * is left out.
   */
  public static List<Span> of(List<Span> turns) {
    List<Span> line = new ArrayList<>();
    for (Span turn : turns) {
      Span last = line.isEmpty() ? null : line.getLast();
      if (last != null && last.speaker() == turn.speaker()) {
        line.set(
            line.size() - 1,
            new Span(last.speaker(), last.startMs(), Math.max(last.endMs(), turn.endMs())));
      } else {
        line.add(turn);
      }
    }
    return line.size() <= SPANS_MAX ? List.copyOf(line) : List.copyOf(line.subList(0, SPANS_MAX));
  }
}
