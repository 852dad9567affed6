package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.Negotiation;
import com.quotahit.core.practice.ScenarioType;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The price. A gift is pocketed and more is asked for; a trade or a reason moves the demand one
 * step down; an offer at or above the demand settles it.
 */
final class Bargaining {

  private static final int RENEWAL_OPENS_BY_TURN = 3;

  private Bargaining() {}

  static Optional<List<Line>> answer(Call call) {
    return call.scenario().negotiation().flatMap(negotiation -> answer(call, negotiation));
  }

  private static Optional<List<Line>> answer(Call call, Negotiation terms) {
    CallMemory memory = call.memory;
    if (memory.settled) {
      return Optional.empty();
    }
    Heard heard = call.heard;
    Optional<Integer> offer = Claim.percent(heard.claims());
    boolean offers =
        heard.did(Act.DISCOUNT) && offer.isPresent() || offer.isPresent() && heard.did(Act.TRADE);
    if (memory.demandStep < 0) {
      boolean time =
          offers || memory.turn >= opensBy(call) || heard.did(Act.PRICE) || heard.did(Act.CLOSE);
      return time && (!heard.question() || heard.did(Act.CLOSE) || offers)
          ? demand(call, terms, 0)
          : Optional.empty();
    }
    if (offers && offer.get() >= demanded(terms, memory.demandStep)) {
      return settle(call, terms);
    }
    if (heard.did(Act.TRADE)) {
      return traded(call, terms, offer);
    }
    if (offers) {
      return Call.move(
          call.speak(terms.pocketed(), new Effect.Nothing()),
          call.say("too_low", new Effect.Nothing(), percent(offer.get())));
    }
    if (heard.did(Act.HOLD) || heard.did(Act.VALUE) || heard.did(Act.EVIDENCE)) {
      return held(call, terms);
    }
    return heard.did(Act.CLOSE)
        ? Call.move(call.speak(call.scenario().outcome().unsure(), new Effect.Nothing()))
        : Optional.empty();
  }

  private static Optional<List<Line>> traded(
      Call call, Negotiation terms, Optional<Integer> offer) {
    int step = Math.min(call.memory.demandStep + 1, terms.demands().size() - 1);
    boolean last = call.memory.demandStep == terms.demands().size() - 1;
    if (offer.isPresent() && offer.get() >= demanded(terms, step)
        || offer.isEmpty() && (last || call.difficulty() == Difficulty.EASY)) {
      return settle(call, terms);
    }
    return Call.move(
        offer.isPresent()
            ? call.say("too_low", new Effect.Nothing(), percent(offer.get()))
            : Optional.empty(),
        call.speak(terms.yield(), new Effect.Demanded(step), percent(demanded(terms, step)))
            .or(() -> call.say("what_else")));
  }

  private static Optional<List<Line>> held(Call call, Negotiation terms) {
    boolean reason = call.heard.words() > 8;
    call.memory.holds += reason ? 1 : 0;
    int needed = call.difficulty().ordinal() >= Difficulty.HARD.ordinal() ? 2 : 1;
    boolean last = call.memory.demandStep == terms.demands().size() - 1;
    if (!reason || call.memory.holds < needed || last) {
      return Call.move(call.speak(terms.hold(), new Effect.Nothing()).or(() -> call.say("park")));
    }
    int step = call.memory.demandStep + 1;
    return Call.move(
        call.speak(terms.yield(), new Effect.Demanded(step), percent(demanded(terms, step)))
            .or(() -> call.say("what_else")));
  }

  static Optional<List<Line>> demand(Call call, Negotiation terms, int step) {
    return Call.move(
        call.acknowledge(0.3),
        call.speak(terms.demand(), new Effect.Demanded(step), percent(demanded(terms, step))));
  }

  private static Optional<List<Line>> settle(Call call, Negotiation terms) {
    return Call.move(call.speak(terms.settle(), new Effect.Settled()));
  }

  private static int opensBy(Call call) {
    return call.scenario().type() == ScenarioType.NEGOTIATION ? 2 : RENEWAL_OPENS_BY_TURN;
  }

  private static int demanded(Negotiation terms, int step) {
    return terms.demands().get(step);
  }

  private static Map<String, String> percent(int value) {
    return Map.of("percent", Integer.toString(value));
  }
}
