package com.quotahit.persistence.practice;

import com.quotahit.core.practice.MetricValue;
import com.quotahit.core.practice.ScorecardResult;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.shared.UserId;
import com.quotahit.persistence.database.Jsonb;
import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * One session as its row says. Words such as mode and state are those of the contract.
 *
 * @param gate the part with the gatekeeper, where there was one; equal to {@code scorecard} when
 *     the call went no further
 * @param discardedUntil present while the session is in the bin
 */
public record SessionRow(
    SessionId id,
    UserId learner,
    String mode,
    String personaId,
    String scenarioId,
    String focus,
    String difficulty,
    int timeLimitS,
    Optional<String> script,
    List<String> contextIds,
    String state,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<String> endReason,
    Optional<Long> durationMs,
    Optional<String> engine,
    boolean partnerSimulated,
    int turns,
    Optional<BigDecimal> score,
    boolean insufficient,
    Optional<ScorecardResult> scorecard,
    Optional<ScorecardResult> gate,
    List<MetricValue> metrics,
    Optional<String> scoreFailure,
    Optional<Instant> discardedUntil,
    long revision) {

  static final String SELECT =
      """
      SELECT id, learner_id, mode, persona_id, scenario_id, focus, difficulty, time_limit_s, script,
        context_ids, state, created_at, started_at, ended_at, end_reason, duration_ms, engine,
        partner_simulated, turns, score, insufficient, scorecard, gate_scorecard,
        metrics, score_failure, discarded_until, revision
      FROM practice_session
      """;

  public SessionRow {
    contextIds = List.copyOf(contextIds);
    metrics = List.copyOf(metrics);
  }

  static SessionRow of(ResultSet row) throws SQLException {
    long duration = row.getLong("duration_ms");
    boolean lasted = !row.wasNull();
    return new SessionRow(
        new SessionId(row.getString("id")),
        new UserId(row.getString("learner_id")),
        row.getString("mode"),
        row.getString("persona_id"),
        row.getString("scenario_id"),
        row.getString("focus"),
        row.getString("difficulty"),
        row.getInt("time_limit_s"),
        Optional.ofNullable(row.getString("script")),
        Arrays.asList((String[]) row.getArray("context_ids").getArray()),
        row.getString("state"),
        moment(row, "created_at").orElseThrow(),
        moment(row, "started_at"),
        moment(row, "ended_at"),
        Optional.ofNullable(row.getString("end_reason")),
        lasted ? Optional.of(duration) : Optional.empty(),
        Optional.ofNullable(row.getString("engine")),
        row.getBoolean("partner_simulated"),
        row.getInt("turns"),
        Optional.ofNullable(row.getBigDecimal("score")),
        row.getBoolean("insufficient"),
        json(row, "scorecard").map(text -> text.as(ScorecardResult.class)),
        json(row, "gate_scorecard").map(text -> text.as(ScorecardResult.class)),
        json(row, "metrics").map(text -> List.of(text.as(MetricValue[].class))).orElse(List.of()),
        Optional.ofNullable(row.getString("score_failure")),
        moment(row, "discarded_until"),
        row.getLong("revision"));
  }

  private static Optional<Instant> moment(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getObject(column, OffsetDateTime.class))
        .map(OffsetDateTime::toInstant);
  }

  private static Optional<Jsonb> json(ResultSet row, String column) throws SQLException {
    return Optional.ofNullable(row.getString(column)).map(Jsonb::new);
  }
}
