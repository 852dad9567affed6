package com.quotahit.core.practice;

import com.quotahit.core.voice.ConversationMetrics;
import com.quotahit.core.voice.MetricKey;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Collectors;

/** One criterion's line on the scorecard. */
final class CriterionScore {

  private static final int RATIONALE_WORDS_MAX = 60;
  private static final BigDecimal FULL = BigDecimal.valueOf(100);

  private CriterionScore() {}

  static ScorecardResult.Line line(
      Criterion criterion, Optional<Grade> grade, List<Turn> turns, ConversationMetrics metrics) {
    if (criterion instanceof Criterion.Metric metric) {
      return metric(metric, metrics);
    }
    if (grade.isEmpty()) {
      return line(
          criterion,
          Optional.empty(),
          Verdict.NOT_APPLICABLE,
          List.of(),
          "Not judged in this call.");
    }
    return graded(criterion, grade.get(), turns);
  }

  private static ScorecardResult.Line graded(Criterion criterion, Grade grade, List<Turn> turns) {
    List<Evidence> evidence = valid(grade.evidence(), turns);
    String why = shortened(grade.rationale());
    if (grade.verdict() == Verdict.NOT_APPLICABLE) {
      return line(criterion, Optional.empty(), Verdict.NOT_APPLICABLE, List.of(), why);
    }
    return switch (criterion) {
      case Criterion.Forbidden forbidden -> forbidden(forbidden, grade, evidence, why);
      case Criterion.Compound compound -> compound(compound, grade, evidence, why);
      case Criterion.Rated rated -> rated(rated, grade, evidence, why);
      case Criterion.Check _, Criterion.Knowledge _, Criterion.Metric _ -> {
        boolean met = grade.verdict() == Verdict.MET;
        yield met && evidence.isEmpty()
            ? unsupported(criterion)
            : line(
                criterion,
                Optional.of(met ? FULL : BigDecimal.ZERO),
                met ? Verdict.MET : Verdict.NOT_MET,
                evidence,
                why);
      }
    };
  }

  private static ScorecardResult.Line forbidden(
      Criterion.Forbidden forbidden, Grade grade, List<Evidence> evidence, String why) {
    if (grade.verdict() == Verdict.MET || evidence.isEmpty()) {
      return line(
          forbidden,
          Optional.of(BigDecimal.ZERO),
          Verdict.MET,
          List.of(),
          grade.verdict() == Verdict.MET ? why : "Nothing of the kind was said.");
    }
    BigDecimal lost =
        switch (forbidden.consequence()) {
          case Criterion.Consequence.MinusPoints(int points) -> BigDecimal.valueOf(-points);
          case Criterion.Consequence.AutoFail _ -> BigDecimal.ZERO;
        };
    return line(forbidden, Optional.of(lost), Verdict.NOT_MET, evidence, why);
  }

  private static ScorecardResult.Line compound(
      Criterion.Compound compound, Grade grade, List<Evidence> evidence, String why) {
    long counted =
        compound.checks().stream()
            .filter(check -> grade.parts().get(check.id()) != Verdict.NOT_APPLICABLE)
            .count();
    long passed =
        compound.checks().stream()
            .filter(check -> grade.parts().get(check.id()) == Verdict.MET)
            .count();
    if (counted == 0) {
      return line(compound, Optional.empty(), Verdict.NOT_APPLICABLE, List.of(), why);
    }
    if (passed > 0 && evidence.isEmpty()) {
      return unsupported(compound);
    }
    Verdict verdict =
        passed == counted ? Verdict.MET : passed == 0 ? Verdict.NOT_MET : Verdict.PARTLY;
    return line(compound, Optional.of(share(passed, counted)), verdict, evidence, why);
  }

  private static ScorecardResult.Line rated(
      Criterion.Rated rated, Grade grade, List<Evidence> evidence, String why) {
    int levels = rated.anchors().size();
    int level = Math.clamp(grade.level(), 1, levels);
    if (level > 1 && evidence.isEmpty()) {
      return unsupported(rated);
    }
    Verdict verdict = level == levels ? Verdict.MET : level == 1 ? Verdict.NOT_MET : Verdict.PARTLY;
    return line(rated, Optional.of(share(level - 1, levels - 1)), verdict, evidence, why);
  }

  private static ScorecardResult.Line metric(Criterion.Metric metric, ConversationMetrics metrics) {
    OptionalDouble value = Grading.metric(metrics, metric.metric());
    if (value.isEmpty()) {
      return line(
          metric,
          Optional.empty(),
          Verdict.NOT_APPLICABLE,
          List.of(),
          "This cannot be measured in this call.");
    }
    BigDecimal score = Grading.bandScore(value.getAsDouble(), metric.low(), metric.high());
    Verdict verdict =
        score.compareTo(FULL) == 0
            ? Verdict.MET
            : score.signum() == 0 ? Verdict.NOT_MET : Verdict.PARTLY;
    String unit = MetricKey.valueOf(metric.metric().toUpperCase(Locale.ROOT)).unit();
    String band = band(metric, unit);
    String why =
        verdict == Verdict.MET
            ? "%s, inside the target of %s.".formatted(amount(value.getAsDouble(), unit), band)
            : "%s; the target is %s. %s"
                .formatted(amount(value.getAsDouble(), unit), band, metric.tip());
    return line(metric, Optional.of(score), verdict, List.of(), why);
  }

  private static String band(Criterion.Metric metric, String unit) {
    return metric.low() == 0
        ? "at most " + amount(metric.high(), unit)
        : number(metric.low()) + " to " + amount(metric.high(), unit);
  }

  private static String amount(double value, String unit) {
    return number(value)
        + switch (unit) {
          case "%" -> "%";
          case "s" -> " s";
          case "/h" -> " per hour";
          case "/min" -> " per minute";
          default -> "";
        };
  }

  private static String number(double value) {
    return value == Math.rint(value)
        ? Long.toString(Math.round(value))
        : String.format(Locale.ROOT, "%.1f", value);
  }

  private static ScorecardResult.Line unsupported(Criterion criterion) {
    return line(
        criterion,
        Optional.of(BigDecimal.ZERO),
        Verdict.NOT_MET,
        List.of(),
        "No words of the call support this, so it counts as not met.");
  }

  /** Words of the learner that stand exactly like that in the turn named. */
  private static List<Evidence> valid(List<Evidence> evidence, List<Turn> turns) {
    return evidence.stream()
        .filter(item -> !item.quote().isBlank())
        .filter(item ->
            turns.stream()
                .anyMatch(turn ->
                    turn.speaker() == Turn.Speaker.USER
                        && turn.id().equals(item.turnId())
                        && turn.text().contains(item.quote())))
        .distinct()
        .toList();
  }

  private static String shortened(String rationale) {
    String[] words = rationale.strip().split("\\s+");
    return words.length <= RATIONALE_WORDS_MAX
        ? rationale.strip()
        : Arrays.stream(words).limit(RATIONALE_WORDS_MAX).collect(Collectors.joining(" ")) + " …";
  }

  private static BigDecimal share(long part, long whole) {
    return BigDecimal.valueOf(part * 100)
        .divide(BigDecimal.valueOf(whole), 4, RoundingMode.HALF_EVEN);
  }

  private static ScorecardResult.Line line(
      Criterion criterion,
      Optional<BigDecimal> score,
      Verdict verdict,
      List<Evidence> evidence,
      String why) {
    return new ScorecardResult.Line(
        criterion.id(),
        criterion.name(),
        criterion.kind(),
        criterion.weight(),
        score.map(Grading::oneDecimal),
        verdict,
        evidence,
        why);
  }
}
