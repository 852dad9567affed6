package com.quotahit.core.voice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/** What kind of question a sentence is, judged by its words alone. */
public enum QuestionKind {
  /** Invites an answer of any length: what, how, why, tell me. */
  OPEN,
  /** Wants yes, no or a choice. */
  CLOSED,
  /** Suggests its own answer: "…, right?", "don't you think". */
  LEADING;

  private static final Set<String> OPEN_WORDS =
      Set.of(
          "what", "how", "why", "which", "when", "where", "who", "whom", "whose", "what's", "how's",
          "who's", "where's");
  private static final Set<String> CLOSED_WORDS =
      Set.of(
          "do", "does", "did", "is", "are", "was", "were", "can", "could", "will", "would",
          "should", "shall", "may", "might", "have", "has", "had", "am");
  private static final Set<String> LEAD_INS =
      Set.of(
          "and", "so", "but", "okay", "ok", "well", "now", "then", "or", "right", "sure", "great",
          "um", "uh");
  private static final Pattern INVITATION =
      Pattern.compile(
          "^(?:(?:and|so|okay|please|maybe|perhaps|could you|can you|would you) )*(?:tell me|walk me|talk me|describe|explain)\\b.*");
  private static final Pattern SUGGESTION =
      Pattern.compile(
          ".*(?:, ?(?:right|correct|yes|no|yeah|okay|true)|\\b(?:isn't it|aren't you|don't you|wouldn't you|won't you|doesn't it|wouldn't it|don't you think|wouldn't you agree|haven't you|isn't that so))\\??$|^(?:don't you|wouldn't you|isn't it|aren't you|surely)\\b.*");

  /** Empty when the sentence asks nothing. */
  public static Optional<QuestionKind> of(String sentence) {
    String plain = sentence.strip().toLowerCase(Locale.ROOT).replace('’', '\'');
    boolean marked = plain.endsWith("?");
    String bare = plain.replaceAll("[?.!]+$", "");
    if (INVITATION.matcher(bare).matches()) {
      return Optional.of(OPEN);
    }
    if (!marked) {
      return Optional.empty();
    }
    if (SUGGESTION.matcher(bare).matches()) {
      return Optional.of(LEADING);
    }
    return Optional.of(opens(bare) ? OPEN : CLOSED);
  }

  private static boolean opens(String bare) {
    List<String> words = Wording.words(bare);
    for (String word : words) {
      if (OPEN_WORDS.contains(word)) {
        return true;
      }
      if (CLOSED_WORDS.contains(word)) {
        return false;
      }
      if (!LEAD_INS.contains(word) && words.indexOf(word) > 6) {
        return false;
      }
    }
    return false;
  }
}
