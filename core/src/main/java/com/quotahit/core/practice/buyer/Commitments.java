package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.Objection;
import com.quotahit.core.practice.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The next step or the signature: given when nothing is left open, enough was earned, and there is
 * a date.
 */
final class Commitments {

  private Commitments() {}

  static Optional<List<Line>> answer(Call call) {
    CallMemory memory = call.memory;
    Heard heard = call.heard;
    boolean dated = heard.appointment().isPresent();
    boolean asked = heard.asksForCommitment();
    if (memory.agreed.isPresent()) {
      return asked || dated ? confirm(call) : Optional.empty();
    }
    if (!asked && !(dated && memory.askedForDay)) {
      return Optional.empty();
    }
    if (call.scenario().negotiation().isPresent() && !memory.settled) {
      return bargainFirst(call);
    }
    if (memory.settled) {
      return agree(call);
    }
    Optional<Objection> unsettled = memory.unsettled();
    boolean leftAside = memory.open().isEmpty() && !memory.notRaised().isEmpty();
    if (unsettled.isPresent() && !leftAside && !overlooks(call)) {
      return stillOpen(call, unsettled.get());
    }
    if (!memory.askedForDay) {
      Optional<List<Line>> raised = Raising.now(call, Objection.Moment.NEXT_STEP);
      if (raised.isPresent()) {
        return raised;
      }
    }
    if (memory.interest < needed(call)) {
      return Call.move(
          call.speak(call.scenario().outcome().decline(), new Effect.Nothing()), probe(call));
    }
    if (!dated && memory.proposed.isEmpty() && !memory.askedForDay) {
      return Call.move(like(call), call.say("which_day", new Effect.AskedForDay()));
    }
    return agree(call);
  }

  /**
   * One point that was left aside is no obstacle at the lower levels when enough else was earned.
   */
  private static boolean overlooks(Call call) {
    return call.difficulty().ordinal() < Difficulty.HARD.ordinal()
        && call.memory.open().isEmpty()
        && call.memory.parked() == 1
        && call.memory.interest > needed(call) + 6;
  }

  private static Optional<List<Line>> agree(Call call) {
    Scenario.Outcome outcome = call.scenario().outcome();
    String when =
        call.heard
            .appointment()
            .or(() -> call.memory.proposed)
            .orElse(call.memory.settled ? "Friday" : "next week");
    return Call.move(
        call.speak(outcome.agree(), new Effect.Agreed(when), Map.of("time", when)),
        call.memory.promised && call.choice.chance(0.6) ? call.say("promise") : Optional.empty());
  }

  private static Optional<List<Line>> confirm(Call call) {
    String when = call.heard.appointment().or(() -> call.memory.agreed).orElse("next week");
    return Call.move(
        call.say("confirmed", new Effect.Agreed(when), Map.of("time", when))
            .or(() -> call.say("already")));
  }

  private static Optional<List<Line>> stillOpen(Call call, Objection objection) {
    CallMemory.Standing standing = call.memory.standing(objection.id());
    if (standing.answered >= call.difficulty().concessionThreshold()) {
      return Call.move(call.speak(objection.concede(), new Effect.Conceded(objection.id())));
    }
    return Call.move(
        call.say("open_points", new Effect.Raised(objection.id())),
        call.speak(objection.press(), new Effect.Nothing()));
  }

  private static Optional<List<Line>> bargainFirst(Call call) {
    return Call.move(
        call.say("bargain_first"),
        call.memory.demandStep < 0
            ? call.scenario()
                .negotiation()
                .flatMap(terms -> Bargaining.demand(call, terms, 0))
                .map(List::getLast)
            : Optional.empty());
  }

  private static Optional<Line> like(Call call) {
    return call.opener(call.persona().phrases().like(), 0.5);
  }

  private static Optional<Line> probe(Call call) {
    return call.choice.chance(0.3) ? call.say("probe", new Effect.Asked()) : Optional.empty();
  }

  private static double needed(Call call) {
    return switch (call.difficulty()) {
      case EASY -> 16;
      case MEDIUM -> 26;
      case HARD -> 34;
      case EXPERT -> 40;
    };
  }
}
