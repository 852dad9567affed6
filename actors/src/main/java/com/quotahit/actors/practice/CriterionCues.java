package com.quotahit.actors.practice;

import com.quotahit.core.practice.buyer.Act;
import java.util.EnumSet;
import java.util.Map;
import java.util.Set;

/**
 * What must be there, beside the meaning, before the simulated grader believes that something was
 * done.
 */
final class CriterionCues {

  /**
   * @param acts any of these in the sentence speaks for it
   * @param question true when only a question can do it
   */
  record Cue(Set<Act> acts, boolean question) {}

  private static final Cue NONE = new Cue(Set.of(), false);
  private static final Cue QUESTION = new Cue(Set.of(), true);

  private static final Map<String, Cue> CUES =
      Map.ofEntries(
          Map.entry("introduced", said(Act.INTRODUCTION)),
          Map.entry("asked-permission", said(Act.PERMISSION)),
          Map.entry("set-agenda", said(Act.AGENDA)),
          Map.entry("asked-process", QUESTION),
          Map.entry("asked-pain", QUESTION),
          Map.entry("asked-impact", QUESTION),
          Map.entry("asked-decision", QUESTION),
          Map.entry("asked-timing", QUESTION),
          Map.entry("asked-decision-maker", QUESTION),
          Map.entry("summarised", said(Act.SUMMARY)),
          Map.entry("used-proof", said(Act.EVIDENCE)),
          Map.entry("acknowledged", said(Act.EMPATHY)),
          Map.entry("clarified-objection", QUESTION),
          Map.entry("checked-settled", asked(Act.CHECK)),
          Map.entry("neg-held", said(Act.HOLD)),
          Map.entry("neg-traded", said(Act.TRADE)),
          Map.entry("neg-why", QUESTION),
          Map.entry("confirmed-terms", said(Act.SUMMARY)),
          Map.entry("asked-commitment", asked(Act.CLOSE)),
          Map.entry("step-proposed", said(Act.NEXT_STEP, Act.PROPOSAL)),
          Map.entry("asked-obstacles", QUESTION),
          Map.entry("closed-politely", said(Act.THANKS, Act.GOODBYE)),
          Map.entry("demo-asked-first", QUESTION),
          Map.entry("demo-checked", asked(Act.CHECK)),
          Map.entry("gate-help", said(Act.HELP)),
          Map.entry("gate-transfer", said(Act.TRANSFER)),
          Map.entry("renewal-issue", QUESTION),
          Map.entry("false-urgency", said(Act.PRESSURE)),
          Map.entry("insulted", said(Act.INSULT)),
          Map.entry("talked-down", said(Act.DISMISS)),
          Map.entry("gave-discount", said(Act.DISCOUNT)));

  private CriterionCues() {}

  static Cue of(String criterionId) {
    return CUES.getOrDefault(criterionId, NONE);
  }

  private static Cue said(Act first, Act... more) {
    return new Cue(EnumSet.of(first, more), false);
  }

  private static Cue asked(Act act) {
    return new Cue(EnumSet.of(act), true);
  }
}
