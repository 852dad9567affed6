package com.quotahit.core.voice;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Words, sentences and what can be counted in them. */
public final class Wording {

  private static final Pattern WORD = Pattern.compile("[\\p{L}\\p{N}]+(?:['’.,][\\p{L}\\p{N}]+)*");
  private static final Pattern SENTENCE = Pattern.compile("[^.!?]*(?:[.](?=\\p{N})[^.!?]*)*[.!?]*");
  private static final Pattern FILLER =
      Pattern.compile(
          "\\b(?:u+m+|u+h+|e+r+m?|h+m+|you know|i mean|sort of|kind of|basically|literally)\\b");
  private static final Set<String> WE =
      Set.of("we", "us", "our", "ours", "we're", "we've", "we'll", "we'd", "ourselves");
  private static final Set<String> I =
      Set.of("i", "me", "my", "mine", "i'm", "i've", "i'll", "i'd", "myself");

  private Wording() {}

  /** Words in lower case, apostrophes inside kept. */
  public static List<String> words(String text) {
    List<String> words = new ArrayList<>();
    Matcher matcher = WORD.matcher(text);
    while (matcher.find()) {
      words.add(matcher.group().toLowerCase(Locale.ROOT).replace('’', '\''));
    }
    return words;
  }

  /** Sentences with their marks; a point between digits ends none. */
  public static List<String> sentences(String text) {
    List<String> sentences = new ArrayList<>();
    Matcher matcher = SENTENCE.matcher(text);
    while (matcher.find()) {
      String sentence = matcher.group().strip();
      if (!sentence.isEmpty() && !words(sentence).isEmpty()) {
        sentences.add(sentence);
      }
    }
    return sentences;
  }

  static int fillers(String text) {
    Matcher matcher = FILLER.matcher(text.toLowerCase(Locale.ROOT));
    int count = 0;
    while (matcher.find()) {
      count++;
    }
    return count;
  }

  static long we(List<String> words) {
    return words.stream().filter(WE::contains).count();
  }

  static long i(List<String> words) {
    return words.stream().filter(I::contains).count();
  }
}
