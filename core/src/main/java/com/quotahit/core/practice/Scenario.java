package com.quotahit.core.practice;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A situation to practise: what is sold, what the buyer knows and hides, what stands in the way.
 *
 * @param learnerBrief what the learner is told before the call
 * @param situation what the buyer knows, told to a language model that plays them
 * @param answers what the buyer says when asked, topic by topic, from the surface down
 * @param objections in the order they matter; difficulty decides how many are used
 * @param outcome what the learner tries to get
 * @param script default beats for script mode
 */
public record Scenario(
    String id,
    int version,
    String title,
    ScenarioType type,
    String summary,
    String learnerBrief,
    Product product,
    String situation,
    Contact contact,
    List<String> stages,
    List<Focus> focuses,
    Duration timeLimit,
    List<String> personaIds,
    Map<Topic, List<String>> answers,
    List<Objection> objections,
    List<HiddenFact> hiddenFacts,
    Outcome outcome,
    Optional<Negotiation> negotiation,
    Optional<Gatekeeper> gatekeeper,
    List<Beat> script,
    String scorecardId) {

  /** How the buyer comes to be on the line. */
  public enum Contact {
    /** They do not know who calls. */
    UNEXPECTED,
    /** A first meeting that was agreed. */
    AGREED,
    /** They have met before. */
    KNOWN;

    public String wire() {
      return WireNames.of(this);
    }
  }

  /**
   * What the learner tries to get.
   *
   * @param ask one sentence
   * @param agree said when it is given
   * @param unsure said when something still stands in the way
   * @param decline said when it is too early or too little was done for it
   */
  public record Outcome(String ask, List<String> agree, List<String> unsure, List<String> decline) {
    public Outcome {
      agree = List.copyOf(agree);
      unsure = List.copyOf(unsure);
      decline = List.copyOf(decline);
    }
  }

  /** One step of a script: what it is for, and words that do it. */
  public record Beat(String intent, String text) {}

  public Scenario {
    stages = List.copyOf(stages);
    focuses = List.copyOf(focuses);
    personaIds = List.copyOf(personaIds);
    answers = Map.copyOf(answers);
    objections = List.copyOf(objections);
    hiddenFacts = List.copyOf(hiddenFacts);
    script = List.copyOf(script);
    if (timeLimit.toSeconds() < 60 || timeLimit.toSeconds() > 3600) {
      throw new IllegalArgumentException("time limit of " + id + " must be 60 to 3600 s");
    }
  }
}
