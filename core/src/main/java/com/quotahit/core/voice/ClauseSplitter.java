package com.quotahit.core.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * Cuts a text that is still being written into pieces to speak. The first piece is short, so that
 * the voice can begin; later ones are whole sentences where they are not too long. Joined by a
 * space, the pieces are the text.
 */
public final class ClauseSplitter {

  private static final String SENTENCE_MARKS = ".!?…";
  private static final String CLAUSE_MARKS = ",;:";
  private static final int FIRST_WORDS_MAX = 6;
  private static final int WORDS_MAX = 18;

  /** A later piece may end at a comma when it has so many words. */
  private static final int WORDS_BEFORE_COMMA = 7;

  /** Words before which one may breathe. */
  private static final Set<String> BREATHS =
      Set.of(
          "and", "because", "but", "for", "if", "or", "since", "so", "that", "to", "when", "where",
          "which", "while", "who", "with", "without");

  private static final Set<String> ABBREVIATIONS =
      Set.of(
          "mr.", "mrs.", "ms.", "dr.", "vs.", "e.g.", "i.e.", "approx.", "st.", "no.", "inc.",
          "ltd.");

  private final StringBuilder pending = new StringBuilder();
  private boolean firstGiven;

  /** The pieces that are certain after this much more text. */
  public List<String> accept(String delta) {
    pending.append(delta);
    return cut(false);
  }

  /** The rest, when the text is complete. */
  public List<String> finish() {
    return cut(true);
  }

  private List<String> cut(boolean complete) {
    var pieces = new ArrayList<String>();
    int end = end(complete);
    while (end > 0) {
      String piece = pending.substring(0, end).strip();
      pending.delete(0, end);
      if (!piece.isEmpty()) {
        pieces.add(piece);
        firstGiven = true;
      }
      end = end(complete);
    }
    return pieces;
  }

  /** Index after the next piece; 0 when it cannot be known yet. */
  private int end(boolean complete) {
    int words = 0;
    int breath = 0;
    int at = 0;
    while (at < pending.length()) {
      int from = skip(at, true);
      int to = skip(from, false);
      if (from == to) {
        break;
      }
      boolean wordIsWhole = to < pending.length() || complete;
      if (!wordIsWhole) {
        return 0;
      }
      String word = pending.substring(from, to);
      if (words >= 2 && BREATHS.contains(word.toLowerCase(Locale.ROOT))) {
        breath = from;
      }
      words++;
      if (endsPiece(word, words)) {
        return to;
      }
      int most = firstGiven ? WORDS_MAX : FIRST_WORDS_MAX;
      if (words > most && breath > 0) {
        return breath;
      }
      if (words > most + 3) {
        return from;
      }
      at = to;
    }
    return complete ? pending.length() : 0;
  }

  private boolean endsPiece(String word, int words) {
    char last = word.charAt(word.length() - 1);
    if (last == '"' || last == '”' || last == ')') {
      last = word.length() > 1 ? word.charAt(word.length() - 2) : last;
    }
    if (SENTENCE_MARKS.indexOf(last) >= 0) {
      return !ABBREVIATIONS.contains(word.toLowerCase(Locale.ROOT));
    }
    boolean dash = word.equals("-") || word.equals("–") || word.equals("—");
    if (CLAUSE_MARKS.indexOf(last) >= 0 || dash) {
      return !firstGiven || words >= WORDS_BEFORE_COMMA;
    }
    return false;
  }

  private int skip(int from, boolean spaces) {
    int at = from;
    while (at < pending.length() && Character.isWhitespace(pending.charAt(at)) == spaces) {
      at++;
    }
    return at;
  }
}
