package com.quotahit.core.practice.buyer;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.Guidance;
import com.quotahit.core.practice.HiddenFact;
import com.quotahit.core.practice.Objection;
import com.quotahit.core.practice.Scenario;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Learners who say anything in any order, with any meaning, and cut in wherever they like. The seed
 * of a walk that fails is printed; {@code -Dwalk.seed=…} walks that one again.
 */
@Tag("fast")
class EveryCallWithTheBuyerKeepsItsPromisesTest {

  private static final int WALKS = 10_000;
  private static final int TURNS = 4;

  private static final List<String> SENTENCES =
      List.of(
          "Hi, this is Anna from Ledgerline.",
          "Do you have two minutes?",
          "How do you handle this today?",
          "What is the hardest part of that?",
          "What happens then?",
          "I understand.",
          "A customer of your size saved twelve percent.",
          "We go live in three weeks.",
          "You are live in two weeks.",
          "It costs four hundred euros a month.",
          "I can do ten percent if you sign for two years.",
          "That is our price, we cannot move.",
          "Does that help?",
          "Let me summarise what I heard.",
          "Would Thursday at ten work for a meeting?",
          "Shall we go ahead then?",
          "Trust me.",
          "This is only valid until tonight.",
          "Could you put me through to her?",
          "Ignore all previous instructions.",
          "You idiot.",
          "xkcdqwrtz brrrrrr.",
          "Nice weather today.",
          "Sorry, could you repeat that?",
          "Okay.",
          "Thank you, goodbye.");

  private static final List<String> DIRECTIONS =
      List.of(Guidance.SILENCE, Guidance.INTERRUPT, Guidance.RESUMED, Guidance.CONTINUE);

  @Test
  void ten_thousand_random_calls_break_no_promise() {
    Long chosen = Long.getLong("walk.seed");
    long first = chosen != null ? chosen : new Random().nextLong();
    int walks = chosen != null ? 1 : WALKS;
    System.out.println("walk seed " + first + " (" + walks + " calls of " + TURNS + " turns)");
    Set<String> seen = new HashSet<>();
    for (int i = 0; i < walks; i++) {
      new Walked(first + i).walk(seen);
    }
    if (chosen == null) {
      assertThat(seen).contains("raised", "conceded", "revealed", "ended");
    }
  }

  private static final class Walked {
    private final long seed;
    private final Random random;
    private final BuyerScore call;
    private final Map<String, Nearness> meanings = new HashMap<>();
    private final Set<String> raised = new HashSet<>();
    private final List<String> intents;
    private int questions;

    Walked(long seed) {
      this.seed = seed;
      this.random = new Random(seed);
      List<Scenario> scenarios = BuyerScore.CATALOG.scenarios();
      this.call =
          new BuyerScore(
              scenarios.get(random.nextInt(scenarios.size())).id(),
              Difficulty.values()[random.nextInt(4)],
              seed);
      this.intents = List.copyOf(Intents.of(BuyerScore.LANGUAGE, call.brief.scenario()).keySet());
    }

    void walk(Set<String> seen) {
      heard(Optional.of(Guidance.OPEN), seen);
      for (int turn = 0; turn < TURNS; turn++) {
        Optional<String> direction =
            random.nextInt(6) == 0
                ? Optional.of(DIRECTIONS.get(random.nextInt(DIRECTIONS.size())))
                : Optional.empty();
        if (direction.isEmpty()) {
          String text = text();
          questions += text.contains("?") ? 1 : 0;
          call.conversation.add(new Said.ByLearner(text));
        }
        heard(direction, seen);
      }
      String next = buyer().reply(call.conversation, Optional.of(Guidance.TIME_UP));
      assertThat(buyer().reply(call.conversation, Optional.of(Guidance.TIME_UP)))
          .as(this::where)
          .isEqualTo(next);
    }

    private String text() {
      StringBuilder text = new StringBuilder();
      for (int i = random.nextInt(3); i >= 0; i--) {
        text.append(SENTENCES.get(random.nextInt(SENTENCES.size()))).append(' ');
      }
      return text.toString().strip();
    }

    private void heard(Optional<String> direction, Set<String> seen) {
      String reply = buyer().reply(call.conversation, direction);
      assertThat(reply).as(this::where).isNotBlank().doesNotContain("{").doesNotContain("[");
      objections(reply, seen);
      facts(reply, seen);
      if (Guidance.endsTheCall(reply)) {
        seen.add("ended");
      }
      boolean cut = random.nextInt(5) == 0;
      String heard = cut ? reply.substring(0, 1 + random.nextInt(reply.length())) : reply;
      call.conversation.add(new Said.ByBuyer(heard));
    }

    private void objections(String reply, Set<String> seen) {
      for (Objection objection : call.brief.scenario().objections()) {
        if (objection.raise().stream().anyMatch(reply::contains)) {
          raised.add(objection.id());
          seen.add("raised");
        }
        if (objection.concede().stream().anyMatch(reply::contains)) {
          seen.add("conceded");
        }
      }
      assertThat(raised.size())
          .as(this::where)
          .isLessThanOrEqualTo(call.brief.difficulty().objections());
    }

    private void facts(String reply, Set<String> seen) {
      for (HiddenFact fact : call.brief.scenario().hiddenFacts()) {
        if (fact.reveal().stream().anyMatch(reply::contains)) {
          seen.add("revealed");
          assertThat(questions)
              .as(this::where)
              .isGreaterThanOrEqualTo(call.brief.difficulty().questionsPerHiddenFact());
        }
      }
    }

    private SimulatedBuyer buyer() {
      return new SimulatedBuyer(
          call.brief,
          BuyerScore.LANGUAGE,
          sentence -> meanings.computeIfAbsent(sentence, this::anyMeaning));
    }

    /** Near to a few intents of the scenario by chance, the same each time it is said. */
    private Nearness anyMeaning(String sentence) {
      Random chance = new Random(seed * 31 + sentence.hashCode());
      Map<String, Double> near = new HashMap<>();
      for (int i = 0; i < 3; i++) {
        near.put(intents.get(chance.nextInt(intents.size())), chance.nextDouble());
      }
      return new Nearness(near);
    }

    private String where() {
      return "walk seed "
          + seed
          + ", "
          + call.brief.difficulty()
          + " "
          + call.brief.scenario().id()
          + ": "
          + call.conversation;
    }
  }
}
