package com.quotahit.actors.providers.embedded;

import com.quotahit.core.voice.SpokenText;
import java.util.List;
import java.util.Locale;

/**
 * Words missed, added or changed, over the words that were said. Case, marks and the way numbers
 * are written do not count.
 */
public record WordErrorRate(int errors, int words) {

  public static final WordErrorRate NONE = new WordErrorRate(0, 0);

  public static WordErrorRate of(String said, String heard) {
    List<String> reference = plain(said);
    List<String> hypothesis = plain(heard);
    int[] before = new int[hypothesis.size() + 1];
    for (int j = 0; j < before.length; j++) {
      before[j] = j;
    }
    for (int i = 1; i <= reference.size(); i++) {
      int[] now = new int[before.length];
      now[0] = i;
      for (int j = 1; j < now.length; j++) {
        int change = reference.get(i - 1).equals(hypothesis.get(j - 1)) ? 0 : 1;
        now[j] = Math.min(Math.min(before[j] + 1, now[j - 1] + 1), before[j - 1] + change);
      }
      before = now;
    }
    return new WordErrorRate(before[hypothesis.size()], reference.size());
  }

  public WordErrorRate plus(WordErrorRate other) {
    return new WordErrorRate(errors + other.errors, words + other.words);
  }

  public double percent() {
    return words == 0 ? 0 : 100.0 * errors / words;
  }

  private static List<String> plain(String text) {
    String words =
        SpokenText.of(text)
            .toLowerCase(Locale.ROOT)
            .replace("'", "")
            .replaceAll("[^a-z]+", " ")
            .replaceAll("\\bokay\\b", "ok")
            .strip();
    return words.isEmpty() ? List.of() : List.of(words.split(" "));
  }
}
