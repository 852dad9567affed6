package com.quotahit.actors.voice.cascade;

import com.quotahit.core.voice.HeardText;
import java.util.ArrayList;
import java.util.List;

/** Which words of a reply lie where in its sound. */
final class SpokenClauses {

  private static final int BYTES_PER_MS = 48;

  private final List<Clause> clauses = new ArrayList<>();

  private static final class Clause {
    private final String text;
    private long bytes;

    Clause(String text) {
      this.text = text;
    }

    int ms() {
      return (int) (bytes / BYTES_PER_MS);
    }
  }

  boolean isEmpty() {
    return clauses.isEmpty();
  }

  void begin(String text) {
    clauses.add(new Clause(text));
  }

  void sound(int bytes) {
    clauses.getLast().bytes += bytes;
  }

  int ms() {
    return clauses.stream().mapToInt(Clause::ms).sum();
  }

  String text() {
    return String.join(" ", clauses.stream().map(clause -> clause.text).toList());
  }

  /** The words heard when playback stopped there. */
  String heard(int heardMs) {
    var heard = new ArrayList<String>();
    int left = heardMs;
    for (Clause clause : clauses) {
      String part = HeardText.upTo(clause.text, left, clause.ms());
      if (!part.isEmpty()) {
        heard.add(part);
      }
      left -= clause.ms();
      if (left <= 0) {
        break;
      }
    }
    return String.join(" ", heard);
  }
}
