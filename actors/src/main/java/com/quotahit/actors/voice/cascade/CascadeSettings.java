package com.quotahit.actors.voice.cascade;

import com.typesafe.config.Config;
import java.time.Duration;

/**
 * How the cascade trades work for speed.
 *
 * @param model the language model, or {@code default}
 * @param answerTokensMax bound on one reply
 * @param firstWordWithin a reply whose first word takes longer is given up
 * @param speculates whether a reply is begun before it is certain that the turn is over
 * @param leadIns whether a reply that is not ready may be led in by "Hmm." or "Well,"
 */
public record CascadeSettings(
    String model,
    int answerTokensMax,
    Duration firstWordWithin,
    boolean speculates,
    boolean leadIns) {

  private static final String PATH = "quotahit.cascade";

  public static CascadeSettings from(Config root) {
    Config config = root.getConfig(PATH);
    int tokens = config.getInt("answer-tokens-max");
    if (tokens < 16 || tokens > 4_096) {
      throw new IllegalArgumentException(
          PATH + ".answer-tokens-max is " + tokens + ", must be 16 to 4096");
    }
    Duration firstWord = config.getDuration("first-word-within");
    if (firstWord.isNegative() || firstWord.isZero() || firstWord.toSeconds() > 120) {
      throw new IllegalArgumentException(
          PATH + ".first-word-within is " + firstWord + ", must be above 0 and at most 120 s");
    }
    return new CascadeSettings(
        config.getString("model"),
        tokens,
        firstWord,
        config.getBoolean("speculate"),
        config.getBoolean("lead-ins"));
  }
}
