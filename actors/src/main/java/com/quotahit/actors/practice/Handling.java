package com.quotahit.actors.practice;

import com.quotahit.actors.practice.CallReading.Found;
import com.quotahit.actors.practice.CallReading.Spoken;
import com.quotahit.core.practice.buyer.Act;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The four steps of answering an objection, each counted once: acknowledge, ask behind it, give
 * evidence, check whether it is settled.
 */
final class Handling {

  private Handling() {}

  static List<Found> in(CallReading call, List<String> examples) {
    List<Found> found = new ArrayList<>();
    add(found, call, examples, sentence -> sentence.acts().contains(Act.EMPATHY));
    add(
        found,
        call,
        examples,
        sentence -> sentence.question() && call.nearness(sentence, examples) > 0.42);
    add(found, call, examples, sentence -> sentence.acts().contains(Act.EVIDENCE));
    add(
        found,
        call,
        examples,
        sentence -> sentence.acts().contains(Act.CHECK) && sentence.question());
    return found;
  }

  private static void add(
      List<Found> found, CallReading call, List<String> examples, Predicate<Spoken> step) {
    Optional<Spoken> first =
        call.learner().stream()
            .filter(sentence -> sentence.turn() > 2)
            .filter(step)
            .filter(sentence -> found.stream().noneMatch(each -> each.sentence() == sentence))
            .findFirst();
    first.ifPresent(sentence -> found.add(new Found(sentence, call.nearness(sentence, examples))));
  }
}
