package com.quotahit.core.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.voice.Conversation;
import com.quotahit.core.voice.ConversationMetrics;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class AScorecardAddsUpExactlyTest {

  private static final List<Turn> TURNS =
      List.of(
          new Turn("t1", Turn.Speaker.USER, "Hi, this is Anna. How are you?", 0, 9_000),
          new Turn("t2", Turn.Speaker.PERSONA, "Fine, thanks.", 9_500, 11_000),
          new Turn("t3", Turn.Speaker.USER, "How do you plan today?", 12_000, 21_000),
          new Turn("t4", Turn.Speaker.USER, "And who decides?", 30_000, 38_000),
          new Turn("t5", Turn.Speaker.USER, "Shall we meet on Thursday?", 40_000, 48_000));

  private static final List<Evidence> QUOTED = List.of(new Evidence("t3", "How do you plan"));

  @ParameterizedTest
  @CsvSource({
    "1:100, 100.0",
    "1:100|1:0, 50.0",
    "2:100|1:0, 66.7",
    "1:100|2:0, 33.3",
    "3:80|1:20, 65.0",
    "1:0.05|1:0.05, 0.0",
    "1:0.15|1:0.15, 0.2",
    "1:0.25|1:0.25, 0.2",
    "1:0.35|1:0.35, 0.4",
    "7:33.3333|3:66.6667, 43.3"
  })
  void means_are_weighted_and_rounded_half_even(String scores, String expected) {
    List<Grading.Weighted> list = new ArrayList<>();
    for (String part : scores.split("\\|")) {
      String[] pair = part.split(":");
      list.add(
          new Grading.Weighted(Integer.parseInt(pair[0].strip()), new BigDecimal(pair[1].strip())));
    }
    assertThat(Grading.mean(list).map(Grading::oneDecimal)).contains(new BigDecimal(expected));
  }

  @ParameterizedTest
  @CsvSource({
    "30,30,45,100",
    "45,30,45,100",
    "15,30,45,50",
    "0,30,45,0",
    "67.5,30,45,50",
    "90,30,45,0",
    "120,30,45,0",
    "3,0,2,50",
    "5,0,0,0"
  })
  void a_metric_falls_in_a_straight_line_outside_its_band(
      double value, double low, double high, String expected) {
    assertThat(Grading.bandScore(value, low, high)).isEqualByComparingTo(expected);
  }

  @Test
  void not_applicable_takes_its_weight_out_and_an_empty_section_counts_nothing() {
    Scorecard card =
        card(section("One", 1, check("a", 1), check("b", 9)), section("Two", 5, check("c", 1)));
    ScorecardResult result =
        result(
            card, met("a"), grade("b", Verdict.NOT_APPLICABLE), grade("c", Verdict.NOT_APPLICABLE));
    assertThat(result.total()).contains(new BigDecimal("100.0"));
    assertThat(result.sections().getLast().score()).isEmpty();
  }

  @Test
  void a_good_verdict_without_evidence_from_the_call_counts_as_not_met() {
    Scorecard card =
        card(section("One", 1, check("a", 1), check("b", 1), check("c", 1), check("d", 1)));
    ScorecardResult result =
        result(
            card,
            met("a"),
            Grade.of("b", Verdict.MET, List.of(), "Looks right."),
            Grade.of(
                "c", Verdict.MET, List.of(new Evidence("t9", "How do you plan")), "No such turn."),
            Grade.of(
                "d",
                Verdict.MET,
                List.of(new Evidence("t2", "Fine, thanks.")),
                "Said by the other side."));
    assertThat(result.sections().getFirst().criteria())
        .extracting(ScorecardResult.Line::verdict)
        .containsExactly(Verdict.MET, Verdict.NOT_MET, Verdict.NOT_MET, Verdict.NOT_MET);
    assertThat(result.total()).contains(new BigDecimal("25.0"));
  }

  @Test
  void compound_and_rated_are_shares() {
    Criterion.Compound compound =
        new Criterion.Compound(
            "x", "X", 1, List.of(check("p", 1), check("q", 1), check("r", 1)), "tip");
    Criterion.Rated rated =
        new Criterion.Rated("y", "Y", 1, "s", List.of("1", "2", "3", "4", "5"), List.of(), "tip");
    ScorecardResult result =
        result(
            card(section("One", 1, compound), section("Two", 1, rated)),
            new Grade(
                "x",
                Verdict.PARTLY,
                0,
                Map.of("p", Verdict.MET, "q", Verdict.NOT_MET, "r", Verdict.NOT_MET),
                QUOTED,
                "why"),
            new Grade("y", Verdict.PARTLY, 4, Map.of(), QUOTED, "why"));
    assertThat(result.sections().getFirst().score()).contains(new BigDecimal("33.3"));
    assertThat(result.sections().getLast().score()).contains(new BigDecimal("75.0"));
    assertThat(result.total()).contains(new BigDecimal("54.2"));
  }

  @Test
  void the_forbidden_costs_points_or_the_pass_but_only_with_proof() {
    Criterion costs =
        new Criterion.Forbidden(
            "f", "F", "s", List.of(), new Criterion.Consequence.MinusPoints(10), "tip");
    Criterion fails =
        new Criterion.Forbidden(
            "g", "G", "s", List.of(), new Criterion.Consequence.AutoFail(), "tip");
    Scorecard card = card(section("One", 1, check("a", 1)), section("Not", 1, costs, fails));
    ScorecardResult minus =
        result(
            card,
            met("a"),
            Grade.of("f", Verdict.NOT_MET, QUOTED, "why"),
            Grade.of("g", Verdict.NOT_MET, List.of(), "no proof"));
    assertThat(minus.total()).contains(new BigDecimal("90.0"));
    assertThat(minus.passed()).isTrue();
    ScorecardResult failed =
        result(card, met("a"), met("f"), Grade.of("g", Verdict.NOT_MET, QUOTED, "why"));
    assertThat(failed.total()).contains(new BigDecimal("100.0"));
    assertThat(failed.passed()).isFalse();
  }

  @Test
  void the_section_of_the_focus_counts_double() {
    Scorecard card =
        new Scorecard(
            "s",
            1,
            "S",
            70,
            List.of(
                new Scorecard.Section("One", 1, Optional.of(Focus.DEMO), List.of(check("a", 1))),
                new Scorecard.Section("Two", 1, Optional.empty(), List.of(check("b", 1)))));
    ScorecardResult result =
        result(card.focusedOn(Focus.DEMO), met("a"), grade("b", Verdict.NOT_MET));
    assertThat(result.total()).contains(new BigDecimal("66.7"));
  }

  @Test
  void a_rationale_is_cut_at_sixty_words() {
    ScorecardResult result =
        result(
            card(section("One", 1, check("a", 1))),
            Grade.of("a", Verdict.NOT_MET, List.of(), "word ".repeat(90)));
    assertThat(result.sections().getFirst().criteria().getFirst().rationale().split("\\s+"))
        .hasSize(61);
  }

  @Test
  void too_little_speech_or_too_few_turns_give_no_number() {
    assertThat(Grading.insufficient(TURNS, Conversation.Medium.SPOKEN)).isFalse();
    assertThat(Grading.insufficient(TURNS.subList(0, 4), Conversation.Medium.TYPED)).isTrue();
    List<Turn> hasty =
        TURNS.stream()
            .map(t -> new Turn(t.id(), t.speaker(), t.text(), t.startMs(), t.startMs() + 3_000))
            .toList();
    assertThat(Grading.insufficient(hasty, Conversation.Medium.SPOKEN)).isTrue();
    assertThat(Grading.insufficient(hasty, Conversation.Medium.TYPED)).isFalse();
  }

  private static ScorecardResult result(Scorecard card, Grade... grades) {
    ConversationMetrics metrics =
        ConversationMetrics.of(Grading.conversation(TURNS, Conversation.Medium.SPOKEN, 50_000));
    return Grading.result(card, TURNS, metrics, List.of(grades), true);
  }

  private static Scorecard card(Scorecard.Section... sections) {
    return new Scorecard("s", 1, "S", 70, List.of(sections));
  }

  private static Scorecard.Section section(String name, int weight, Criterion... criteria) {
    return new Scorecard.Section(name, weight, Optional.empty(), List.of(criteria));
  }

  private static Criterion.Check check(String id, int weight) {
    return new Criterion.Check(id, id, weight, "did it", List.of(), "do it");
  }

  private static Grade met(String id) {
    return Grade.of(id, Verdict.MET, QUOTED, "why");
  }

  private static Grade grade(String id, Verdict verdict) {
    return Grade.of(id, verdict, List.of(), "why");
  }
}
