package com.quotahit.core.practice;

import java.util.List;

/**
 * A reason not to buy, with what it takes to let go of it.
 *
 * @param meaning one sentence for a language model that plays the buyer
 * @param moments when it comes up
 * @param release what a good answer does, one sentence
 * @param raise ways to say it
 * @param press ways to insist when the answer was thin
 * @param concede ways to let go
 * @param answers paraphrases of good answers, for recognising one
 */
public record Objection(
    String id,
    String meaning,
    List<Moment> moments,
    String release,
    List<String> raise,
    List<String> press,
    List<String> concede,
    List<String> answers) {

  /** What in the conversation brings an objection up. */
  public enum Moment {
    OPENING,
    PITCH,
    PRICE,
    PROOF,
    NEXT_STEP,
    ANY;

    public String wire() {
      return WireNames.of(this);
    }
  }

  public Objection {
    moments = List.copyOf(moments);
    raise = List.copyOf(raise);
    press = List.copyOf(press);
    concede = List.copyOf(concede);
    answers = List.copyOf(answers);
    if (raise.isEmpty() || press.isEmpty() || concede.isEmpty() || answers.isEmpty()) {
      throw new IllegalArgumentException("objection " + id + " lacks lines");
    }
  }
}
