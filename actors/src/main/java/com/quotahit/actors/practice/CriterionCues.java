package com.quotahit.actors.practice;

import com.quotahit.core.practice.Topic;
import com.quotahit.core.practice.buyer.Act;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * What must be there, beside the meaning, before the simulated grader believes that something was
 * done.
 */
final class CriterionCues {

  /**
   * @param acts any of these in the sentence speaks for it
   * @param topic its telling words speak for it
   * @param question true when only a question can do it
   */
  record Cue(Set<Act> acts, boolean question, Optional<Topic> topic) {}

  private static final Cue NONE = new Cue(Set.of(), false, Optional.empty());
  private static final Cue QUESTION = new Cue(Set.of(), true, Optional.empty());

  private static final Map<String, Cue> CUES =
      Map.ofEntries(
          Map.entry("introduced", said(Act.INTRODUCTION)),
          Map.entry("asked-permission", said(Act.PERMISSION)),
          Map.entry("set-agenda", said(Act.AGENDA)),
          Map.entry("asked-process", about(Topic.CURRENT_PROCESS)),
          Map.entry("asked-pain", about(Topic.PAIN)),
          Map.entry("asked-impact", about(Topic.IMPACT)),
          Map.entry("asked-decision", about(Topic.DECISION)),
          Map.entry("asked-timing", about(Topic.TIMELINE)),
          Map.entry("asked-decision-maker", about(Topic.DECISION)),
          Map.entry("asked-impact-number", about(Topic.IMPACT)),
          Map.entry("summarised", said(Act.SUMMARY)),
          Map.entry("linked-value", said(Act.VALUE)),
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
          Map.entry("asked-obstacles", about(Topic.CONCERNS)),
          Map.entry("closed-politely", said(Act.THANKS, Act.GOODBYE)),
          Map.entry("demo-asked-first", about(Topic.PRIORITIES)),
          Map.entry("demo-checked", asked(Act.CHECK)),
          Map.entry("gate-help", said(Act.HELP)),
          Map.entry("gate-transfer", said(Act.TRANSFER)),
          Map.entry("renewal-issue", about(Topic.PAIN)),
          Map.entry("false-urgency", said(Act.PRESSURE)),
          Map.entry("insulted", said(Act.INSULT)),
          Map.entry("talked-down", said(Act.DISMISS)),
          Map.entry("gave-discount", said(Act.DISCOUNT)));

  private CriterionCues() {}

  static Cue of(String criterionId) {
    return CUES.getOrDefault(criterionId, NONE);
  }

  private static Cue said(Act first, Act... more) {
    return new Cue(EnumSet.of(first, more), false, Optional.empty());
  }

  private static Cue about(Topic topic) {
    return new Cue(Set.of(), true, Optional.of(topic));
  }

  private static Cue asked(Act act) {
    return new Cue(EnumSet.of(act), true, Optional.empty());
  }
}
