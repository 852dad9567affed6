package com.quotahit.actors.providers.openai;

/**
 * Leaves out what a model that thinks first writes between {@code <think>} and {@code </think>} at
 * the very beginning of its answer.
 */
final class ThoughtFilter {

  private static final String OPEN = "<think>";
  private static final String CLOSE = "</think>";

  private enum At {
    BEGINNING,
    THOUGHT,
    ANSWER
  }

  private At at = At.BEGINNING;
  private final StringBuilder held = new StringBuilder();

  /** The part of the next piece that is for showing. */
  String shown(String piece) {
    if (at == At.ANSWER) {
      return piece;
    }
    held.append(piece);
    if (at == At.BEGINNING) {
      String start = held.toString().stripLeading();
      if (start.startsWith(OPEN)) {
        at = At.THOUGHT;
      } else if (!OPEN.startsWith(start)) {
        return released();
      }
    }
    int close = held.indexOf(CLOSE);
    if (at == At.THOUGHT && close >= 0) {
      held.delete(0, close + CLOSE.length());
      String answer = released();
      return answer.stripLeading();
    }
    if (at == At.THOUGHT && held.length() > CLOSE.length()) {
      held.delete(0, held.length() - CLOSE.length());
    }
    return "";
  }

  /** What was held back in case it became a thought. */
  String rest() {
    return at == At.BEGINNING ? released() : "";
  }

  private String released() {
    at = At.ANSWER;
    String text = held.toString();
    held.setLength(0);
    return text;
  }
}
