package com.quotahit.core.practice.buyer;

import com.quotahit.core.json.BuyerContent;
import com.quotahit.core.json.PracticeContent;
import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.Focus;
import com.quotahit.core.practice.Guidance;
import com.quotahit.core.practice.HiddenFact;
import com.quotahit.core.practice.Objection;
import com.quotahit.core.practice.PracticeCatalog;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A call with the simulated buyer written as a score: what each sentence of the learner means is
 * said beforehand, to the hundredth, so that what the buyer makes of it can be reckoned.
 */
final class BuyerScore {

  static final PracticeCatalog CATALOG = PracticeContent.shipped();
  static final BuyerLanguage LANGUAGE = BuyerContent.shipped();

  /** Says nothing to the matter, for time to pass. */
  static final String FILLER = "Plenty of teams look at it the same way.";

  final BuyerBrief brief;
  final List<Said> conversation = new ArrayList<>();
  private final Map<String, Nearness> meanings = new HashMap<>();

  BuyerScore(String scenario, Difficulty difficulty, long seed) {
    this.brief =
        new BuyerBrief(
            CATALOG.personas().get((int) Math.floorMod(seed, (long) CATALOG.personas().size())),
            CATALOG.scenario(scenario).orElseThrow(),
            difficulty,
            Focus.GENERAL,
            "en",
            seed,
            Optional.empty(),
            List.of());
  }

  /** A sentence that answers this objection as well as {@code quality} in [0, 1] says. */
  BuyerScore answers(String sentence, Objection objection, double quality) {
    return means(sentence, Intents.objection(objection.id()), 0.30 + 0.32 * quality);
  }

  /** A question that reaches for this fact. */
  BuyerScore reachesFor(String question, HiddenFact fact) {
    return means(question, Intents.fact(fact.id()), 0.95);
  }

  private BuyerScore means(String sentence, String intent, double nearness) {
    meanings.put(sentence, new Nearness(Map.of(intent, nearness)));
    return this;
  }

  String opens() {
    return said(buyer().reply(conversation, Optional.of(Guidance.OPEN)));
  }

  String says(String text) {
    conversation.add(new Said.ByLearner(text));
    return said(buyer().reply(conversation, Optional.empty()));
  }

  /** The buyer's last answer was heard only this far. */
  BuyerScore cutAfter(int characters) {
    Said.ByBuyer whole = (Said.ByBuyer) conversation.removeLast();
    conversation.add(new Said.ByBuyer(whole.text().substring(0, characters)));
    return this;
  }

  /** Talks until something stands in the way; gives what it is. */
  Objection untilAnObjection() {
    for (int i = 0; i < 20; i++) {
      Optional<Objection> raised = raisedIn(says(FILLER));
      if (raised.isPresent()) {
        return raised.get();
      }
    }
    throw new AssertionError("nothing stood in the way: " + conversation);
  }

  Optional<Objection> raisedIn(String reply) {
    return brief.scenario().objections().stream()
        .filter(objection -> objection.raise().stream().anyMatch(reply::contains))
        .findFirst();
  }

  /** Every answer comes from a buyer who has just been made: nothing is kept but the words. */
  private SimulatedBuyer buyer() {
    return new SimulatedBuyer(
        brief, LANGUAGE, sentence -> meanings.getOrDefault(sentence, Nearness.UNKNOWN));
  }

  private String said(String reply) {
    conversation.add(new Said.ByBuyer(reply));
    return reply;
  }
}
