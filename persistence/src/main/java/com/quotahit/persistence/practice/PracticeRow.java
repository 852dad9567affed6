package com.quotahit.persistence.practice;

import com.quotahit.core.practice.Attachment;
import com.quotahit.core.practice.EndReason;
import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.PracticeEvent;
import com.quotahit.core.practice.SessionSetup;
import com.quotahit.core.shared.EntityId;
import java.time.Instant;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Update;
import org.jspecify.annotations.Nullable;

/** The rows of one session, about to be moved to one revision. */
final class PracticeRow {

  private static final List<String> UNSCORED =
      Arrays.stream(EndReason.values())
          .filter(reason -> !reason.scored())
          .map(EndReason::wire)
          .toList();

  private final Handle handle;
  private final EntityId entity;
  private final long revision;

  PracticeRow(Handle handle, EntityId entity, long revision) {
    this.handle = handle;
    this.entity = entity;
    this.revision = revision;
  }

  boolean isNew() {
    return handle
            .createQuery(
                "SELECT revision FROM practice_session WHERE workspace_id = :ws AND id = :id")
            .bind("ws", entity.workspace())
            .bind("id", entity.id())
            .mapTo(Long.class)
            .findOne()
            .orElse(0L)
        < revision;
  }

  void insert(SessionSetup setup, Instant at) {
    update(
            """
            INSERT INTO practice_session (workspace_id, id, learner_id, mode, persona_id, scenario_id,
              focus, difficulty, time_limit_s, hints, script, context_ids, language, state, created_at,
              revision)
            VALUES (:ws, :id, :learner, :mode, :persona, :scenario, :focus, :difficulty, :limit, :hints,
              :script, :contexts, :language, 'created', :at, :rev)
            """)
        .bind("learner", setup.learner())
        .bind("mode", setup.mode().wire())
        .bind("persona", setup.personaId())
        .bind("scenario", setup.scenarioId())
        .bind("focus", setup.focus().wire())
        .bind("difficulty", setup.difficulty().wire())
        .bind("limit", setup.timeLimit().toSeconds())
        .bind("hints", setup.hints().name())
        .bind("script", setup.script().orElse(null))
        .bindArray("contexts", String.class, setup.contextIds())
        .bind("language", setup.language())
        .bind("at", at)
        .execute();
  }

  void turn(FinishedTurn turn) {
    update(
            """
            INSERT INTO practice_turn (workspace_id, session_id, id, revision, speaker, words, start_ms,
              end_ms, interrupted)
            VALUES (:ws, :id, :turn, :rev, :speaker, :words, :start, :end, :interrupted)
            ON CONFLICT DO NOTHING
            """)
        .bind("turn", turn.id())
        .bind("speaker", turn.speaker().wire())
        .bind("words", turn.text())
        .bind("start", turn.startMs())
        .bind("end", turn.endMs())
        .bind("interrupted", turn.interrupted())
        .execute();
  }

  void hint(PracticeEvent.HintGiven hint) {
    update(
            """
            INSERT INTO practice_hint (workspace_id, session_id, revision, at_ms, words)
            VALUES (:ws, :id, :rev, :at, :words) ON CONFLICT DO NOTHING
            """)
        .bind("at", hint.atMs())
        .bind("words", hint.text())
        .execute();
  }

  void beat(PracticeEvent.BeatReached beat) {
    update(
            """
            INSERT INTO practice_beat (workspace_id, session_id, beat, mark, turn_id, revision)
            VALUES (:ws, :id, :beat, :mark, :turn, :rev)
            ON CONFLICT (workspace_id, session_id, beat)
              DO UPDATE SET mark = :mark, turn_id = :turn, revision = :rev
            """)
        .bind("beat", beat.beat())
        .bind("mark", beat.mark().wire())
        .bind("turn", beat.turnId())
        .execute();
  }

  void heldBy(Attachment attachment) {
    update(
            """
            INSERT INTO practice_due (workspace_id, session_id, work, due_at, node, epoch)
            SELECT workspace_id, id, 'clock', coalesce(ends_by, created_at + interval '1 day'), :node,
              :epoch
            FROM practice_session WHERE workspace_id = :ws AND id = :id AND :rev > 0
            ON CONFLICT (workspace_id, session_id) DO UPDATE
              SET work = 'clock', due_at = excluded.due_at, node = excluded.node,
                  epoch = excluded.epoch, claimed_until = '-infinity'
            """)
        .bind("node", attachment.node())
        .bind("epoch", attachment.epoch())
        .execute();
  }

  /** Who holds the call is kept while its clock runs and forgotten otherwise. */
  void due(String work, Instant at) {
    update(
            """
            INSERT INTO practice_due (workspace_id, session_id, work, due_at)
            SELECT :ws, :id, :work, :at WHERE :rev > 0
            ON CONFLICT (workspace_id, session_id) DO UPDATE
              SET work = :work, due_at = :at, claimed_until = '-infinity',
                  node = CASE WHEN (SELECT state FROM practice_session
                                    WHERE workspace_id = :ws AND id = :id) = 'live'
                              THEN practice_due.node ELSE '' END
            """)
        .bind("work", work)
        .bind("at", at)
        .execute();
  }

  /** A session that is over waits for its score, if it gets one and anything was said in it. */
  void dueForScoring(Instant at) {
    int waiting =
        update(
                """
                INSERT INTO practice_due (workspace_id, session_id, work, due_at)
                SELECT workspace_id, id, 'score', :at FROM practice_session
                WHERE workspace_id = :ws AND id = :id AND state = 'ended' AND turns > 0
                  AND end_reason <> ALL (:unscored) AND :rev > 0
                ON CONFLICT (workspace_id, session_id) DO UPDATE
                  SET work = 'score', due_at = excluded.due_at, node = '',
                      claimed_until = '-infinity'
                """)
            .bind("at", at)
            .bindArray("unscored", String.class, UNSCORED)
            .execute();
    if (waiting == 0) {
      update(
              """
              DELETE FROM practice_due d USING practice_session s
              WHERE d.workspace_id = :ws AND d.session_id = :id AND :rev > 0
                AND s.workspace_id = d.workspace_id AND s.id = d.session_id
                AND s.state IN ('ended', 'scored', 'score_failed')
              """)
          .execute();
    }
  }

  void notDue() {
    update("DELETE FROM practice_due WHERE workspace_id = :ws AND session_id = :id AND :rev > 0")
        .execute();
  }

  void state(String state) {
    set("state = :state").with("state", state).now();
  }

  void touch() {
    set("revision = :rev").now();
  }

  Change set(String columns) {
    return new Change(columns);
  }

  private Update update(String sql) {
    return handle
        .createUpdate(sql)
        .bind("ws", entity.workspace())
        .bind("id", entity.id())
        .bind("rev", revision);
  }

  /** Columns of the session's own row that change together with its revision. */
  final class Change {
    private final String columns;
    private final Map<String, @Nullable Object> values = new LinkedHashMap<>();

    private Change(String columns) {
      this.columns = columns.startsWith("revision") ? columns : columns + ", revision = :rev";
    }

    Change with(String name, @Nullable Object value) {
      values.put(name, value);
      return this;
    }

    void now() {
      Update update =
          update(
              "UPDATE practice_session SET "
                  + columns
                  + " WHERE workspace_id = :ws AND id = :id AND revision < :rev");
      values.forEach(update::bind);
      update.execute();
    }
  }
}
