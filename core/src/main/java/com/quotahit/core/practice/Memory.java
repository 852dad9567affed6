package com.quotahit.core.practice;

import java.util.ArrayList;
import java.util.List;

/**
 * What a session still knows word for word while it lasts: the newest turns, oldest first. Bounded,
 * since it travels in replies; the whole transcript is rows. A node that takes over a call reads it
 * here, so the buyer's memory never waits for a projection.
 */
public record Memory(List<FinishedTurn> recent) {

  public static final int TURNS_MAX = 120;
  public static final int CHARACTERS_MAX = 16_000;

  static final Memory EMPTY = new Memory(List.of());

  public Memory {
    recent = List.copyOf(recent);
  }

  boolean knows(String turnId) {
    return recent.stream().anyMatch(turn -> turn.id().equals(turnId));
  }

  Memory with(FinishedTurn turn) {
    List<FinishedTurn> turns = new ArrayList<>(recent);
    turns.add(turn);
    int characters = turns.stream().mapToInt(each -> each.text().length()).sum();
    while (turns.size() > TURNS_MAX || (characters > CHARACTERS_MAX && turns.size() > 1)) {
      characters -= turns.removeFirst().text().length();
    }
    return new Memory(turns);
  }
}
