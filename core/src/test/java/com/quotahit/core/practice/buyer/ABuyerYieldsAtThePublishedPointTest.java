package com.quotahit.core.practice.buyer;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.HiddenFact;
import com.quotahit.core.practice.Objection;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The parameters of a difficulty, as the learner meets them. */
@Tag("score")
class ABuyerYieldsAtThePublishedPointTest {

  private static final String SCENARIO = "objection-warm-but-wary";
  private static final String POINT = "Here is how that goes with us.";
  private static final int SEEDS = 5;

  /** What a seller does beside the answer itself, and what it is worth. */
  private record Manner(String words, double worth) {}

  private static final List<Manner> MANNERS =
      List.of(
          new Manner("", 0),
          new Manner("I understand. ", 0.15),
          new Manner("A customer of your size measured it. ", 0.15),
          new Manner("What makes you say that? ", 0.20),
          new Manner("I understand. A customer of your size measured it. ", 0.30),
          new Manner("I understand. What makes you say that? ", 0.35),
          new Manner("I understand. A customer of your size measured it. Does that help? ", 0.60));

  @Test
  void an_objection_falls_exactly_when_the_answer_reaches_the_threshold() {
    for (Difficulty difficulty : Difficulty.values()) {
      int fell = 0;
      int stood = 0;
      for (int seed = 1; seed <= SEEDS; seed++) {
        for (Manner manner : MANNERS) {
          for (double quality : new double[] {0, 0.15, 0.37, 0.57, 0.63, 0.87, 0.93, 1}) {
            double reached = manner.worth() + 0.5 * quality;
            if (Math.abs(reached - difficulty.concessionThreshold()) > 1e-6) {
              boolean falls = reached > difficulty.concessionThreshold();
              fell += falls ? 1 : 0;
              stood += falls ? 0 : 1;
              check(difficulty, seed, manner, quality, falls);
            }
          }
        }
      }
      System.out.printf(
          "%s: threshold %.2f, %d answers reached it and %d did not%n",
          difficulty, difficulty.concessionThreshold(), fell, stood);
      assertThat(fell).isPositive();
      assertThat(stood).isPositive();
    }
  }

  private static void check(
      Difficulty difficulty, long seed, Manner manner, double quality, boolean falls) {
    BuyerScore call = begun(difficulty, seed);
    Objection objection = call.untilAnObjection();
    String reply = call.answers(POINT, objection, quality).says(manner.words() + POINT);
    List<String> expected = falls ? objection.concede() : objection.press();
    assertThat(expected)
        .as(
            "%s, seed %d, %s answered with \"%s\" at %.2f: %s",
            difficulty, seed, objection.id(), manner.words(), quality, reply)
        .anyMatch(reply::contains);
  }

  @Test
  void the_same_half_answer_again_moves_nobody_and_a_better_one_does() {
    BuyerScore call = begun(Difficulty.MEDIUM, 3);
    Objection objection = call.untilAnObjection();
    call.answers(POINT, objection, 0.6).answers("Now the whole of it.", objection, 0.95);
    assertThat(objection.press()).anyMatch(call.says(POINT)::contains);
    assertThat(objection.concede()).noneMatch(call.says(POINT)::contains);
    assertThat(objection.concede()).anyMatch(call.says("Now the whole of it.")::contains);
  }

  @Test
  void brushing_a_worry_aside_costs_what_an_understanding_word_earns() {
    BuyerScore kind = begun(Difficulty.EASY, 5);
    Objection objection = kind.untilAnObjection();
    String kindly = kind.answers(POINT, objection, 0.7).says(POINT);
    assertThat(objection.concede()).anyMatch(kindly::contains);
    BuyerScore curt = begun(Difficulty.EASY, 5);
    curt.untilAnObjection();
    String curtly = curt.answers(POINT, objection, 0.7).says("Trust me. " + POINT);
    assertThat(objection.concede()).noneMatch(curtly::contains);
  }

  @Test
  void a_hidden_fact_comes_out_at_the_published_number_of_questions() {
    for (Difficulty difficulty : Difficulty.values()) {
      for (int seed = 1; seed <= SEEDS; seed++) {
        BuyerScore call = begun(difficulty, seed);
        HiddenFact fact = call.brief.scenario().hiddenFacts().getFirst();
        int asked = 0;
        boolean told = false;
        while (!told && asked < 4) {
          String question = "What did date number " + ++asked + " cost?";
          told =
              fact.reveal().stream()
                  .anyMatch(call.reachesFor(question, fact).says(question)::contains);
        }
        assertThat(asked)
            .as("%s, seed %d: %s", difficulty, seed, call.conversation)
            .isEqualTo(difficulty.questionsPerHiddenFact());
      }
    }
  }

  @Test
  void what_was_not_heard_of_an_objection_is_raised_again() {
    BuyerScore call = begun(Difficulty.EASY, 9);
    Objection first = call.untilAnObjection();
    call.cutAfter(3);
    assertThat(call.untilAnObjection()).isEqualTo(first);
    assertThat(call.answers(POINT, first, 1).says(POINT))
        .satisfies(reply -> assertThat(first.concede()).anyMatch(reply::contains));
    for (int i = 0; i < 12; i++) {
      assertThat(call.raisedIn(call.says(BuyerScore.FILLER))).isEmpty();
    }
  }

  private static BuyerScore begun(Difficulty difficulty, long seed) {
    BuyerScore call = new BuyerScore(SCENARIO, difficulty, seed);
    call.opens();
    call.says("Hello, this is Ann from Ledgerline.");
    return call;
  }
}
