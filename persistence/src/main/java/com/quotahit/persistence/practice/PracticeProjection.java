package com.quotahit.persistence.practice;

import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.persistence.database.Jsonb;
import com.quotahit.persistence.journal.Projection;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Facts of practice sessions turned into rows. A row knows the revision it stands at, so a fact
 * that comes again changes nothing.
 */
public final class PracticeProjection implements Projection<PracticeEvent> {

  /** The last words of a call may still be on their way when it ends. */
  static final Duration LAST_WORDS = Duration.ofSeconds(2);

  /** A scoring that is not over by then has lost its node. */
  static final Duration SCORING = Duration.ofSeconds(120);

  @Override
  public String name() {
    return "practice-sessions";
  }

  @Override
  public void apply(
      Handle handle, EntityId entity, long revision, Recorded<PracticeEvent> recorded) {
    PracticeRow row = new PracticeRow(handle, entity, revision);
    if (!row.isNew()) {
      return;
    }
    Instant at = recorded.at();
    switch (recorded.event()) {
      case PracticeEvent.Opened opened -> opened(row, opened, at);
      case PracticeEvent.ClientAttached(var attachment) -> {
        row.set(
                "epoch = :epoch, state = CASE WHEN started_at IS NULL THEN 'connecting' ELSE 'live'"
                    + " END")
            .with("epoch", attachment.epoch())
            .now();
        row.heldBy(attachment);
      }
      case PracticeEvent.WentLive live -> wentLive(row, live);
      case PracticeEvent.TurnTaken(FinishedTurn turn) -> turnTaken(row, turn, at);
      case PracticeEvent.BeatReached beat -> {
        row.beat(beat);
        row.touch();
      }
      case PracticeEvent.HintGiven hint -> {
        row.hint(hint);
        row.touch();
      }
      case PracticeEvent.CallInterrupted cut -> {
        row.state("interrupted");
        row.due("clock", cut.resumeBy());
      }
      case PracticeEvent.SessionEnded ended -> {
        row.set("state = 'ended', ended_at = :at, end_reason = :reason, duration_ms = :lasted")
            .with("at", at)
            .with("reason", ended.reason().wire())
            .with("lasted", ended.durationMs())
            .now();
        row.dueForScoring(at.plus(LAST_WORDS));
      }
      case PracticeEvent.ScoringBegun _ -> {
        row.state("scoring");
        row.due("score", at.plus(SCORING));
      }
      case PracticeEvent.SessionScored scored -> scored(row, scored);
      case PracticeEvent.FoundInsufficient found -> {
        row.set("state = 'scored', insufficient = true, metrics = :metrics")
            .with("metrics", Jsonb.of(found.metrics()))
            .now();
        row.notDue();
      }
      case PracticeEvent.ScoringFailed failed -> {
        row.set("state = 'score_failed', score_failure = :reason")
            .with("reason", failed.reason())
            .now();
        row.notDue();
      }
      case PracticeEvent.ScoringAskedAgain _ -> {
        row.state("ended");
        row.dueForScoring(at);
      }
      case PracticeEvent.SessionDiscarded discarded -> {
        row.set("discarded_until = :until").with("until", discarded.restorableUntil()).now();
        row.notDue();
      }
      case PracticeEvent.SessionRestored _ -> {
        row.set("discarded_until = NULL").now();
        row.dueForScoring(at);
      }
    }
  }

  @Override
  public void forget(Handle handle, EntityId entity) {
    for (String table :
        List.of("practice_turn", "practice_hint", "practice_beat", "practice_due")) {
      handle.execute(
          "DELETE FROM " + table + " WHERE workspace_id = ? AND session_id = ?",
          entity.workspace(),
          entity.id());
    }
    handle.execute(
        "DELETE FROM practice_session WHERE workspace_id = ? AND id = ?",
        entity.workspace(),
        entity.id());
  }

  private static void opened(PracticeRow row, PracticeEvent.Opened opened, Instant at) {
    row.insert(opened.setup(), at);
    row.due("clock", opened.joinBy());
  }

  private static void wentLive(PracticeRow row, PracticeEvent.WentLive live) {
    row.set(
            "state = 'live', started_at = :started, ends_by = :ends, engine = :engine,"
                + " partner_simulated = :simulated")
        .with("started", live.startedAt())
        .with("ends", live.endsBy())
        .with("engine", live.partner().engine())
        .with("simulated", live.partner().simulated())
        .now();
    row.due("clock", live.endsBy());
  }

  private static void turnTaken(PracticeRow row, FinishedTurn turn, Instant at) {
    row.turn(turn);
    row.set("turns = turns + 1").now();
    row.dueForScoring(at.plus(LAST_WORDS));
  }

  private static void scored(PracticeRow row, PracticeEvent.SessionScored scored) {
    row.set(
            "state = 'scored', score = :score, insufficient = :insufficient, scorecard = :card,"
                + " gate_scorecard = :gate, metrics = :metrics")
        .with("score", scored.score().total().orElse(null))
        .with("insufficient", scored.score().insufficient())
        .with("card", Jsonb.of(scored.score()))
        .with("gate", scored.gate().map(Jsonb::of).orElse(null))
        .with("metrics", Jsonb.of(scored.metrics()))
        .now();
    row.notDue();
  }
}
