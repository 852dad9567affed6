package com.quotahit.actors.practice;

import com.quotahit.core.models.SentenceEmbedderPort;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.practice.buyer.Act;
import com.quotahit.core.practice.buyer.TopicCues;
import com.quotahit.core.voice.QuestionKind;
import com.quotahit.core.voice.Wording;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** A call cut into sentences, with who said them, what they do and where they point. */
final class CallReading {

  /**
   * @param turn position of its turn in the call
   */
  record Spoken(
      int turn, Turn source, String text, Set<Act> acts, boolean question, float[] direction) {}

  /** A sentence with how near it is to what was looked for. */
  record Found(Spoken sentence, double score) {}

  private final List<Turn> turns;
  private final List<Spoken> learner = new ArrayList<>();
  private final List<Spoken> persona = new ArrayList<>();
  private final Map<String, float[]> content;

  CallReading(List<Turn> turns, Map<String, float[]> speech, Map<String, float[]> content) {
    this.turns = turns;
    this.content = content;
    for (int i = 0; i < turns.size(); i++) {
      Turn turn = turns.get(i);
      for (String sentence : Wording.sentences(turn.text())) {
        float[] direction = speech.get(sentence);
        if (direction != null) {
          boolean question = QuestionKind.of(sentence).isPresent() || looksAsked(sentence);
          Spoken spoken = new Spoken(i, turn, sentence, acts(sentence), question, direction);
          (turn.speaker() == Turn.Speaker.USER ? learner : persona).add(spoken);
        }
      }
    }
  }

  List<Spoken> learner() {
    return learner;
  }

  List<Spoken> persona() {
    return persona;
  }

  /** What the persona answered to a turn, as far as it says something. */
  Optional<String> answerTo(Spoken sentence) {
    return turns.stream()
        .skip(sentence.turn() + 1L)
        .findFirst()
        .filter(turn -> turn.speaker() == Turn.Speaker.PERSONA)
        .map(Turn::text);
  }

  /** What the persona said right before. */
  Optional<String> before(Spoken sentence) {
    return sentence.turn() == 0
        ? Optional.empty()
        : Optional.of(turns.get(sentence.turn() - 1))
            .filter(turn -> turn.speaker() == Turn.Speaker.PERSONA)
            .map(Turn::text);
  }

  double nearness(Spoken sentence, Collection<String> examples) {
    return examples.stream()
        .map(content::get)
        .filter(direction -> direction != null)
        .mapToDouble(direction -> SentenceEmbedderPort.similarity(sentence.direction(), direction))
        .max()
        .orElse(0);
  }

  /** The learner's sentences that do it, best first, one of each turn. */
  List<Found> find(String criterionId, List<String> examples, double threshold) {
    CriterionCues.Cue cue = CriterionCues.of(criterionId);
    List<Found> found = new ArrayList<>();
    for (Spoken sentence : learner) {
      if (cue.question() && !sentence.question()) {
        continue;
      }
      boolean cued = cue.acts().stream().anyMatch(sentence.acts()::contains);
      double near = nearness(sentence, examples);
      String plain = sentence.text().toLowerCase(Locale.ROOT);
      boolean onTopic = cue.topic().map(topic -> TopicCues.in(plain, topic)).orElse(false);
      double bonus = cued ? 0.22 : onTopic ? 0.20 : cue.acts().isEmpty() ? 0 : -0.08;
      double score = near + bonus;
      if (score >= threshold) {
        found.add(new Found(sentence, score));
      }
    }
    found.sort(
        Comparator.comparingDouble(Found::score)
            .reversed()
            .thenComparing(f -> f.sentence().turn()));
    List<Found> oneOfEachTurn = new ArrayList<>();
    for (Found each : found) {
      if (oneOfEachTurn.stream().noneMatch(f -> f.sentence().turn() == each.sentence().turn())) {
        oneOfEachTurn.add(each);
      }
    }
    return oneOfEachTurn;
  }

  private static Set<Act> acts(String sentence) {
    String plain = sentence.toLowerCase(Locale.ROOT).replace('’', '\'');
    Set<Act> acts = EnumSet.noneOf(Act.class);
    for (Act act : Act.values()) {
      if (act.heardIn(plain)) {
        acts.add(act);
      }
    }
    return acts;
  }

  private static boolean looksAsked(String sentence) {
    return sentence
        .toLowerCase(Locale.ROOT)
        .matches(
            "^(?:and |so |okay |but )?(?:what|how|why|who|when|where|which|do you|does|is there|are you|could you|would you|have you)\\b.*");
  }
}
