package com.quotahit.core.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Questions one side asked, with the moment of each. */
record QuestionCount(List<Asked> questions) {

  /**
   * @param atMs where in the call, judged by the share of words of its segment before its end
   */
  record Asked(QuestionKind kind, long atMs) {}

  static QuestionCount of(List<Segment> segments) {
    List<Asked> asked = new ArrayList<>();
    for (Segment segment : segments) {
      int words = Math.max(1, Wording.words(segment.text()).size());
      int before = 0;
      for (String sentence : Wording.sentences(segment.text())) {
        before += Wording.words(sentence).size();
        Optional<QuestionKind> kind = QuestionKind.of(sentence);
        if (kind.isPresent()) {
          asked.add(
              new Asked(kind.get(), segment.startMs() + segment.durationMs() * before / words));
        }
      }
    }
    return new QuestionCount(List.copyOf(asked));
  }

  long of(QuestionKind kind) {
    return questions.stream().filter(question -> question.kind() == kind).count();
  }

  /** How many quarters of the call hold a question. */
  long quarters(long lengthMs) {
    return questions.stream()
        .map(question -> Math.min(3, question.atMs() * 4 / lengthMs))
        .distinct()
        .count();
  }
}
