package com.quotahit.actors.providers.embedded.kokoro;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Words that are written alike and said differently as a verb and as anything else. The words
 * beside them tell which: "we close" and "close the deal" are verbs, "a close call" is not. Where
 * they tell nothing, the word is said as it mostly is on a sales call.
 */
final class Homographs {

  private enum Use {
    VERB,
    OTHER
  }

  private record Homograph(String verb, String other, Use mostly) {}

  /** A verb in its basic form follows. */
  private static final Set<String> BEFORE_BASE =
      Set.of(
          "to",
          "can",
          "can't",
          "cannot",
          "could",
          "couldn't",
          "will",
          "won't",
          "would",
          "wouldn't",
          "should",
          "shouldn't",
          "must",
          "might",
          "may",
          "do",
          "don't",
          "does",
          "doesn't",
          "did",
          "didn't",
          "let's",
          "let",
          "please",
          "not",
          "never",
          "i'll",
          "you'll",
          "we'll",
          "they'll",
          "he'll",
          "she'll",
          "it'll",
          "i'd",
          "you'd",
          "we'd",
          "they'd",
          "help",
          "helps");

  private static final Set<String> SUBJECTS =
      Set.of(
          "i",
          "you",
          "we",
          "they",
          "he",
          "she",
          "it",
          "who",
          "people",
          "customers",
          "teams",
          "always",
          "often",
          "usually",
          "actually",
          "really",
          "also",
          "just");

  private static final Set<String> BEFORE_NOUN =
      Set.of(
          "a", "an", "the", "this", "that", "these", "those", "my", "your", "our", "his", "her",
          "its", "their", "no", "any", "some", "each", "every", "of", "in", "on", "for", "with",
          "by", "from", "per", "new", "big", "good", "best", "great", "first", "second", "last",
          "next", "one", "two", "three", "what", "which", "whose", "more", "very", "so", "too",
          "is", "are", "was", "were", "be", "been", "being");

  /** What a verb acts on begins like this. */
  private static final Set<String> AFTER_VERB =
      Set.of(
          "the",
          "a",
          "an",
          "this",
          "these",
          "those",
          "it",
          "them",
          "him",
          "my",
          "your",
          "our",
          "their",
          "me",
          "us",
          "more",
          "deals",
          "everything");

  private static final Map<String, Homograph> WORDS = new HashMap<>();

