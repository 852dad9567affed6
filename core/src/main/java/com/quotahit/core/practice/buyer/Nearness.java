package com.quotahit.core.practice.buyer;

import java.util.Map;

/** How near one sentence is to each intent in meaning: the cosine to its nearest paraphrase. */
public record Nearness(Map<String, Double> byIntent) {

  public static final Nearness UNKNOWN = new Nearness(Map.of());

  public Nearness {
    byIntent = Map.copyOf(byIntent);
  }

  double to(String intent) {
    return byIntent.getOrDefault(intent, 0.0);
  }

  double nearest() {
    return byIntent.values().stream().mapToDouble(Double::doubleValue).max().orElse(0);
  }
}
