package com.quotahit.actors.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.Gatekeeper;
import com.quotahit.core.practice.Guidance;
import com.quotahit.core.practice.Persona;
import com.quotahit.core.practice.Scenario;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class ACallGoesPastTheFrontDeskTest {

  private static final Scenario SCENARIO =
      Rehearsal.CATALOG.scenario("gatekeeper-front-desk").orElseThrow();
  private static final Gatekeeper GATE = SCENARIO.gatekeeper().orElseThrow();

  private final Rehearsal call = new Rehearsal("oliver-grant", SCENARIO.id(), Difficulty.EASY, 5);

  @Test
  void the_assistant_puts_through_and_the_buyer_picks_up() {
    assertThat(GATE.pickUp()).contains(call.open());
    call.say("Good morning, this is Anna from Shiftwell. May I ask your name?");
    String last =
        call.say(
            "Marta, maybe you can help me. It's about the overtime at your sites, other logistics"
                + " firms cut it by a fifth with us. Could you put me through?");
    assertThat(Gatekeeper.putsThrough(last)).as(last).isTrue();
    Persona buyer = call.brief.persona();
    assertThat(buyer.phrases().pickUp())
        .as("the two never speak in one breath")
        .noneMatch(last::contains);
    assertThat(buyer.phrases().pickUp()).contains(call.directed(Guidance.PICK_UP));
    String then = call.say("Hello, this is Anna from Shiftwell. Do you have two minutes?");
    assertThat(GATE.questions()).as("the assistant is gone").noneMatch(then::contains);
    assertThat(GATE.deflect()).noneMatch(then::contains);
  }

  @Test
  void a_model_is_told_one_part_at_a_time() {
    String atTheGate = BuyerPrompt.atTheGate(call.brief, GATE);
    String buyer = BuyerPrompt.instructions(call.brief);
    assertThat(atTheGate)
        .contains("You are Marta Keller", Gatekeeper.WORDS_OF_TRANSFER, GATE.transferCondition());
    List<String> secrets = SCENARIO.hiddenFacts().stream().map(fact -> fact.fact()).toList();
    assertThat(secrets).isNotEmpty().noneMatch(atTheGate::contains).allMatch(buyer::contains);
    assertThat(buyer)
        .contains("You are Oliver Grant", "put them through to you")
        .doesNotContain(GATE.transferCondition());
  }
}
