package com.quotahit.core.practice;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/**
 * The outcome of a scored call, shaped as the contract shows it.
 *
 * @param total 0 to 100 with one decimal; absent when there was too little to judge
 * @param simulated true when no language model graded
 */
public record ScorecardResult(
    String scorecardId,
    int scorecardVersion,
    String name,
    Optional<BigDecimal> total,
    boolean passed,
    boolean insufficient,
    boolean simulated,
    List<Section> sections) {

  /**
   * @param score absent when every criterion was not applicable
   */
  public record Section(String name, int weight, Optional<BigDecimal> score, List<Line> criteria) {
    public Section {
      criteria = List.copyOf(criteria);
    }
  }

  /**
   * @param score 0 to 100; absent when not applicable; for forbidden criteria the points lost,
   *     negative or 0
   */
  public record Line(
      String criterionId,
      String name,
      String kind,
      int weight,
      Optional<BigDecimal> score,
      Verdict verdict,
      List<Evidence> evidence,
      String rationale) {
    public Line {
      evidence = List.copyOf(evidence);
    }
  }

  public ScorecardResult {
    sections = List.copyOf(sections);
  }

  /** Too little was said for a number. */
  public static ScorecardResult insufficient(Scorecard card, boolean simulated) {
    return new ScorecardResult(
        card.id(),
        card.version(),
        card.name(),
        Optional.empty(),
        false,
        true,
        simulated,
        List.of());
  }
}
