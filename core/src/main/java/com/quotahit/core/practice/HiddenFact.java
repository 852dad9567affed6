package com.quotahit.core.practice;

import java.util.List;

/**
 * Something the buyer tells only to a seller who asks for it.
 *
 * @param fact one sentence for a language model that plays the buyer
 * @param topic questions on this topic count as relevant
 * @param asked paraphrases of questions that reach for it
 * @param deflect said while not enough was asked
 * @param reveal ways to tell it
 * @param traces words that would give the fact away, for the test of premature reveals
 */
public record HiddenFact(
    String id,
    String fact,
    Topic topic,
    List<String> asked,
    List<String> deflect,
    List<String> reveal,
    List<String> traces) {

  public HiddenFact {
    asked = List.copyOf(asked);
    deflect = List.copyOf(deflect);
    reveal = List.copyOf(reveal);
    traces = List.copyOf(traces);
  }
}