  static {
    verbOrOther("wind", "W AY1 N D", "W IH1 N D");
    verbOrOther("live", "L IH1 V", "L AY1 V");
    verbOrOther("close", "K L OW1 Z", "K L OW1 S");
    verbOrOther("use", "Y UW1 Z", "Y UW1 S");
    mostlyVerb("uses", "Y UW1 Z IH0 Z", "Y UW1 S IH0 Z");
    mostlyVerb("lives", "L IH1 V Z", "L AY1 V Z");
    mostlyVerb("excuse", "IH0 K S K Y UW1 Z", "IH0 K S K Y UW1 S");
    verbOrOther("abuse", "AH0 B Y UW1 Z", "AH0 B Y UW1 S");
    verbOrOther("tear", "T EH1 R", "T IH1 R");
    verbOrOther("object", "AH0 B JH EH1 K T", "AA1 B JH EH0 K T");
    verbOrOther("subject", "S AH0 B JH EH1 K T", "S AH1 B JH IH0 K T");
    verbOrOther("present", "P R IY0 Z EH1 N T", "P R EH1 Z AH0 N T");
    verbOrOther("record", "R IH0 K AO1 R D", "R EH1 K ER0 D");
    verbOrOther("records", "R IH0 K AO1 R D Z", "R EH1 K ER0 D Z");
    verbOrOther("contract", "K AH0 N T R AE1 K T", "K AA1 N T R AE2 K T");
    verbOrOther("project", "P R AH0 JH EH1 K T", "P R AA1 JH EH0 K T");
    verbOrOther("progress", "P R AH0 G R EH1 S", "P R AA1 G R EH2 S");
    verbOrOther("conflict", "K AH0 N F L IH1 K T", "K AA1 N F L IH0 K T");
    verbOrOther("contrast", "K AH0 N T R AE1 S T", "K AA1 N T R AE0 S T");
    verbOrOther("conduct", "K AH0 N D AH1 K T", "K AA1 N D AH0 K T");
    mostlyVerb("produce", "P R AH0 D UW1 S", "P R OW1 D UW0 S");
    mostlyVerb("permit", "P ER0 M IH1 T", "P ER1 M IH2 T");
    mostlyVerb("suspect", "S AH0 S P EH1 K T", "S AH1 S P EH2 K T");
    mostlyVerb("refuse", "R IH0 F Y UW1 Z", "R EH1 F Y UW2 Z");
    verbOrOther("increase", "IH0 N K R IY1 S", "IH1 N K R IY2 S");
    verbOrOther("decrease", "D IH0 K R IY1 S", "D IY1 K R IY2 S");
    verbOrOther("import", "IH0 M P AO1 R T", "IH1 M P AO2 R T");
    verbOrOther("export", "EH0 K S P AO1 R T", "EH1 K S P AO2 R T");
    verbOrOther("update", "AH0 P D EY1 T", "AH1 P D EY2 T");
    verbOrOther("upgrade", "AH0 P G R EY1 D", "AH1 P G R EY2 D");
    verbOrOther("refund", "R IH0 F AH1 N D", "R IY1 F AH2 N D");
    verbOrOther("transfer", "T R AE0 N S F ER1", "T R AE1 N S F ER0");
    verbOrOther("discount", "D IH0 S K AW1 N T", "D IH1 S K AW2 N T");
    verbOrOther("survey", "S ER0 V EY1", "S ER1 V EY2");
    verbOrOther("separate", "S EH1 P ER0 EY2 T", "S EH1 P R AH0 T");
    verbOrOther("estimate", "EH1 S T AH0 M EY2 T", "EH1 S T AH0 M AH0 T");
    verbOrOther("duplicate", "D UW1 P L AH0 K EY2 T", "D UW1 P L AH0 K AH0 T");
    verbOrOther("delegate", "D EH1 L AH0 G EY2 T", "D EH1 L AH0 G AH0 T");
    verbOrOther("elaborate", "IH0 L AE1 B ER0 EY2 T", "IH0 L AE1 B R AH0 T");
    verbOrOther("associate", "AH0 S OW1 S IY0 EY2 T", "AH0 S OW1 S IY0 AH0 T");
    verbOrOther("moderate", "M AA1 D ER0 EY2 T", "M AA1 D ER0 AH0 T");
    verbOrOther("graduate", "G R AE1 JH AH0 W EY2 T", "G R AE1 JH AH0 W AH0 T");
    verbOrOther("deliberate", "D IH0 L IH1 B ER0 EY2 T", "D IH0 L IH1 B R AH0 T");
    verbOrOther("perfect", "P ER0 F EH1 K T", "P ER1 F IH2 K T");
  }

  private Homographs() {}

  /**
   * How the dictionary would write it down; empty for a word with one way to say it.
   *
   * @param before the word before it in the clause, in lower case; empty at its beginning
   * @param after the word after it; empty at its end
   */
  static Optional<String> soundsOf(String word, String before, String after) {
    return switch (word) {
      // The metal is no topic here.
      case "lead" -> Optional.of("L IY1 D");
      case "read" -> Optional.of(read(before));
      case "used" -> Optional.of(used(before, after));
      case "invalid" -> Optional.of("IH0 N V AE1 L AH0 D");
      default -> Optional.ofNullable(WORDS.get(word)).map(found -> said(found, before, after));
    };
  }

  private static String said(Homograph word, String before, String after) {
    return switch (use(word, before, after)) {
      case VERB -> word.verb();
      case OTHER -> word.other();
    };
  }

  private static Use use(Homograph word, String before, String after) {
    if (BEFORE_BASE.contains(before) || SUBJECTS.contains(before)) {
      return Use.VERB;
    }
    if (BEFORE_NOUN.contains(before)) {
      return Use.OTHER;
    }
    return AFTER_VERB.contains(after) ? Use.VERB : word.mostly();
  }

  /** "To read" is still to come, "I read" and "have read" is over. */
  private static String read(String before) {
    return BEFORE_BASE.contains(before) || before.isEmpty() ? "R IY1 D" : "R EH1 D";
  }

  /** "We used to plan" and "I'm used to it"; but "it is used for". */
  private static String used(String before, String after) {
    boolean passive = Set.of("is", "are", "was", "were", "be", "been", "being").contains(before);
    return after.equals("to") && !passive ? "Y UW1 S T" : "Y UW1 Z D";
  }

  private static void verbOrOther(String word, String verb, String other) {
    WORDS.put(word, new Homograph(verb, other, Use.OTHER));
  }

  private static void mostlyVerb(String word, String verb, String other) {
    WORDS.put(word, new Homograph(verb, other, Use.VERB));
  }
}
