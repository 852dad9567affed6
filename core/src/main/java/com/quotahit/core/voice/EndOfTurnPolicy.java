package com.quotahit.core.voice;

import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * How much silence ends a turn, judged by what was said before it: a finished question needs
 * little, a sentence that hangs on "and" much.
 */
public final class EndOfTurnPolicy {

  /** Where the words say nothing either way. */
  public static final int USUAL_MS = 600;

  private static final int QUESTION_MS = 400;
  private static final int SENTENCE_MS = 480;
  private static final int SHORT_ANSWER_MS = 520;
  private static final int COMMA_MS = 900;
  private static final int HANGING_MS = 1_300;

  private static final Pattern NOT_WORDS = Pattern.compile("[^\\p{L}\\p{N}'’-]+");

  /** Words after which a speaker owes another one. */
  private static final Set<String> HANGING =
      Set.of(
          "a", "about", "also", "an", "and", "are", "as", "at", "because", "but", "by", "can",
          "could", "did", "do", "does", "for", "from", "has", "have", "if", "i'd", "i'll", "i'm",
          "in", "into", "is", "its", "it's", "like", "maybe", "my", "of", "on", "or", "our", "so",
          "some", "than", "that's", "the", "their", "then", "there's", "these", "they're", "to",
          "was", "we", "we'll", "we're", "we've", "were", "when", "where", "whether", "which",
          "while", "who", "will", "with", "would", "you're", "your");

  /** Sounds that keep the floor. */
  private static final Set<String> FILLERS =
      Set.of("er", "erm", "hm", "hmm", "uh", "uhm", "um", "umm", "well", "actually", "basically");

  /** Words of {@link #HANGING} with which a question may well end: "what is it about?" */
  private static final Set<String> MAY_END_A_QUESTION =
      Set.of(
          "about", "are", "at", "by", "can", "did", "do", "does", "for", "from", "in", "into", "is",
          "like", "of", "on", "so", "then", "to", "was", "were", "will", "with", "would", "who",
          "when", "where", "which");

  private EndOfTurnPolicy() {}

  /**
   * @param text what was recognised so far, with the recogniser's punctuation; may be empty
   */
  public static int silenceMs(String text) {
    String said = text.strip();
    if (said.isEmpty()) {
      return USUAL_MS;
    }
    String[] words =
        NOT_WORDS.matcher(said.toLowerCase(Locale.ROOT)).replaceAll(" ").strip().split(" ");
    String last = words[words.length - 1].replace('’', '\'');
    if (last.endsWith("-") || said.endsWith("...") || said.endsWith("…")) {
      return HANGING_MS;
    }
    if (FILLERS.contains(last)) {
      return HANGING_MS;
    }
    char mark = said.charAt(said.length() - 1);
    if (HANGING.contains(last) && !(mark == '?' && MAY_END_A_QUESTION.contains(last))) {
      return HANGING_MS;
    }
    return switch (mark) {
      case '?' -> QUESTION_MS;
      case ',', ':', ';' -> COMMA_MS;
      case '.', '!' -> words.length <= 2 ? SHORT_ANSWER_MS : SENTENCE_MS;
      default -> USUAL_MS;
    };
  }
}
