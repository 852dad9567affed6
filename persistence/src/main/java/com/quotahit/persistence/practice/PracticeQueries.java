package com.quotahit.persistence.practice;

import com.quotahit.core.practice.CallLine;
import com.quotahit.core.practice.FinishedTurn;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.practice.TranscriptPort;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.persistence.database.TenantScope;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Collectors;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.statement.Query;

/** Practice sessions as people look at them. Blocking: call it from virtual threads only. */
public final class PracticeQueries implements TranscriptPort {

  private static final Duration CATCH_UP = Duration.ofSeconds(1);
  private static final Duration LOOK_AGAIN = Duration.ofMillis(40);

  /**
   * Which sessions a list shows; empty means any.
   *
   * @param learners whose sessions
   * @param after id of the last one of the page before
   */
  public record Filter(
      Optional<Set<UserId>> learners,
      Optional<String> scenario,
      Optional<String> persona,
      Optional<String> state,
      Optional<SessionId> after) {}

  private final TenantScope tenants;

  public PracticeQueries(TenantScope tenants) {
    this.tenants = tenants;
  }

  /** Newest first, at most {@code most}. */
  public List<SessionRow> list(WorkspaceId workspace, Filter filter, int most) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            rows(handle, workspace, filter, most, "discarded_until IS NULL")
                .map((row, _) -> SessionRow.of(row))
                .list());
  }

  /** Those that were deleted and can still be brought back at {@code now}, newest first. */
  public List<SessionRow> bin(WorkspaceId workspace, Filter filter, Instant now, int most) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            rows(handle, workspace, filter, most, "discarded_until > :now")
                .bind("now", now.atOffset(ZoneOffset.UTC))
                .map((row, _) -> SessionRow.of(row))
                .list());
  }

  /** Those of these sessions that were deleted and could be brought back until {@code moment}. */
  public List<String> deletedBefore(WorkspaceId workspace, List<String> sessions, Instant moment) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    "SELECT id FROM practice_session WHERE workspace_id = :ws"
                        + " AND id = ANY (:ids) AND discarded_until < :moment")
                .bind("ws", workspace)
                .bindArray("ids", String.class, sessions)
                .bind("moment", moment.atOffset(ZoneOffset.UTC))
                .mapTo(String.class)
                .list());
  }

  private static Query rows(
      Handle handle, WorkspaceId workspace, Filter filter, int most, String which) {
    return handle
        .createQuery(
            SessionRow.SELECT
                + " WHERE workspace_id = :ws AND "
                + which
                + """
                 AND (:anybody OR learner_id = ANY (:learners))
                  AND (:scenario::text IS NULL OR scenario_id = :scenario)
                  AND (:persona::text IS NULL OR persona_id = :persona)
                  AND (:state::text IS NULL OR state = :state)
                  AND (:after::text IS NULL OR id < :after)
                ORDER BY id DESC LIMIT :most
                """)
        .bind("ws", workspace)
        .bind("anybody", filter.learners().isEmpty())
        .bindArray(
            "learners",
            String.class,
            filter.learners().orElse(Set.of()).stream().map(UserId::value).toList())
        .bind("scenario", filter.scenario().orElse(null))
        .bind("persona", filter.persona().orElse(null))
        .bind("state", filter.state().orElse(null))
        .bind("after", filter.after().map(SessionId::value).orElse(null))
        .bind("most", most);
  }

  /** Also those in the bin. */
  public Optional<SessionRow> find(WorkspaceId workspace, SessionId session) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(SessionRow.SELECT + " WHERE workspace_id = :ws AND id = :id")
                .bind("ws", workspace)
                .bind("id", session)
                .map((row, _) -> SessionRow.of(row))
                .findOne());
  }

  /**
   * The session once its row has reached {@code revision}; empty when it does not within a second.
   */
  public Optional<SessionRow> find(WorkspaceId workspace, SessionId session, long revision) {
    long end = System.nanoTime() + CATCH_UP.toNanos();
    while (true) {
      Optional<SessionRow> row = find(workspace, session);
      if (row.isPresent() && row.get().revision() >= revision) {
        return row;
      }
      if (System.nanoTime() >= end) {
        return Optional.empty();
      }
      LockSupport.parkNanos(LOOK_AGAIN.toNanos());
    }
  }

  @Override
  public boolean caughtUp(WorkspaceId workspace, SessionId session, long revision) {
    return find(workspace, session, revision).isPresent();
  }

  @Override
  public List<FinishedTurn> turns(WorkspaceId workspace, SessionId session, long revision) {
    if (find(workspace, session, revision).isEmpty()) {
      throw new NotYet(session, revision);
    }
    return turns(workspace, session);
  }

  /** In the order they began. */
  public List<FinishedTurn> turns(WorkspaceId workspace, SessionId session) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT id, speaker, words, start_ms, end_ms, interrupted FROM practice_turn
                    WHERE workspace_id = :ws AND session_id = :id ORDER BY start_ms, revision
                    """)
                .bind("ws", workspace)
                .bind("id", session)
                .map((row, _) -> turn(row))
                .list());
  }

  public List<HintRow> hints(WorkspaceId workspace, SessionId session) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT at_ms, words FROM practice_hint
                    WHERE workspace_id = :ws AND session_id = :id ORDER BY revision
                    """)
                .bind("ws", workspace)
                .bind("id", session)
                .map((row, _) -> new HintRow(row.getLong("at_ms"), row.getString("words")))
                .list());
  }

  /** What became of each beat that is no longer open. */
  public Map<String, String> beats(WorkspaceId workspace, SessionId session) {
    return tenants.inWorkspace(
        workspace,
        handle ->
            handle
                .createQuery(
                    """
                    SELECT beat, mark FROM practice_beat
                    WHERE workspace_id = :ws AND session_id = :id
                    """)
                .bind("ws", workspace)
                .bind("id", session)
                .map((row, _) -> Map.entry(row.getString("beat"), row.getString("mark")))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue)));
  }

  /** Who spoke when, for each of a page of sessions. */
  public Map<SessionId, List<CallLine.Span>> lines(
      WorkspaceId workspace, List<SessionId> sessions) {
    if (sessions.isEmpty()) {
      return Map.of();
    }
    Map<SessionId, List<CallLine.Span>> spans =
        tenants.inWorkspace(workspace, handle -> spans(handle, workspace, sessions));
    Map<SessionId, List<CallLine.Span>> lines = new HashMap<>();
    sessions.forEach(id -> lines.put(id, CallLine.of(spans.getOrDefault(id, List.of()))));
    return lines;
  }

  private static Map<SessionId, List<CallLine.Span>> spans(
      Handle handle, WorkspaceId workspace, List<SessionId> sessions) {
    return handle
        .createQuery(
            """
            SELECT session_id, speaker, start_ms, end_ms FROM practice_turn
            WHERE workspace_id = :ws AND session_id = ANY (:ids)
            ORDER BY session_id, start_ms, revision
            """)
        .bind("ws", workspace)
        .bindArray("ids", String.class, sessions.stream().map(SessionId::value).toList())
        .map((row, _) ->
            Map.entry(
                new SessionId(row.getString("session_id")),
                new CallLine.Span(speaker(row), row.getLong("start_ms"), row.getLong("end_ms"))))
        .stream()
        .collect(
            Collectors.groupingBy(
                Map.Entry::getKey, Collectors.mapping(Map.Entry::getValue, Collectors.toList())));
  }

  /**
   * Scored sessions of one learner, oldest first: the newest {@code most} of them. A call that
   * ended with the gatekeeper has no score to compare with others.
   */
  public List<SessionRow> trend(
      WorkspaceId workspace, UserId learner, Optional<String> scenario, int most) {
    return tenants
        .inWorkspace(
            workspace,
            handle ->
                handle
                    .createQuery(
                        SessionRow.SELECT
                            + """
                             WHERE workspace_id = :ws AND learner_id = :learner
                              AND discarded_until IS NULL AND score IS NOT NULL
                              AND gate_scorecard IS DISTINCT FROM scorecard
                              AND (:scenario::text IS NULL OR scenario_id = :scenario)
                            ORDER BY id DESC LIMIT :most
                            """)
                    .bind("ws", workspace)
                    .bind("learner", learner)
                    .bind("scenario", scenario.orElse(null))
                    .bind("most", most)
                    .map((row, _) -> SessionRow.of(row))
                    .list())
        .reversed();
  }

  /** What the coach put on the learner's screen. */
  public record HintRow(long atMs, String text) {}

  private static FinishedTurn turn(ResultSet row) throws SQLException {
    return new FinishedTurn(
        row.getString("id"),
        speaker(row),
        row.getString("words"),
        row.getLong("start_ms"),
        row.getLong("end_ms"),
        row.getBoolean("interrupted"));
  }

  private static Turn.Speaker speaker(ResultSet row) throws SQLException {
    return Turn.Speaker.valueOf(row.getString("speaker").toUpperCase(Locale.ROOT));
  }
}
