package com.quotahit.core.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.json.PracticeContent;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class AGatekeeperHasAStageOfTheirOwnTest {

  private final PracticeCatalog catalog = PracticeContent.shipped();
  private final Scenario scenario =
      catalog.scenarios().stream()
          .filter(each -> each.gatekeeper().isPresent())
          .findFirst()
          .orElseThrow();

  @Test
  void words_that_put_through_are_told_from_words_about_it() {
    for (String through :
        List.of(
            "I'll put you through.",
            "All right. One moment, I’ll put you through.",
            "Thank you, that's clear. Yes, I'm connecting you now.",
            "Fine, I am putting you straight through!",
            "Transferring you now.")) {
      assertThat(Gatekeeper.putsThrough(through)).as(through).isTrue();
    }
    for (String talk :
        List.of(
            "I can't put you through.",
            "What would I say when I put you through?",
            "Before I put you through, who is calling?",
            "I'm not putting you through today.",
            "I could connect you if I knew what it is about.",
            "She is in meetings all day.")) {
      assertThat(Gatekeeper.putsThrough(talk)).as(talk).isFalse();
    }
  }

  @Test
  void every_shipped_way_to_put_through_counts_and_no_other_line_does() {
    Gatekeeper gate = scenario.gatekeeper().orElseThrow();
    assertThat(gate.transfer()).allMatch(Gatekeeper::putsThrough);
    assertThat(Gatekeeper.putsThrough(Gatekeeper.WORDS_OF_TRANSFER)).isTrue();
    for (List<String> others :
        List.of(gate.pickUp(), gate.questions(), gate.deflect(), gate.refuse())) {
      assertThat(others).noneMatch(Gatekeeper::putsThrough);
    }
  }

  @Test
  void a_call_is_divided_where_it_was_put_through() {
    List<Turn> turns =
        List.of(
            turn("p1", Turn.Speaker.PERSONA, "Marta Keller, good morning."),
            turn("u1", Turn.Speaker.USER, "Could you put me through? I'll put you through it."),
            turn("p2", Turn.Speaker.PERSONA, "One moment, I'll put you through."),
            turn("p3", Turn.Speaker.PERSONA, "Grant."),
            turn("u2", Turn.Speaker.USER, "Hello, this is Ann."),
            turn("p4", Turn.Speaker.PERSONA, "I'll put you through to purchasing."));
    CallStages stages = CallStages.of(scenario, turns);
    assertThat(stages.putThrough()).isTrue();
    assertThat(stages.atTheGate()).extracting(Turn::id).containsExactly("p1", "u1", "p2");
    assertThat(stages.withTheBuyer()).extracting(Turn::id).containsExactly("p3", "u2", "p4");
    CallStages refused = CallStages.of(scenario, turns.subList(0, 2));
    assertThat(refused.putThrough()).isFalse();
    assertThat(refused.withTheBuyer()).isEmpty();
  }

  @Test
  void without_a_gatekeeper_the_buyer_is_there_from_the_start() {
    Scenario direct =
        catalog.scenarios().stream()
            .filter(each -> each.gatekeeper().isEmpty())
            .findFirst()
            .orElseThrow();
    List<Turn> turns = List.of(turn("p1", Turn.Speaker.PERSONA, "Yes?"));
    assertThat(CallStages.of(direct, turns)).isEqualTo(new CallStages(List.of(), turns, true));
  }

  @Test
  void a_gatekeeper_who_sounds_like_the_buyer_is_refused() {
    Gatekeeper gate = scenario.gatekeeper().orElseThrow();
    String taken = catalog.persona(scenario.personaIds().getFirst()).orElseThrow().voice();
    assertThat(gate.voice()).isNotEqualTo(taken);
    Gatekeeper alike =
        new Gatekeeper(
            gate.name(),
            gate.role(),
            taken,
            1,
            gate.transferCondition(),
            gate.pickUp(),
            gate.questions(),
            gate.deflect(),
            gate.transfer(),
            gate.refuse(),
            gate.scorecardId());
    assertThatThrownBy(() ->
            new PracticeCatalog(catalog.personas(), List.of(with(alike)), catalog.scorecards()))
        .hasMessageContaining("a voice and a scorecard of their own");
  }

  private Scenario with(Gatekeeper gate) {
    return new Scenario(
        scenario.id(),
        scenario.version(),
        scenario.title(),
        scenario.type(),
        scenario.summary(),
        scenario.learnerBrief(),
        scenario.product(),
        scenario.situation(),
        scenario.contact(),
        scenario.stages(),
        scenario.focuses(),
        scenario.timeLimit(),
        scenario.personaIds(),
        scenario.answers(),
        scenario.objections(),
        scenario.hiddenFacts(),
        scenario.outcome(),
        scenario.negotiation(),
        java.util.Optional.of(gate),
        scenario.script(),
        scenario.scorecardId());
  }

  private static Turn turn(String id, Turn.Speaker speaker, String text) {
    return new Turn(id, speaker, text, 0, 100);
  }
}
