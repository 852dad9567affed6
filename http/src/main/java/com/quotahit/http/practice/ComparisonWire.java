package com.quotahit.http.practice;

import com.quotahit.core.practice.MetricValue;
import com.quotahit.core.practice.ScenarioType;
import com.quotahit.core.practice.ScorecardResult;
import com.quotahit.core.voice.MetricKey;
import com.quotahit.persistence.practice.SessionRow;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Two attempts side by side; {@code delta} is the second minus the first. */
public record ComparisonWire(List<Item> items, List<Measure> metrics, Pair total) {

  public record Item(
      String section,
      String criterion,
      Optional<BigDecimal> a,
      Optional<BigDecimal> b,
      Optional<BigDecimal> delta) {}

  public record Measure(
      String key, String label, String unit, Optional<Double> a, Optional<Double> b) {}

  public record Pair(Optional<BigDecimal> a, Optional<BigDecimal> b) {}

  private record Key(String section, String criterion) {}

  static ComparisonWire of(SessionRow a, SessionRow b, ScenarioType type) {
    return new ComparisonWire(items(a, b), measures(a, b, type), new Pair(a.score(), b.score()));
  }

  private static List<Item> items(SessionRow a, SessionRow b) {
    Map<Key, Optional<BigDecimal>> first = scores(a);
    Map<Key, Optional<BigDecimal>> second = scores(b);
    List<Key> keys = new ArrayList<>(first.keySet());
    second.keySet().stream().filter(key -> !first.containsKey(key)).forEach(keys::add);
    return keys.stream()
        .map(key -> {
          Optional<BigDecimal> was = first.getOrDefault(key, Optional.empty());
          Optional<BigDecimal> is = second.getOrDefault(key, Optional.empty());
          return new Item(
              key.section(),
              key.criterion(),
              was,
              is,
              was.flatMap(from -> is.map(to -> to.subtract(from))));
        })
        .toList();
  }

  private static Map<Key, Optional<BigDecimal>> scores(SessionRow row) {
    Map<Key, Optional<BigDecimal>> scores = new LinkedHashMap<>();
    for (ScorecardResult.Section section :
        row.scorecard().map(ScorecardResult::sections).orElse(List.of())) {
      section
          .criteria()
          .forEach(line -> scores.put(new Key(section.name(), line.name()), line.score()));
    }
    return scores;
  }

  private static List<Measure> measures(SessionRow a, SessionRow b, ScenarioType type) {
    return MetricWire.of(a.metrics(), type).stream()
        .map(metric ->
            new Measure(
                metric.key(),
                metric.label(),
                metric.unit(),
                metric.value(),
                value(b, MetricKey.valueOf(metric.key().toUpperCase(java.util.Locale.ROOT)))))
        .toList();
  }

  private static Optional<Double> value(SessionRow row, MetricKey key) {
    return row.metrics().stream()
        .filter(metric -> metric.key().equals(key.key()))
        .findFirst()
        .flatMap(MetricValue::value);
  }
}
