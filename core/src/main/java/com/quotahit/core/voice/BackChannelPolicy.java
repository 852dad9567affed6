package com.quotahit.core.voice;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/** Tells "mm-hm" from "no, wait": words that a listener says without wanting the floor. */
public final class BackChannelPolicy {

  private static final int WORDS_MAX = 3;
  private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{N}']+");
  private static final Set<String> LISTENING =
      Set.of(
          "mm",
          "mmm",
          "mhm",
          "mmhm",
          "mhmm",
          "hm",
          "hmm",
          "uh",
          "huh",
          "uhuh",
          "um",
          "ah",
          "aha",
          "oh",
          "ooh",
          "yeah",
          "yep",
          "yup",
          "ya",
          "yes",
          "right",
          "okay",
          "ok",
          "sure",
          "true",
          "exactly",
          "absolutely",
          "totally",
          "agreed",
          "indeed",
          "interesting",
          "nice",
          "great",
          "cool",
          "good",
          "wow",
          "really",
          "alright",
          "gotcha",
          "i",
          "see",
          "got",
          "it",
          "go",
          "on",
          "all",
          "of",
          "course",
          "fair",
          "enough",
          "makes",
          "sense",
          "that's");

  /** Words of the set above that mean something of their own when they stand alone. */
  private static final Set<String> NOT_ALONE =
      Set.of("i", "it", "go", "on", "all", "of", "that's", "got", "see");

  private BackChannelPolicy() {}

  /** True for short listening noises; false for blank text, which says nothing either way. */
  public static boolean listensOn(String text) {
    String[] words = words(text);
    return onlyListening(words) && !(words.length == 1 && NOT_ALONE.contains(words[0]));
  }

  /** True while what has been said so far can still become a listening noise: "I" of "I see". */
  public static boolean mayListenOn(String soFar) {
    return onlyListening(words(soFar));
  }

  private static String[] words(String text) {
    String plain = NOT_WORDS.matcher(text.toLowerCase(Locale.ROOT)).replaceAll(" ").strip();
    return plain.isEmpty() ? new String[0] : plain.split(" ");
  }

  private static boolean onlyListening(String[] words) {
    return words.length > 0 && words.length <= WORDS_MAX && LISTENING.containsAll(List.of(words));
  }
}
