package com.quotahit.actors.voice;

import com.quotahit.core.voice.EngineSignal.TurnTiming;
import com.quotahit.core.voice.TurnTimes;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Puts together where the time of a turn went: what the engine says of itself, and what was sent
 * when.
 */
final class TurnClock {

  private String turn = "";
  private long speechEnded = -1;
  private long e2eMs = -1;
  private @Nullable TurnTiming engine;

  /** The caller's turn is over; its sound ended at that moment of the call's clock. */
  void turnOver(String id, long endedAtMs) {
    turn = id;
    speechEnded = endedAtMs;
    e2eMs = -1;
    engine = null;
  }

  /** The first sound of an answer goes out. */
  Optional<TurnTimes> firstSound(long nowMs) {
    if (speechEnded < 0 || e2eMs >= 0) {
      return Optional.empty();
    }
    e2eMs = Math.max(0, nowMs - speechEnded);
    return engine == null ? Optional.empty() : take();
  }

  Optional<TurnTimes> engineSays(TurnTiming timing) {
    if (!timing.turn().equals(turn)) {
      return Optional.empty();
    }
    engine = timing;
    return e2eMs < 0 ? Optional.empty() : take();
  }

  /** The reply is through; whatever is known is all that will be. */
  Optional<TurnTimes> replyDone() {
    return e2eMs < 0 || speechEnded < 0 ? Optional.empty() : take();
  }

  private Optional<TurnTimes> take() {
    speechEnded = -1;
    TurnTiming of = engine;
    return Optional.of(
        of == null
            ? new TurnTimes(turn, e2eMs, -1, -1, -1, -1)
            : new TurnTimes(
                turn,
                e2eMs,
                of.transcriptionMs(),
                of.endOfTurnMs(),
                of.modelMs(),
                of.synthesisMs()));
  }
}
