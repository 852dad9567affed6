package com.quotahit.actors.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.Turn;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TheSandboxGraderRanksCallsTest {

  private static final List<String> GOOD =
      List.of(
          "Hi Hannah, this is Ben from Shiftwell, thanks for taking the time. How are you today?",
          "I'd like to ask a few questions first, and at the end we decide together whether a second talk makes sense. Is that okay?",
          "Walk me through how a weekly plan comes about at the moment.",
          "You said half of it has changed by Monday. What is the hardest part of that for your team leads?",
          "That sounds stressful. What does that cost you, in overtime or in hours?",
          "How much is the overtime in money, roughly?",
          "What happens if nothing changes this year?",
          "Who else would be involved in a decision like this?",
          "Let me summarise what I heard. Five team leads plan in spreadsheets, overtime is up by a fifth, and you need a plan this quarter. Is that right?",
          "That's a fair point. What went wrong with the tool you tested?",
          "You said they stand all day. That means it has to work on the phone they already have. A logistics firm with five depots started with two team leads and cut overtime by 18 percent. Does that answer your concern?",
          "Would Thursday at two work for a second meeting with one of your team leads and finance? We go through one real week of yours, so that you can decide by the end of the month.",
          "Great, Thursday at two. I'll send the invitation today. Thank you for your time, Hannah.");

  private static final List<String> WEAK =
      List.of(
          "Hello Hannah, Ben here from Shiftwell.",
          "So Shiftwell is a shift planning tool that many companies use, and it has a lot of functions.",
          "How do you plan your shifts today?",
          "Okay. With our tool you can do all of that on the phone, and there are reports as well.",
          "It has been very successful with our customers and I think you would like it.",
          "Do you have any questions?",
          "Okay, maybe I can send you some information and we talk another time.",
          "Thanks, bye.");

  private static final List<String> TERRIBLE =
      List.of(
          "Hey, so Shiftwell is the best and we have dashboards, reports, mobile apps, artificial intelligence and everything else you could want, and all our customers love it because it is simply the best tool there is.",
          "We also have many integrations and won a prize for our design, and the dashboard shows everything in real time.",
          "You're wrong, it's a no-brainer. Trust me.",
          "This price is only valid until tonight, so you have to decide right now.",
          "I think you don't understand how great this is.",
          "Okay, whatever.");

  @Test
  void a_good_call_beats_a_weak_one_and_a_weak_one_a_terrible_one_by_a_clear_margin() {
    ScoredCall good = call(GOOD);
    ScoredCall weak = call(WEAK);
    ScoredCall terrible = call(TERRIBLE);
    System.out.printf(
        "good %.1f, weak %.1f, terrible %.1f%n", good.total(), weak.total(), terrible.total());
    assertThat(good.total()).isGreaterThan(75);
    assertThat(good.total() - weak.total()).isGreaterThan(25);
    assertThat(weak.total() - terrible.total()).isGreaterThan(8);
    assertThat(good.result.passed()).isTrue();
    assertThat(weak.result.passed()).isFalse();
  }

  @Test
  void every_quote_stands_verbatim_in_the_turn_it_names_and_no_rationale_rambles() {
    for (List<String> script : List.of(GOOD, WEAK, TERRIBLE)) {
      ScoredCall call = call(script);
      call.result.sections().stream()
          .flatMap(section -> section.criteria().stream())
          .forEach(line -> {
            assertThat(line.rationale().split("\\s+").length).isLessThanOrEqualTo(61);
            line.evidence()
                .forEach(evidence ->
                    assertThat(call.turns)
                        .anyMatch(turn ->
                            turn.id().equals(evidence.turnId())
                                && turn.speaker() == Turn.Speaker.USER
                                && turn.text().contains(evidence.quote())));
          });
    }
  }

  @Test
  void the_same_call_gets_the_same_result() {
    assertThat(call(GOOD).result).isEqualTo(call(GOOD).result);
  }

  @Test
  void a_script_read_aloud_beats_small_talk_in_every_scenario() {
    for (Scenario scenario : Rehearsal.CATALOG.scenarios()) {
      Rehearsal script =
          new Rehearsal(scenario.personaIds().getFirst(), scenario.id(), Difficulty.EASY, 5);
      script.open();
      scenario.script().forEach(beat -> script.say(beat.text().replace("{rep}", "Anna")));
      Rehearsal chat =
          new Rehearsal(scenario.personaIds().getFirst(), scenario.id(), Difficulty.EASY, 5);
      chat.open();
      List.of("Hello.", "How is the weather?", "I see.", "Okay.", "Right.", "Interesting.")
          .forEach(chat::say);
      double read = new ScoredCall(script).total();
      double chatted = new ScoredCall(chat).total();
      System.out.printf("%-26s script %.1f, chat %.1f%n", scenario.id(), read, chatted);
      assertThat(read).as(scenario.id()).isGreaterThan(chatted + 15);
    }
  }

  private static ScoredCall call(List<String> lines) {
    Rehearsal rehearsal = new Rehearsal("hannah-okoye", "discovery-why-now", Difficulty.EASY, 7);
    rehearsal.open();
    for (String line : lines) {
      rehearsal.say(line);
    }
    return new ScoredCall(rehearsal);
  }
}
