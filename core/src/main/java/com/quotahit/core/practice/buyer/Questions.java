package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.HiddenFact;
import com.quotahit.core.practice.Manner;
import com.quotahit.core.practice.Topic;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Answers what was asked: from the surface down, and the hidden only to those who reach for it. */
final class Questions {

  private Questions() {}

  static Optional<List<Line>> answer(Call call) {
    if (!call.heard.question()) {
      return Optional.empty();
    }
    return hidden(call)
        .or(() -> toldBefore(call))
        .or(() -> concerns(call))
        .or(() -> followUp(call))
        .or(() -> topic(call));
  }

  /** True when the question is about something that this buyer knows. */
  static boolean answerable(Call call) {
    return call.heard.question()
        && (!call.heard.topics().isEmpty()
            || call.heard.followsUp() && call.memory.lastTopic.isPresent()
            || call.scenario().hiddenFacts().stream()
                .anyMatch(fact -> Probes.relevant(fact, call.heard, call.memory, call.scenario())));
  }

  private static Optional<List<Line>> hidden(Call call) {
    for (HiddenFact fact : call.scenario().hiddenFacts()) {
      if (!call.memory.revealed.contains(fact.id())
          && Probes.relevant(fact, call.heard, call.memory, call.scenario())) {
        return told(call, fact)
            ? Call.move(
                call.acknowledge(0.2), call.speak(fact.reveal(), new Effect.Revealed(fact.id())))
            : topicLines(call, fact.topic())
                .or(() ->
                    Call.move(
                        call.acknowledge(0.3), call.speak(fact.deflect(), new Effect.Nothing())));
      }
    }
    return Optional.empty();
  }

  /** Asked again for what is out already: says it once more in other words. */
  private static Optional<List<Line>> toldBefore(Call call) {
    return call.scenario().hiddenFacts().stream()
        .filter(fact -> call.memory.revealed.contains(fact.id()))
        .filter(fact -> call.heard.factProbes().getOrDefault(fact.id(), 0.0) >= 0.6)
        .findFirst()
        .flatMap(fact -> call.speak(fact.reveal(), new Effect.Nothing()))
        .flatMap(line -> Call.move(call.say("as_said"), Optional.of(line)));
  }

  /** "What happens then?" goes deeper where the last answer stopped. */
  private static Optional<List<Line>> followUp(Call call) {
    if (!call.heard.followsUp()) {
      return Optional.empty();
    }
    return call.memory
        .lastTopic
        .flatMap(topic -> topicLines(call, topic))
        .or(() -> topicLines(call, Topic.PAIN))
        .or(() -> topicLines(call, Topic.IMPACT));
  }

  private static boolean told(Call call, HiddenFact fact) {
    return call.memory.probed.getOrDefault(fact.id(), 0)
        >= call.difficulty().questionsPerHiddenFact();
  }

  /** "What stands in the way?" brings up what is still unsaid. */
  private static Optional<List<Line>> concerns(Call call) {
    if (call.heard.topics().isEmpty() || call.heard.topics().getFirst() != Topic.CONCERNS) {
      return Optional.empty();
    }
    if (call.memory.open().isPresent()) {
      return Optional.empty();
    }
    return Raising.now(call, com.quotahit.core.practice.Objection.Moment.NEXT_STEP)
        .or(() -> topicLines(call, Topic.CONCERNS))
        .or(() ->
            call.memory.unsettled().isEmpty()
                ? Call.move(call.say("all_clear"))
                : Optional.empty());
  }

  private static Optional<List<Line>> topic(Call call) {
    for (Topic topic : call.heard.topics()) {
      Optional<List<Line>> lines = topicLines(call, topic);
      if (lines.isPresent()) {
        return lines;
      }
    }
    if (call.heard.topics().isEmpty()
        && (call.heard.did(Act.CHECK)
            || call.heard.did(Act.CLOSE)
            || call.heard.did(Act.NEXT_STEP)
            || call.heard.did(Act.DISCOUNT))) {
      return Optional.empty();
    }
    if (call.heard.did(Act.SUMMARY)) {
      return Optional.empty();
    }
    if (call.heard.topics().isEmpty() && call.heard.meant("clarify") > 0.45) {
      return Call.move(call.say("unclear", new Effect.Asked()));
    }
    if (call.heard.topics().isEmpty() && call.heard.did(Act.PERMISSION)) {
      return Call.move(call.say("minute_yes"));
    }
    if (call.heard.topics().isEmpty()) {
      return call.heard.words() < 26 ? Call.move(call.say("dont_know")) : Optional.empty();
    }
    return Call.move(call.say("exhausted"));
  }

  private static Optional<List<Line>> topicLines(Call call, Topic topic) {
    List<String> answers = call.scenario().answers().getOrDefault(topic, List.of());
    Optional<Line> first = call.speakInOrder(answers, new Effect.Answered(topic));
    if (first.isEmpty()) {
      return Optional.empty();
    }
    List<Line> lines = new ArrayList<>();
    call.acknowledge(acknowledging(call)).ifPresent(lines::add);
    Line line = first.get();
    lines.add(lines.isEmpty() ? call.coloured(line, 0.3) : line);
    if (call.choice.chance(call.traits().talkativeness() / 160.0)) {
      call.speakInOrder(answers, new Effect.Answered(topic)).ifPresent(lines::add);
    }
    if (call.manner(Manner.RAMBLING) && call.choice.chance(0.3)
        || call.memory.turn > 5 && call.choice.chance(0.05)) {
      call.speak(call.persona().phrases().aside(), new Effect.Nothing()).ifPresent(lines::add);
    }
    return Optional.of(lines);
  }

  private static double acknowledging(Call call) {
    return switch (call.persona().manner()) {
      case BLUNT, BRISK, SKEPTICAL -> 0.12;
      case FORMAL, ANALYTICAL -> 0.22;
      case WARM, EASYGOING, RAMBLING -> 0.28;
    };
  }
}
