package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;

/**
 * How hard the buyer makes it. Every parameter is published, so that a learner knows what changed
 * between two attempts.
 */
public enum Difficulty {
  EASY(1, 0.30, 0.00, 1, 0.8),
  MEDIUM(3, 0.45, 0.05, 1, 1.0),
  HARD(5, 0.60, 0.15, 2, 1.15),
  EXPERT(7, 0.75, 0.25, 2, 1.3);

  private final int objections;
  private final double concessionThreshold;
  private final double interruptionProbability;
  private final int questionsPerHiddenFact;
  private final double scoreFactor;

  Difficulty(
      int objections,
      double concessionThreshold,
      double interruptionProbability,
      int questionsPerHiddenFact,
      double scoreFactor) {
    this.objections = objections;
    this.concessionThreshold = concessionThreshold;
    this.interruptionProbability = interruptionProbability;
    this.questionsPerHiddenFact = questionsPerHiddenFact;
    this.scoreFactor = scoreFactor;
  }

  /** Objections the buyer holds ready; each is raised at most once while it is not answered. */
  public int objections() {
    return objections;
  }

  /** How much of a full answer, in [0, 1], makes the buyer let go of an objection. */
  public double concessionThreshold() {
    return concessionThreshold;
  }

  /** Chance that the buyer cuts into a learner's turn longer than 20 s. */
  public double interruptionProbability() {
    return interruptionProbability;
  }

  /** Relevant questions it takes before the buyer tells a hidden fact. */
  public int questionsPerHiddenFact() {
    return questionsPerHiddenFact;
  }

  /** Weight of a session of this difficulty in points and proficiency. */
  public double scoreFactor() {
    return scoreFactor;
  }

  public String wire() {
    return WireNames.of(this);
  }

  public static Parsed<Difficulty> parse(String field, String wire) {
    return WireNames.parse(values(), field, wire);
  }
}
