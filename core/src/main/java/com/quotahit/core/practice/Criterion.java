package com.quotahit.core.practice;

import java.util.List;

/** One thing a scorecard looks at. Weights are positive whole numbers. */
public sealed interface Criterion {

  String id();

  String name();

  int weight();

  /** The kind as the contract spells it. */
  default String kind() {
    return switch (this) {
      case Check _ -> "check";
      case Compound _ -> "compound";
      case Rated _ -> "rated";
      case Metric _ -> "metric";
      case Knowledge _ -> "knowledge";
      case Forbidden _ -> "forbidden";
    };
  }

  /**
   * A behaviour that is there or not.
   *
   * @param statement what the learner did, such as "asked who else decides"
   * @param examples words that would do it, for a grader without a language model
   * @param tip what to say next time, one sentence
   */
  record Check(
      String id, String name, int weight, String statement, List<String> examples, String tip)
      implements Criterion {
    public Check {
      examples = List.copyOf(examples);
      Criterion.requireWeight(id, weight);
    }
  }

  /** Two to ten checks; the score is passed divided by all. */
  record Compound(String id, String name, int weight, List<Check> checks, String tip)
      implements Criterion {
    public Compound {
      checks = List.copyOf(checks);
      Criterion.requireWeight(id, weight);
      if (checks.size() < 2 || checks.size() > 10) {
        throw new IllegalArgumentException("compound " + id + " must hold 2 to 10 checks");
      }
    }
  }

  /**
   * A level from 1 to the number of anchors (5 or 10); level 1 scores 0, the highest 100.
   *
   * @param anchors what each level looks like, lowest first
   */
  record Rated(
      String id,
      String name,
      int weight,
      String statement,
      List<String> anchors,
      List<String> examples,
      String tip)
      implements Criterion {
    public Rated {
      anchors = List.copyOf(anchors);
      examples = List.copyOf(examples);
      Criterion.requireWeight(id, weight);
      if (anchors.size() != 5 && anchors.size() != 10) {
        throw new IllegalArgumentException("rated " + id + " must have 5 or 10 anchors");
      }
    }
  }

  /**
   * A number computed by code, scored by how near it is to its band.
   *
   * @param metric key of a conversation metric
   * @param low lower edge of the band, inclusive; use 0 for "at most"
   * @param high upper edge, inclusive
   */
  record Metric(
      String id, String name, int weight, String metric, double low, double high, String tip)
      implements Criterion {
    public Metric {
      Criterion.requireWeight(id, weight);
      if (low > high) {
        throw new IllegalArgumentException("band of " + id + " is upside down");
      }
    }
  }

  /** What was said must agree with what is true of the product. */
  record Knowledge(
      String id,
      String name,
      int weight,
      String statement,
      List<String> facts,
      List<String> examples,
      String tip)
      implements Criterion {
    public Knowledge {
      facts = List.copyOf(facts);
      examples = List.copyOf(examples);
      Criterion.requireWeight(id, weight);
    }
  }

  /** What must not happen. It takes no part in the mean; it takes points off or fails the call. */
  record Forbidden(
      String id,
      String name,
      String statement,
      List<String> examples,
      Consequence consequence,
      String tip)
      implements Criterion {
    public Forbidden {
      examples = List.copyOf(examples);
    }

    @Override
    public int weight() {
      return 1;
    }
  }

  /** What a forbidden behaviour costs. */
  sealed interface Consequence {

    /** Points off the total, which never falls below 0. */
    record MinusPoints(int points) implements Consequence {}

    /** The call is not passed, whatever its total. */
    record AutoFail() implements Consequence {}
  }

  private static void requireWeight(String id, int weight) {
    if (weight < 1) {
      throw new IllegalArgumentException("weight of " + id + " must be positive, is " + weight);
    }
  }
}
