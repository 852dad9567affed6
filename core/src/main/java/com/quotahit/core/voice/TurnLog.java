package com.quotahit.core.voice;

import com.quotahit.core.voice.FinishedTurn.Speaker;
import java.util.ArrayList;
import java.util.List;

/**
 * Turns on their way to being reported. They leave in the order in which they began, so a turn
 * whose transcript is late holds back the answer to it, for a bounded time.
 */
record TurnLog(List<Slot> slots, List<String> settled, List<String> reported) {

  static final TurnLog EMPTY = new TurnLog(List.of(), List.of(), List.of());

  private static final int REMEMBERED = 32;

  /**
   * @param sinceMs when the slot was opened
   */
  record Slot(FinishedTurn turn, boolean complete, long sinceMs) {}

  /** What is left, and what can be reported. */
  record Drained(TurnLog log, List<FinishedTurn> finished) {}

  TurnLog {
    slots = List.copyOf(slots);
    settled = List.copyOf(settled);
    reported = List.copyOf(reported);
  }

  /** True when the rules have already dealt with this turn of the caller. */
  boolean isSettled(String turn) {
    return settled.contains(turn);
  }

  TurnLog settle(String turn) {
    return new TurnLog(slots, remember(settled, List.of(turn)), reported);
  }

  private static List<String> remember(List<String> known, List<String> more) {
    List<String> next = new ArrayList<>(known);
    next.addAll(more);
    return next.subList(Math.max(0, next.size() - REMEMBERED), next.size());
  }

  TurnLog opened(String id, Speaker speaker, long atMs) {
    return reported.contains(id) || slots.stream().anyMatch(slot -> slot.turn.id().equals(id))
        ? this
        : with(
            slots.size(),
            new Slot(new FinishedTurn(id, speaker, "", atMs, atMs, false), false, atMs));
  }

  TurnLog completed(FinishedTurn turn, long atMs) {
    if (reported.contains(turn.id())) {
      return this;
    }
    for (int i = 0; i < slots.size(); i++) {
      if (slots.get(i).turn.id().equals(turn.id())) {
        List<Slot> next = new ArrayList<>(slots);
        next.set(i, new Slot(turn, true, slots.get(i).sinceMs));
        return new TurnLog(next, settled, reported);
      }
    }
    return with(slots.size(), new Slot(turn, true, atMs));
  }

  TurnLog without(String id) {
    return new TurnLog(
        slots.stream().filter(s -> !s.turn.id().equals(id)).toList(), settled, reported);
  }

  /** True when somebody's text is all that holds back a finished turn, or would. */
  boolean waits() {
    return !slots.isEmpty()
        && !slots.getFirst().complete
        && slots.getFirst().turn.speaker() == Speaker.CALLER;
  }

  /**
   * Takes out what is ready; slots of the caller opened before {@code staleBeforeMs} count as
   * empty.
   */
  Drained drain(long staleBeforeMs) {
    List<FinishedTurn> ready = new ArrayList<>();
    int taken = 0;
    for (Slot slot : slots) {
      boolean stale =
          !slot.complete && slot.turn.speaker() == Speaker.CALLER && slot.sinceMs < staleBeforeMs;
      if (!slot.complete && !stale) {
        break;
      }
      if (slot.complete && !slot.turn.text().isBlank()) {
        ready.add(slot.turn);
      }
      taken++;
    }
    return taken == 0
        ? new Drained(this, ready)
        : new Drained(new TurnLog(slots.subList(taken, slots.size()), settled, ids(ready)), ready);
  }

  /** Everything that is complete, whatever it would wait for. */
  Drained flush() {
    List<FinishedTurn> ready =
        slots.stream()
            .filter(Slot::complete)
            .map(Slot::turn)
            .filter(turn -> !turn.text().isBlank())
            .toList();
    return new Drained(new TurnLog(List.of(), settled, ids(ready)), ready);
  }

  private List<String> ids(List<FinishedTurn> turns) {
    return remember(reported, turns.stream().map(FinishedTurn::id).toList());
  }

  private TurnLog with(int index, Slot slot) {
    List<Slot> next = new ArrayList<>(slots);
    next.add(index, slot);
    return new TurnLog(next, settled, reported);
  }
}
