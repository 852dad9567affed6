package com.quotahit.actors.practice;

import com.quotahit.actors.practice.CallReading.Found;
import com.quotahit.actors.practice.CallReading.Spoken;
import com.quotahit.core.voice.Wording;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Questions that take up what the other side has just said: by its words, or by asking on. */
final class Deepening {

  private static final double ASKS_ON = 0.55;
  private static final double TAKES_UP = 1.0;
  private static final Set<String> EMPTY_WORDS =
      Set.of(
          "about",
          "would",
          "could",
          "there",
          "their",
          "which",
          "where",
          "think",
          "really",
          "today",
          "right",
          "thing",
          "things",
          "other",
          "should",
          "because",
          "people",
          "being",
          "going",
          "still",
          "every",
          "something",
          "somebody",
          "that's",
          "what's",
          "it's",
          "we've",
          "don't",
          "after",
          "before");

  private Deepening() {}

  static List<Found> in(CallReading call, List<String> examples) {
    List<Found> found = new ArrayList<>();
    for (Spoken sentence : call.learner()) {
      double near = call.nearness(sentence, examples);
      boolean takesUp =
          call.before(sentence)
              .map(before -> shares(before, sentence.source().text()))
              .orElse(false);
      boolean whole = Wording.words(sentence.text()).size() > 3;
      boolean asksOn =
          whole && sentence.question() && sentence.turn() > 1 && (near > ASKS_ON || takesUp);
      if (asksOn && found.stream().noneMatch(each -> each.sentence().turn() == sentence.turn())) {
        found.add(new Found(sentence, near + (takesUp ? TAKES_UP : 0)));
      }
    }
    found.sort((a, b) -> Double.compare(b.score(), a.score()));
    return found;
  }

  /** The anchors of the scorecard count follow-ups that used the other side's words. */
  static int level(List<Found> found) {
    long takenUp = found.stream().filter(each -> each.score() >= TAKES_UP).count();
    if (takenUp == 0) {
      return found.isEmpty() ? 1 : 2;
    }
    return takenUp == 1 ? 3 : takenUp < 4 ? 4 : 5;
  }

  private static boolean shares(String before, String now) {
    Set<String> words = new HashSet<>(Wording.words(before));
    return Wording.words(now).stream()
        .anyMatch(word -> word.length() > 4 && !EMPTY_WORDS.contains(word) && words.contains(word));
  }
}
