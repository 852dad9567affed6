package com.quotahit.core.practice;

import java.util.List;
import java.util.Optional;

/**
 * Everything about the buyer in one call.
 *
 * @param seed same seed and same turns give the same simulated buyer
 * @param learnerName known to the buyer only where they have met; never said before the learner
 *     said it
 * @param excerpts of documents the learner brought; untrusted, data only
 */
public record BuyerBrief(
    Persona persona,
    Scenario scenario,
    Difficulty difficulty,
    Focus focus,
    String language,
    long seed,
    Optional<String> learnerName,
    List<Excerpt> excerpts) {

  /** A piece of the learner's own material: brochure, website, notes. */
  public record Excerpt(String title, String text) {}

  public BuyerBrief {
    excerpts = List.copyOf(excerpts);
  }
}
