package com.quotahit.core.voice;

import java.util.Optional;

/** Where a metric should be. */
public record MetricBand(double low, double high) {

  /** How far from its band a metric is. */
  public enum State {
    IN,
    /** Outside the band. */
    NEAR,
    /** Outside by more than a factor of 1.3. */
    FAR,
    /** No band, or no value. */
    NONE
  }

  private static final double FAR_FACTOR = 1.3;

  public State judge(double value) {
    if (value >= low && value <= high) {
      return State.IN;
    }
    return value > high * FAR_FACTOR || value < low / FAR_FACTOR ? State.FAR : State.NEAR;
  }

  /** The shipped target of a metric in a kind of call, if it has one. */
  public static Optional<MetricBand> shipped(MetricKey key, CallKind kind) {
    return switch (key) {
      case TALK_SHARE -> Optional.of(talkShare(kind));
      case LONGEST_MONOLOGUE -> Optional.of(new MetricBand(0, 150));
      case INTERACTIVITY -> Optional.of(new MetricBand(5, 10));
      case PATIENCE -> Optional.of(new MetricBand(0.6, 1.5));
      case QUESTION_RATE -> Optional.of(new MetricBand(15, 30));
      case TALK_TO_LISTEN,
          TALK_OF_CALL,
          WORD_SHARE,
          MONOLOGUES,
          LONGEST_CUSTOMER_STORY,
          SWITCHES_PER_MINUTE,
          INTERRUPTIONS_BY_US,
          INTERRUPTIONS_BY_THEM,
          DEAD_AIR,
          QUESTIONS,
          QUESTIONS_OPEN,
          QUESTIONS_CLOSED,
          QUESTIONS_LEADING,
          QUESTIONS_BY_THEM,
          QUESTION_SPREAD,
          WPM,
          WPM_THEIRS,
          FILLERS_PER_MIN,
          SILENCE_SHARE,
          LONGEST_SILENCE,
          OVERTALK_SHARE,
          BACK_CHANNEL_RATE,
          WE_I_RATIO ->
          Optional.empty();
    };
  }

  private static MetricBand talkShare(CallKind kind) {
    return switch (kind) {
      case DISCOVERY -> new MetricBand(30, 45);
      case DEMO -> new MetricBand(45, 55);
      case NEGOTIATION -> new MetricBand(40, 45);
      case COLD, FOLLOW_UP -> new MetricBand(40, 55);
    };
  }
}
