package com.quotahit.core.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.json.PracticeContent;
import java.util.EnumSet;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TheShippedContentIsCompleteTest {

  private final PracticeCatalog catalog = PracticeContent.shipped();

  @Test
  void there_are_twelve_or_more_personas_each_with_a_voice_of_its_own() {
    assertThat(catalog.personas()).hasSizeGreaterThanOrEqualTo(12);
    assertThat(catalog.personas()).extracting(Persona::voice).doesNotHaveDuplicates();
    assertThat(catalog.personas())
        .extracting(Persona::manner)
        .containsAll(EnumSet.allOf(Manner.class));
  }

  @Test
  void every_persona_ends_a_call_in_a_way_that_is_recognised() {
    for (Persona persona : catalog.personas()) {
      assertThat(persona.phrases().bye()).as(persona.id()).allMatch(Guidance::endsTheCall);
      assertThat(persona.phrases().acknowledge()).as(persona.id()).noneMatch(Guidance::endsTheCall);
    }
  }

  @Test
  void ten_or_more_scenarios_cover_the_types_and_focuses() {
    assertThat(catalog.scenarios()).hasSizeGreaterThanOrEqualTo(10);
    Set<ScenarioType> types =
        catalog.scenarios().stream().map(Scenario::type).collect(Collectors.toSet());
    assertThat(types).containsAll(EnumSet.allOf(ScenarioType.class));
    Set<Focus> focuses =
        catalog.scenarios().stream().flatMap(s -> s.focuses().stream()).collect(Collectors.toSet());
    assertThat(focuses).containsAll(EnumSet.allOf(Focus.class));
  }

  @Test
  void every_scenario_holds_enough_objections_for_an_expert() {
    for (Scenario scenario : catalog.scenarios()) {
      assertThat(scenario.objections())
          .as(scenario.id())
          .hasSizeGreaterThanOrEqualTo(Difficulty.EXPERT.objections());
      assertThat(scenario.answers().size()).as(scenario.id()).isGreaterThanOrEqualTo(9);
      assertThat(scenario.hiddenFacts()).as(scenario.id()).hasSizeGreaterThanOrEqualTo(2);
      assertThat(scenario.script()).as(scenario.id()).hasSizeGreaterThanOrEqualTo(5);
    }
  }

  @Test
  void gatekeeper_and_main_part_are_judged_by_different_scorecards() {
    assertThat(catalog.scenarios())
        .filteredOn(scenario -> scenario.gatekeeper().isPresent())
        .isNotEmpty()
        .allMatch(scenario ->
            !scenario.gatekeeper().orElseThrow().scorecardId().equals(scenario.scorecardId()));
  }
}
