package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Guidance;
import com.quotahit.core.practice.Scenario;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Answers that a stage direction asks for. */
final class Directions {

  private static final int SILENCES_MAX = 3;

  private Directions() {}

  static Optional<List<Line>> answer(Call call, String guidance) {
    if (guidance.contains(Guidance.OPEN)) {
      return open(call);
    }
    if (guidance.contains(Guidance.PICK_UP)) {
      return Call.move(call.speak(call.persona().phrases().pickUp(), new Effect.Nothing()));
    }
    if (guidance.contains(Guidance.SILENCE)) {
      return call.memory.silences >= SILENCES_MAX
          ? Call.move(call.say("silence_end", new Effect.Ended()))
          : Call.move(call.say("silence"));
    }
    if (guidance.contains(Guidance.TIME_UP)) {
      return timeUp(call);
    }
    if (guidance.contains(Guidance.INTERRUPT)) {
      return Call.move(call.say("interrupt"), call.say("probe", new Effect.Asked()));
    }
    if (guidance.contains(Guidance.RESUMED)) {
      return Call.move(call.say("resumed"), call.say("resumed_where", new Effect.Asked()));
    }
    return Optional.empty();
  }

  static Optional<List<Line>> open(Call call) {
    List<String> first =
        call.scenario()
            .gatekeeper()
            .map(gate -> gate.pickUp())
            .orElseGet(() ->
                call.scenario().contact() == Scenario.Contact.UNEXPECTED
                    ? call.persona().phrases().pickUp()
                    : call.persona().phrases().welcome());
    return Call.move(call.speak(first, new Effect.Nothing()));
  }

  private static Optional<List<Line>> timeUp(Call call) {
    Optional<Line> open =
        call.memory
            .agreed
            .map(when -> call.say("time_up_agreed", new Effect.Nothing(), Map.of("time", when)))
            .orElseGet(() -> call.say("time_up_open"));
    return Call.move(
        call.say("time_up"), open, call.speak(call.persona().phrases().bye(), new Effect.Ended()));
  }
}
