package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Gatekeeper;
import java.util.List;
import java.util.Optional;

/**
 * The gatekeeper: asks who and what for, and puts through a caller who gives a reason worth passing
 * on.
 */
final class FrontDesk {

  private static final int CHANCES = 6;

  private FrontDesk() {}

  static Optional<List<Line>> answer(Call call) {
    Optional<Gatekeeper> gatekeeper = call.scenario().gatekeeper();
    if (call.memory.putThrough || gatekeeper.isEmpty()) {
      return Optional.empty();
    }
    Gatekeeper gate = gatekeeper.get();
    if (wins(call)) {
      return Call.move(call.speak(gate.transfer(), new Effect.PutThrough()));
    }
    if (call.memory.gateAsked >= CHANCES || call.heard.did(Act.GOODBYE)) {
      return Call.move(call.speak(gate.refuse(), new Effect.Ended()));
    }
    boolean named = call.memory.repName.isPresent() || call.memory.repCompany.isPresent();
    List<String> questions = gate.questions();
    List<String> wanted =
        named
            ? List.of(questions.get(0), questions.get(3), questions.get(2))
            : List.of(questions.get(1));
    Effect asked = new Effect.GateAsked();
    return Call.move(
        call.heard.did(Act.TRANSFER) || call.memory.gateAsked > 1
            ? call.speak(gate.deflect(), asked)
            : Optional.empty(),
        call.speakInOrder(wanted, asked)
            .or(() -> call.speak(gate.deflect(), asked))
            .or(() -> call.speak(gate.refuse(), new Effect.Ended())));
  }

  private static boolean wins(Call call) {
    CallMemory memory = call.memory;
    int merits =
        (memory.repName.isPresent() || memory.repCompany.isPresent() ? 1 : 0)
            + (memory.gateReason ? 2 : 0)
            + (call.heard.did(Act.HELP) || call.heard.did(Act.THANKS) ? 1 : 0)
            + (call.heard.did(Act.EVIDENCE) || !memory.claims.isEmpty() ? 1 : 0);
    int needed =
        switch (call.difficulty()) {
          case EASY -> 2;
          case MEDIUM, HARD -> 3;
          case EXPERT -> 4;
        };
    return memory.gateReason && merits >= needed;
  }
}
