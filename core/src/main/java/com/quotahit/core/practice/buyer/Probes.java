package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.HiddenFact;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.Topic;
import java.util.List;

/**
 * Whether a question reaches for a hidden fact: by its meaning, or by staying on a topic to its
 * end.
 */
final class Probes {

  private static final double DIRECT = 0.78;
  private static final double ON_TOPIC = 0.66;

  private Probes() {}

  static boolean relevant(HiddenFact fact, Heard heard, CallMemory memory, Scenario scenario) {
    if (!heard.question()) {
      return false;
    }
    double near = heard.factProbes().getOrDefault(fact.id(), 0.0);
    boolean topic = heard.topics().contains(fact.topic());
    return near >= DIRECT
        || (near >= ON_TOPIC && topic)
        || (topic
            && heard.topics().getFirst() == fact.topic()
            && surfaceTold(fact.topic(), memory, scenario));
  }

  private static boolean surfaceTold(Topic topic, CallMemory memory, Scenario scenario) {
    int told = memory.answeredTopics.getOrDefault(topic, 0);
    return told >= Math.max(1, scenario.answers().getOrDefault(topic, List.of()).size());
  }
}
