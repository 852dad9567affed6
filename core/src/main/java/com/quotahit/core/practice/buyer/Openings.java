package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Objection;
import com.quotahit.core.practice.Scenario;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The first minute: who is this, what is it about, and yes, two minutes. */
final class Openings {

  private static final int LAST_TURN = 4;

  private Openings() {}

  static Optional<List<Line>> answer(Call call) {
    Heard heard = call.heard;
    CallMemory memory = call.memory;
    if (memory.turn > LAST_TURN || memory.open().isPresent() || alreadyAsking(heard)) {
      return Optional.empty();
    }
    boolean cold = call.scenario().contact() == Scenario.Contact.UNEXPECTED;
    if (cold && memory.repName.isEmpty() && memory.repCompany.isEmpty() && !memory.askedWho) {
      return Call.move(call.acknowledge(0.3), call.say("who", new Effect.AskedWho()));
    }
    if (heard.did(Act.SMALL_TALK)) {
      return Call.move(
          call.say(smallTalk(heard.text().toLowerCase(Locale.ROOT))),
          memory.purposeKnown || !cold ? Optional.empty() : why(call));
    }
    if (heard.did(Act.AGENDA) && !cold) {
      return Call.move(call.acknowledge(0.4), call.say("agenda"));
    }
    if (heard.did(Act.PERMISSION)) {
      return cold
          ? Raising.now(call, Objection.Moment.OPENING)
              .filter(_ -> call.difficulty().ordinal() > 0)
              .or(() -> Call.move(call.say("minute_yes")))
          : Call.move(call.say("minute_fine"));
    }
    if (cold && !memory.purposeKnown) {
      return Call.move(why(call));
    }
    boolean hello = (heard.did(Act.GREETING) || heard.did(Act.INTRODUCTION)) && heard.words() < 14;
    return hello && !cold
        ? Call.move(call.say("why_named").or(() -> call.say("why")))
        : Optional.empty();
  }

  /** A caller who comes straight to a question gets an answer, not a greeting. */
  private static boolean alreadyAsking(Heard heard) {
    boolean opening =
        heard.did(Act.PERMISSION) || heard.did(Act.SMALL_TALK) || heard.did(Act.AGENDA);
    return !heard.topics().isEmpty() && heard.words() > 6 && !opening;
  }

  private static String smallTalk(String plain) {
    if (plain.contains("know") || plain.contains("meet")) {
      return "acquaintance";
    }
    return plain.contains("how are") || plain.contains("how's it") ? "howareyou" : "smalltalk";
  }

  private static Optional<Line> why(Call call) {
    return call.memory.repName.isPresent()
        ? call.say("why_named", new Effect.Asked()).or(() -> call.say("why", new Effect.Asked()))
        : call.say("why", new Effect.Asked());
  }
}
