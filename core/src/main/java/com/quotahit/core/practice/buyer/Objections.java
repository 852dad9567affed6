package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Objection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** While an objection is open: lets go of it when the answer was good enough, otherwise insists. */
final class Objections {

  private static final int TRIES_MAX = 3;

  private Objections() {}

  static Optional<List<Line>> answer(Call call) {
    return call.memory.open().flatMap(objection -> answer(call, objection));
  }

  private static Optional<List<Line>> answer(Call call, Objection objection) {
    CallMemory.Standing standing = call.memory.standing(objection.id());
    if (standing.answered >= call.difficulty().concessionThreshold()) {
      return concede(call, objection);
    }
    if (call.heard.asksForCommitment()) {
      return Commitments.answer(call);
    }
    if (call.heard.did(Act.SUMMARY)) {
      return Call.move(call.say("summary_right"), call.say("back_to"));
    }
    if (Questions.answerable(call)) {
      return Questions.answer(call).map(lines -> withReminder(call, lines));
    }
    if (standing.tries > 0 && !addressed(call, objection) && call.choice.chance(0.6)) {
      return Listening.reaction(call);
    }
    if (standing.tries >= TRIES_MAX) {
      return Call.move(call.say("park", new Effect.Parked(objection.id())));
    }
    if (call.heard.did(Act.DISMISS)) {
      return Call.move(call.say("dismissed", new Effect.Pressed(objection.id())));
    }
    Optional<Line> pressed = call.speak(objection.press(), new Effect.Pressed(objection.id()));
    if (pressed.isEmpty()) {
      return Call.move(call.say("park", new Effect.Parked(objection.id())));
    }
    boolean asked = call.heard.question();
    return Call.move(
        asked ? call.opener(call.language.line("softened"), 0.3) : doubt(call), pressed);
  }

  private static Optional<List<Line>> concede(Call call, Objection objection) {
    Effect conceded = new Effect.Conceded(objection.id());
    List<Line> lines = new ArrayList<>();
    call.speak(objection.concede(), conceded)
        .or(() -> call.speak(call.persona().phrases().like(), conceded))
        .or(() -> call.say("last_resort", conceded))
        .ifPresent(lines::add);
    call.memory.openObjection = Optional.empty();
    call.memory.standing(objection.id()).conceded = true;
    if (call.heard.asksForCommitment()) {
      Commitments.answer(call).ifPresent(lines::addAll);
    } else if (call.heard.question() && !call.heard.topics().isEmpty()) {
      Questions.answer(call).ifPresent(lines::addAll);
    }
    return Optional.of(lines);
  }

  private static boolean addressed(Call call, Objection objection) {
    Heard heard = call.heard;
    return heard.answers().getOrDefault(objection.id(), 0.0) > 0.2
        || heard.did(Act.EMPATHY)
        || heard.did(Act.CHECK)
        || heard.did(Act.EVIDENCE)
        || heard.question();
  }

  private static Optional<Line> doubt(Call call) {
    double skeptical = 0.2 + call.traits().skepticism() / 250.0;
    return call.opener(call.persona().phrases().doubt(), skeptical);
  }

  private static List<Line> withReminder(Call call, List<Line> lines) {
    boolean justRaised = call.memory.turnsSinceObjection <= 1;
    Optional<Line> reminder =
        justRaised || !call.choice.chance(0.4) ? Optional.empty() : call.say("back_to");
    List<Line> all = new ArrayList<>(lines);
    reminder.ifPresent(all::add);
    return all;
  }
}
