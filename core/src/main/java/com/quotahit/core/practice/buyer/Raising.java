package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Focus;
import com.quotahit.core.practice.Objection;
import com.quotahit.core.practice.Objection.Moment;
import java.util.List;
import java.util.Optional;

/** Brings up the next objection when it is its moment. */
final class Raising {

  private Raising() {}

  /** Raises an objection that fits the moment, if one is left and none is open. */
  static Optional<List<Line>> now(Call call, Moment moment) {
    if (call.memory.open().isPresent() || call.memory.settled || call.memory.agreed.isPresent()) {
      return Optional.empty();
    }
    List<Objection> left = call.memory.notRaised();
    return left.stream()
        .filter(objection -> objection.moments().contains(moment))
        .findFirst()
        .or(() ->
            moment == Moment.OPENING
                ? Optional.empty()
                : left.stream().filter(o -> !openingOnly(o)).findFirst())
        .flatMap(objection -> raise(call, objection));
  }

  /** True when enough was said since the last one. */
  static boolean due(Call call) {
    int gap =
        switch (call.difficulty()) {
          case EASY -> 5;
          case MEDIUM -> 3;
          case HARD -> 2;
          case EXPERT -> 1;
        };
    boolean eager =
        call.brief.focus() == Focus.OBJECTION || call.brief.focus() == Focus.NEGOTIATION;
    return call.memory.turn > 1 && call.memory.turnsSinceObjection > (eager ? gap - 1 : gap);
  }

  static Moment moment(Heard heard) {
    if (heard.did(Act.PRICE)) {
      return Moment.PRICE;
    }
    if (heard.did(Act.NEXT_STEP) || heard.did(Act.CLOSE)) {
      return Moment.NEXT_STEP;
    }
    if (heard.did(Act.EVIDENCE)) {
      return Moment.PROOF;
    }
    return heard.pitching() ? Moment.PITCH : Moment.ANY;
  }

  private static boolean openingOnly(Objection objection) {
    return objection.id().equals("no-time");
  }

  private static Optional<List<Line>> raise(Call call, Objection objection) {
    boolean named = call.heard.asksForCommitment() || call.choice.chance(0.35);
    return call.speak(objection.raise(), new Effect.Raised(objection.id()))
        .flatMap(line ->
            Call.move(named ? call.say("before") : call.acknowledge(0.35), Optional.of(line)));
  }
}
