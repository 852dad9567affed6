package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Topic;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What the buyer understood of one turn of the learner.
 *
 * @param topics asked about, strongest first
 * @param answers how well the turn answers each objection, in [0, 1]
 * @param factProbes how closely the turn asks for each hidden fact
 * @param gibberish true when hardly a word of it is one
 * @param offTopic true when it is about nothing that belongs here
 */
record Heard(
    String text,
    int words,
    Set<Act> acts,
    List<Topic> topics,
    Map<String, Double> answers,
    Map<String, Double> factProbes,
    Map<String, Double> meant,
    List<Claim> claims,
    Optional<String> appointment,
    Optional<String> name,
    Optional<String> company,
    boolean question,
    boolean gibberish,
    boolean offTopic) {

  boolean did(Act act) {
    return acts.contains(act);
  }

  double meant(String act) {
    return meant.getOrDefault(act, 0.0);
  }

  /** A question that stays on the last answer: "what happens then?". */
  boolean followsUp() {
    return question && words < 22 && meant("followup") > 0.5;
  }

  /** Asks for a meeting, a signature, a date. */
  boolean asksForCommitment() {
    return did(Act.NEXT_STEP)
        || did(Act.CLOSE)
        || meant("next_step") > 0.55
        || meant("close") > 0.6
        || appointment.isPresent() && did(Act.PROPOSAL);
  }

  /** A statement about the product, long or short, that asks nothing. */
  boolean pitching() {
    return !question
        && words > 8
        && (meant("pitch") > 0.33 || meant("value") > 0.4 || !claims.isEmpty());
  }
}
