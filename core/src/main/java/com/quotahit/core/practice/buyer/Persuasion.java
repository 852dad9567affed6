package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Objection;

/**
 * How far an answer has gone to settle an objection, in [0, 1]. Each merit counts once:
 * acknowledging 0.15, asking what lies behind it 0.20, an answer to the point up to 0.50, evidence
 * or a number 0.15, checking whether it is settled 0.10. A reluctance to talk at all melts by 0.20
 * with each good question. Brushing it aside costs 0.15.
 */
final class Persuasion {

  private Persuasion() {}

  static void weigh(CallMemory.Standing standing, Objection objection, Heard heard) {
    if (heard.did(Act.EMPATHY) && standing.credits.add("acknowledged")) {
      standing.answered += 0.15;
    }
    if (heard.question() && clarifies(heard) && standing.credits.add("asked")) {
      standing.answered += 0.20;
    }
    if ((heard.did(Act.EVIDENCE) || !heard.claims().isEmpty())
        && standing.credits.add("evidence")) {
      standing.answered += 0.15;
    }
    if (heard.did(Act.CHECK)
        && standing.tries + standing.credits.size() > 0
        && standing.credits.add("checked")) {
      standing.answered += 0.10;
    }
    if (!heard.topics().isEmpty() && objection.moments().contains(Objection.Moment.OPENING)) {
      standing.answered += 0.20;
    }
    double answer = 0.5 * heard.answers().getOrDefault(objection.id(), 0.0);
    standing.answered += Math.max(0, answer - standing.bestAnswer);
    standing.bestAnswer = Math.max(standing.bestAnswer, answer);
    standing.answered -= heard.did(Act.DISMISS) ? 0.15 : 0;
    standing.answered = Math.clamp(standing.answered, 0, 1);
  }

  private static boolean clarifies(Heard heard) {
    return heard.meant("clarify") > 0.4 || heard.words() < 30 || !heard.topics().isEmpty();
  }
}
