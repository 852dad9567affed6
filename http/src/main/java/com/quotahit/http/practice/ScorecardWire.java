package com.quotahit.http.practice;

import com.quotahit.core.practice.Evidence;
import com.quotahit.core.practice.ScorecardResult;
import com.quotahit.core.practice.Verdict;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

/** The graded scorecard; every positive verdict quotes the call. */
public record ScorecardWire(
    String id,
    int version,
    String name,
    Optional<BigDecimal> total,
    boolean passed,
    boolean simulated,
    List<Section> sections) {

  public record Section(
      String name, int weight, Optional<BigDecimal> score, List<Criterion> criteria) {}

  public record Criterion(
      String name,
      String kind,
      int weight,
      Optional<BigDecimal> score,
      Verdict verdict,
      List<Evidence> evidence,
      String rationale) {}

  static ScorecardWire of(ScorecardResult result) {
    return new ScorecardWire(
        result.scorecardId(),
        result.scorecardVersion(),
        result.name(),
        result.total(),
        result.passed(),
        result.simulated(),
        result.sections().stream()
            .map(section ->
                new Section(
                    section.name(),
                    section.weight(),
                    section.score(),
                    section.criteria().stream().map(ScorecardWire::criterion).toList()))
            .toList());
  }

  private static Criterion criterion(ScorecardResult.Line line) {
    return new Criterion(
        line.name(),
        line.kind(),
        line.weight(),
        line.score(),
        line.verdict(),
        line.evidence(),
        line.rationale());
  }
}
