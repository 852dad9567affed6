package com.quotahit.core.practice;

import com.quotahit.core.voice.Conversation;
import com.quotahit.core.voice.ConversationMetrics;
import com.quotahit.core.voice.MetricKey;
import com.quotahit.core.voice.Segment;
import com.quotahit.core.voice.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/**
 * Turns what a grader said into a result that can be trusted: evidence must stand verbatim in the
 * call, a good verdict without evidence counts as not met, numbers are computed and not judged, and
 * the arithmetic is exact.
 */
public final class Grading {

  /** Fewer turns of the learner than this are too little to judge. */
  public static final int TURNS_MIN = 4;

  /** Less speech of the learner than this is too little to judge; typed calls know only turns. */
  public static final long SPEECH_MIN_MS = 30_000;

  private Grading() {}

  public static boolean insufficient(List<Turn> turns, Conversation.Medium medium) {
    List<Turn> learner =
        turns.stream().filter(turn -> turn.speaker() == Turn.Speaker.USER).toList();
    long speech = learner.stream().mapToLong(Turn::durationMs).sum();
    return learner.size() < TURNS_MIN
        || medium == Conversation.Medium.SPOKEN && speech < SPEECH_MIN_MS;
  }

  /** The turns as metrics read them. */
  public static Conversation conversation(
      List<Turn> turns, Conversation.Medium medium, long lengthMs) {
    return new Conversation(
        medium,
        lengthMs,
        turns.stream()
            .map(turn ->
                new Segment(
                    turn.speaker() == Turn.Speaker.USER ? Side.OURS : Side.THEIRS,
                    turn.startMs(),
                    turn.endMs(),
                    turn.text()))
            .toList());
  }

  /** The result of a call that is long enough; ask {@link #insufficient} first. */
  public static ScorecardResult result(
      Scorecard card,
      List<Turn> turns,
      ConversationMetrics metrics,
      List<Grade> grades,
      boolean simulated) {
    Map<String, Grade> byId =
        grades.stream().collect(Collectors.toMap(Grade::criterionId, grade -> grade, (a, _) -> a));
    List<ScorecardResult.Section> sections = new ArrayList<>();
    List<Weighted> means = new ArrayList<>();
    BigDecimal lost = BigDecimal.ZERO;
    boolean failed = false;
    for (Scorecard.Section section : card.sections()) {
      List<ScorecardResult.Line> lines = new ArrayList<>();
      List<Weighted> scores = new ArrayList<>();
      for (Criterion criterion : section.criteria()) {
        ScorecardResult.Line line =
            CriterionScore.line(
                criterion, Optional.ofNullable(byId.get(criterion.id())), turns, metrics);
        lines.add(line);
        if (criterion instanceof Criterion.Forbidden forbidden) {
          lost = lost.add(line.score().orElse(BigDecimal.ZERO));
          failed |=
              line.verdict() == Verdict.NOT_MET
                  && forbidden.consequence() instanceof Criterion.Consequence.AutoFail;
        } else {
          line.score().ifPresent(score -> scores.add(new Weighted(criterion.weight(), score)));
        }
      }
      Optional<BigDecimal> mean = mean(scores);
      mean.ifPresent(score -> means.add(new Weighted(section.weight(), score)));
      sections.add(
          new ScorecardResult.Section(
              section.name(), section.weight(), mean.map(Grading::oneDecimal), lines));
    }
    BigDecimal points = lost;
    Optional<BigDecimal> total =
        mean(means).map(score -> oneDecimal(score.add(points).max(BigDecimal.ZERO)));
    boolean passed =
        !failed
            && total
                .filter(score -> score.compareTo(BigDecimal.valueOf(card.passMark())) >= 0)
                .isPresent();
    return new ScorecardResult(
        card.id(), card.version(), card.name(), total, passed, false, simulated, sections);
  }

  /** A score and how much it counts. */
  public record Weighted(int weight, BigDecimal score) {}

  /** Weighted mean; empty when nothing counts. */
  public static Optional<BigDecimal> mean(List<Weighted> scores) {
    long weights = scores.stream().mapToLong(Weighted::weight).sum();
    if (weights == 0) {
      return Optional.empty();
    }
    BigDecimal sum =
        scores.stream()
            .map(score -> score.score().multiply(BigDecimal.valueOf(score.weight())))
            .reduce(BigDecimal.ZERO, BigDecimal::add);
    return Optional.of(sum.divide(BigDecimal.valueOf(weights), 12, RoundingMode.HALF_EVEN));
  }

  public static BigDecimal oneDecimal(BigDecimal score) {
    return score.setScale(1, RoundingMode.HALF_EVEN);
  }

  /**
   * 100 inside the band; above it falls in a straight line to 0 at twice the upper edge, below it
   * to 0 at nothing.
   */
  public static BigDecimal bandScore(double value, double low, double high) {
    BigDecimal exact = BigDecimal.valueOf(value);
    if (value >= low && value <= high) {
      return BigDecimal.valueOf(100);
    }
    BigDecimal edge = BigDecimal.valueOf(value > high ? high : low);
    if (edge.signum() == 0) {
      return BigDecimal.ZERO;
    }
    BigDecimal distance = exact.subtract(edge).abs().divide(edge, 12, RoundingMode.HALF_EVEN);
    return BigDecimal.ONE
        .subtract(distance)
        .max(BigDecimal.ZERO)
        .multiply(BigDecimal.valueOf(100))
        .setScale(4, RoundingMode.HALF_EVEN);
  }

  static OptionalDouble metric(ConversationMetrics metrics, String key) {
    return metrics.value(MetricKey.valueOf(key.toUpperCase(Locale.ROOT)));
  }
}
