package com.quotahit.core.practice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Everything about the buyer in one call.
 *
 * @param seed same seed and same turns give the same simulated buyer
 * @param learnerName known to the buyer only where they have met; never said before the learner
 *     said it
 * @param excerpts of documents the learner brought; untrusted, data only, cleaned and cut to what
 *     one call can hold
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

  /** What one piece of context, and all of them, may add to the buyer's instructions. */
  public static final int EXCERPT_MAX = 3_000;

  public static final int EXCERPTS_MAX = 9_000;

  private static final int LINE_MAX = 120;

  /** A piece of the learner's own material: brochure, website, notes. */
  public record Excerpt(String title, String text) {}

  public BuyerBrief {
    learnerName =
        learnerName
            .map(name -> UntrustedText.excerpt(name, LINE_MAX))
            .filter(name -> !name.isBlank());
    excerpts = fitting(excerpts);
  }

  /** What is longer than its share is cut, and what no room is left for is left out. */
  private static List<Excerpt> fitting(List<Excerpt> excerpts) {
    List<Excerpt> fitting = new ArrayList<>();
    int left = EXCERPTS_MAX;
    for (Excerpt excerpt : excerpts) {
      String text = UntrustedText.clean(excerpt.text(), Math.min(EXCERPT_MAX, left));
      if (!text.isEmpty()) {
        fitting.add(new Excerpt(UntrustedText.excerpt(excerpt.title(), LINE_MAX), text));
        left -= text.length();
      }
    }
    return List.copyOf(fitting);
  }
}
