package com.quotahit.actors.providers.openai;

import com.quotahit.core.voice.EngineSignal;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The caller's turns from first sound to final words, by the provider's item ids. */
final class CallerTurns {

  private static final int MOST = 64;

  /** One turn. */
  static final class Turn {

    private final String id;
    private long startMs;
    private long endMs;
    private final StringBuilder partial = new StringBuilder();
    private boolean stopped;
    private boolean committed;
    private boolean over;

    private Turn(String id) {
      this.id = id;
    }

    String id() {
      return id;
    }

    long startMs() {
      return startMs;
    }

    long endMs() {
      return endMs;
    }

    /** True once it is known where the speech ended. */
    boolean stopped() {
      return stopped;
    }
  }

  private final Map<String, Turn> turns = new LinkedHashMap<>();
  private boolean speaking;

  boolean speaking() {
    return speaking;
  }

  /** True while a finished turn waits for its words. */
  boolean waiting() {
    return turns.values().stream().anyMatch(turn -> turn.committed && !turn.over);
  }

  Turn turn(String id) {
    Turn turn = turns.computeIfAbsent(id, Turn::new);
    if (turns.size() > MOST) {
      Iterator<String> oldest = turns.keySet().iterator();
      oldest.next();
      oldest.remove();
    }
    return turn;
  }

  void started(String id, long atMs) {
    turn(id).startMs = atMs;
    speaking = true;
  }

  void stopped(String id, long atMs) {
    Turn turn = turn(id);
    turn.endMs = Math.max(atMs, turn.startMs);
    turn.stopped = true;
    speaking = false;
  }

  Turn committed(String id) {
    Turn turn = turn(id);
    turn.committed = true;
    speaking = false;
    return turn;
  }

  /** The whole text so far. */
  String more(String id, String delta) {
    return turn(id).partial.append(delta).toString().strip();
  }

  EngineSignal.HeardFinal words(String id, String text) {
    Turn turn = turn(id);
    turn.over = true;
    return new EngineSignal.HeardFinal(id, text.strip(), turn.startMs, turn.endMs);
  }

  /** The session is lost: turns that still wait get what was understood so far. */
  List<EngineSignal.HeardFinal> settle() {
    List<EngineSignal.HeardFinal> settled = new ArrayList<>();
    for (Turn turn : List.copyOf(turns.values())) {
      if (turn.committed && !turn.over) {
        settled.add(words(turn.id, turn.partial.toString()));
      }
    }
    return settled;
  }
}
