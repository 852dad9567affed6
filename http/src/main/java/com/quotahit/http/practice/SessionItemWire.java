package com.quotahit.http.practice;

import com.quotahit.core.practice.CallLine;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.SessionId;
import com.quotahit.core.shared.UserId;
import com.quotahit.persistence.practice.SessionRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** A session in the history. */
public record SessionItemWire(
    SessionId id,
    UserId learnerId,
    String state,
    String mode,
    PersonaWire.Brief persona,
    ScenarioWire.Brief scenario,
    String focus,
    String difficulty,
    Instant createdAt,
    Optional<Instant> startedAt,
    Optional<Instant> endedAt,
    Optional<Long> durationMs,
    Optional<BigDecimal> score,
    boolean insufficient,
    boolean simulated,
    List<CallLine.Span> callLine) {

  static SessionItemWire of(SessionRow row, PracticeCatalog catalog, List<CallLine.Span> line) {
    Cast cast = Cast.of(row, catalog);
    return new SessionItemWire(
        row.id(),
        row.learner(),
        row.discardedUntil().isPresent() ? HistoryEndpoints.IN_THE_BIN : row.state(),
        row.mode(),
        cast.persona(),
        cast.scenario(),
        row.focus(),
        row.difficulty(),
        row.createdAt(),
        row.startedAt(),
        row.endedAt(),
        row.durationMs(),
        row.score(),
        row.insufficient(),
        row.partnerSimulated() || row.scorecard().map(card -> card.simulated()).orElse(false),
        line);
  }
}
