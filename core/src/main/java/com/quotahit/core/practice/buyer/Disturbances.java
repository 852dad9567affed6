package com.quotahit.core.practice.buyer;

import java.util.List;
import java.util.Optional;

/**
 * Insults, attempts to get behind the curtain, noise, and talk about something else: always in
 * character.
 */
final class Disturbances {

  private static final int ATTACKS_MAX = 4;

  private Disturbances() {}

  static Optional<List<Line>> answer(Call call) {
    Heard heard = call.heard;
    if (heard.did(Act.INSULT)) {
      return call.memory.insults > 1
          ? end(call, "insult_end")
          : Call.move(call.say("insult", new Effect.Warned()));
    }
    if (heard.did(Act.ATTACK)) {
      return call.memory.attacks > ATTACKS_MAX
          ? end(call, "attack_end")
          : Call.move(call.say("attack"));
    }
    if (call.memory.patience <= 0) {
      return end(call, "impatient_end");
    }
    if (heard.gibberish()) {
      return Call.move(call.say("gibberish"));
    }
    if (heard.did(Act.REPEAT)) {
      return again(call);
    }
    if (heard.did(Act.PRESSURE)) {
      return Call.move(call.say("pressure"));
    }
    return heard.offTopic() ? Call.move(call.say("offtopic")) : Optional.empty();
  }

  static Optional<List<Line>> end(Call call, String use) {
    return Call.move(
        call.say(use, new Effect.Ended())
            .or(() -> call.speak(call.persona().phrases().bye(), new Effect.Ended())));
  }

  /** Says what matters again in other words. */
  private static Optional<List<Line>> again(Call call) {
    return call.memory
        .open()
        .flatMap(objection ->
            Call.move(
                call.say("repeat"),
                call.speak(objection.raise(), new Effect.Nothing())
                    .or(() -> call.speak(objection.press(), new Effect.Pressed(objection.id())))));
  }
}
