package com.quotahit.http.practice;

import com.quotahit.core.practice.MetricValue;
import com.quotahit.core.practice.ScenarioType;
import com.quotahit.core.voice.MetricBand;
import com.quotahit.core.voice.MetricKey;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** A number of the conversation as it is shown. */
public record MetricWire(
    String key,
    String label,
    String unit,
    Optional<Double> value,
    Optional<MetricBand> band,
    MetricBand.State state,
    String formula) {

  /** In the order of the keys; a key that is not known any more is left out. */
  static List<MetricWire> of(List<MetricValue> values, ScenarioType type) {
    Map<String, MetricValue> known =
        values.stream().collect(Collectors.toMap(MetricValue::key, value -> value, (a, _) -> a));
    return Arrays.stream(MetricKey.values())
        .filter(key -> known.containsKey(key.key()))
        .map(key -> of(key, known.get(key.key()).value(), type))
        .toList();
  }

  private static MetricWire of(MetricKey key, Optional<Double> value, ScenarioType type) {
    Optional<MetricBand> band = MetricBand.shipped(key, type.callKind());
    MetricBand.State state =
        band.isPresent() && value.isPresent()
            ? band.get().judge(value.get())
            : MetricBand.State.NONE;
    return new MetricWire(key.key(), key.label(), key.unit(), value, band, state, key.formula());
  }
}
