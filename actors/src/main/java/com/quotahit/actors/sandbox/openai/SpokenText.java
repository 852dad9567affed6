package com.quotahit.actors.sandbox.openai;

import com.quotahit.core.voice.HeardText;
import java.util.ArrayList;
import java.util.List;

/**
 * Which words were spoken by which millisecond, so that a cut-off answer keeps only what was heard.
 */
final class SpokenText {

  private record Clause(String text, long fromMs, long toMs) {}

  private final List<Clause> clauses = new ArrayList<>();
  private long bytes;
  private long clauseFrom;
  private long cutMs = Long.MAX_VALUE;

  /** Sound of the clause under way, as PCM16 at 24 kHz. */
  void sounded(int pcmBytes) {
    bytes += pcmBytes;
  }

  void clauseDone(String text) {
    clauses.add(new Clause(text, clauseFrom, ms()));
    clauseFrom = ms();
  }

  long ms() {
    return bytes / 48;
  }

  void cut(long atMs) {
    if (atMs > Math.min(ms(), cutMs)) {
      throw WireError.invalid(
          "Audio content of " + Math.min(ms(), cutMs) + "ms is already shorter than " + atMs + "ms",
          "audio_end_ms",
          "invalid_value");
    }
    cutMs = atMs;
  }

  String heard() {
    StringBuilder heard = new StringBuilder();
    for (Clause clause : clauses) {
      if (clause.toMs <= cutMs) {
        heard.append(clause.text);
      } else if (clause.fromMs < cutMs) {
        int made = (int) (clause.toMs - clause.fromMs);
        heard
            .append(heard.isEmpty() ? "" : " ")
            .append(HeardText.upTo(clause.text, (int) (cutMs - clause.fromMs), made));
      }
    }
    return heard.toString().strip();
  }
}
