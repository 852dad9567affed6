package com.quotahit.actors.sandbox.openai;

import java.util.ArrayList;
import java.util.List;

/**
 * Cuts an answer where a speaker breathes, so that speech can begin before the last word is made.
 */
final class Clauses {

  private static final int LEAST = 24;
  private static final int MOST = 220;

  private Clauses() {}

  /** Joined they are the text again. */
  static List<String> of(String text) {
    List<String> clauses = new ArrayList<>();
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      boolean blankNext = i + 1 >= text.length() || text.charAt(i + 1) == ' ';
      int length = i + 1 - from;
      boolean end = ".!?;:".indexOf(text.charAt(i)) >= 0 && length >= LEAST / 2;
      boolean breath = text.charAt(i) == ',' && length >= LEAST;
      if (blankNext && (end || breath || length >= MOST)) {
        clauses.add(text.substring(from, i + 1));
        from = i + 1;
      }
    }
    if (!text.substring(from).isBlank()) {
      clauses.add(text.substring(from));
    }
    return clauses;
  }
}
