package com.quotahit.http.practice;

import com.quotahit.core.practice.MetricValue;
import com.quotahit.core.practice.SessionId;
import com.quotahit.persistence.practice.SessionRow;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Map;
import java.util.TreeMap;

/** One scored session as a point of a curve. */
public record TrendWire(
    SessionId sessionId,
    Instant at,
    String scenarioId,
    String difficulty,
    BigDecimal score,
    Map<String, Double> metrics) {

  static TrendWire of(SessionRow row) {
    Map<String, Double> metrics = new TreeMap<>();
    for (MetricValue metric : row.metrics()) {
      metric.value().ifPresent(value -> metrics.put(metric.key(), value));
    }
    return new TrendWire(
        row.id(),
        row.endedAt().orElse(row.createdAt()),
        row.scenarioId(),
        row.difficulty(),
        row.score().orElseThrow(),
        metrics);
  }
}
