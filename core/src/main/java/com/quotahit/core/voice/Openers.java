package com.quotahit.core.voice;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Short words with which people take the floor while they still think. Their sound is made ahead
 * for each voice, so a reply that begins with one is heard at once; a reply that does not may be
 * led in by one that promises nothing.
 */
public final class Openers {

  /**
   * Replies that begin with one of these, followed by a comma or a full stop, start without delay.
   */
  public static final List<String> KNOWN =
      List.of(
          "Hmm.",
          "Well,",
          "Right.",
          "Okay.",
          "Sure.",
          "Yes.",
          "No.",
          "Yeah.",
          "Mm-hm.",
          "I see.",
          "Look,",
          "Honestly,",
          "Sorry,",
          "Thanks.",
          "So,",
          "Oh,",
          "Fair enough.",
          "Got it.",
          "Good question.",
          "Interesting.",
          "Alright.",
          "To be honest,",
          "Hello?",
          "Hi.",
          "Actually,",
          "Maybe.",
          "Perhaps.",
          "Hold on.",
          "Go on.",
          "Exactly.");

  /** Openers that agree to nothing. */
  public static final List<String> NEUTRAL = List.of("Hmm.", "Well…", "So…", "Okay.", "Right.");

  private static final Set<String> NEEDS_NO_LEAD =
      Set.of(
          "hello",
          "hi",
          "hey",
          "good",
          "goodbye",
          "bye",
          "thanks",
          "thank",
          "sorry",
          "yes",
          "no",
          "yeah",
          "well",
          "so",
          "hmm",
          "okay",
          "right",
          "sure",
          "look",
          "oh",
          "mm",
          "speaking",
          "who",
          "pardon");

  private Openers() {}

  /**
   * A neutral opener for this reply, different from the last one; empty where the reply opens by
   * itself.
   *
   * @param turnNumber makes the choice repeatable
   */
  public static Optional<String> leadIn(
      String caller, String firstClause, String lastLeadIn, int turnNumber) {
    String first = firstClause.strip().split("[\\s,.!?…]+", 2)[0].toLowerCase(Locale.ROOT);
    if (caller.isBlank() || first.isEmpty() || NEEDS_NO_LEAD.contains(first)) {
      return Optional.empty();
    }
    // After a question one thinks; after a statement one takes note.
    List<String> fitting = caller.strip().endsWith("?") ? NEUTRAL.subList(0, 3) : NEUTRAL;
    for (int i = 0; i < fitting.size(); i++) {
      String opener = fitting.get(Math.floorMod(turnNumber + i, fitting.size()));
      if (!opener.equals(lastLeadIn)) {
        return Optional.of(opener);
      }
    }
    return Optional.empty();
  }
}
