package com.quotahit.core.practice.buyer;

import java.util.List;
import java.util.Optional;

/** Says goodbye when the learner does, and what was agreed before that. */
final class Farewells {

  private Farewells() {}

  static Optional<List<Line>> answer(Call call) {
    CallMemory memory = call.memory;
    if (memory.ended) {
      return Call.move(call.say("after_end", new Effect.Ended()).or(() -> call.say("last_resort")));
    }
    boolean leaving = call.heard.did(Act.GOODBYE) && !call.heard.question();
    boolean done =
        memory.agreed.isPresent()
            && call.heard.did(Act.THANKS)
            && !call.heard.question()
            && call.heard.words() < 25;
    if (!leaving && !done) {
      return Optional.empty();
    }
    Optional<Line> agreed =
        memory.agreed.flatMap(
            when -> call.say("confirmed", new Effect.Nothing(), java.util.Map.of("time", when)));
    return Call.move(agreed, call.speak(call.persona().phrases().bye(), new Effect.Ended()));
  }
}
