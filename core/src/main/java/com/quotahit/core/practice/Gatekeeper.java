package com.quotahit.core.practice;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Who answers first and decides whether the call goes through: a stage of its own, with its own
 * voice and its own scorecard.
 *
 * @param voice none that a buyer of the scenario has, so that it is heard who speaks
 * @param transferCondition what it takes, one sentence
 * @param pickUp first words
 * @param questions asked one by one until answered: who, what about, why now
 * @param deflect ways to send a weak caller away
 * @param transfer ways to put the call through
 * @param refuse last words when the condition is not met
 * @param scorecardId grades this part alone
 */
public record Gatekeeper(
    String name,
    String role,
    String voice,
    double speed,
    String transferCondition,
    List<String> pickUp,
    List<String> questions,
    List<String> deflect,
    List<String> transfer,
    List<String> refuse,
    String scorecardId) {

  /** What a gatekeeper is told to say when they put a caller through. */
  public static final String WORDS_OF_TRANSFER = "I'll put you through";

  private static final Pattern TRANSFER =
      Pattern.compile(
          "\\b(put(ting)? you (straight |right )?through|connect(ing)? you|transfer(ring)? you)\\b");

  private static final Pattern NOT_NOW =
      Pattern.compile(
          "n't\\b|\\b(not|cannot|never|unable|before|if|unless|whether|until|would|could|should)\\b");

  public Gatekeeper {
    pickUp = List.copyOf(pickUp);
    questions = List.copyOf(questions);
    deflect = List.copyOf(deflect);
    transfer = List.copyOf(transfer);
    refuse = List.copyOf(refuse);
    if (speed < 0.7 || speed > 1.3) {
      throw new IllegalArgumentException("speed must be 0.7 to 1.3, is " + speed + " for " + name);
    }
  }

  /** True when these words put the caller through, and do not only speak of it. */
  public static boolean putsThrough(String said) {
    for (String sentence :
        said.toLowerCase(Locale.ROOT).replace('\u2019', '\'').split("[.!]\\s*")) {
      if (TRANSFER.matcher(sentence).find()
          && !sentence.contains("?")
          && !NOT_NOW.matcher(sentence).find()) {
        return true;
      }
    }
    return false;
  }
}
