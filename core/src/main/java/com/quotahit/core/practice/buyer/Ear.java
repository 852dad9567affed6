package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.Topic;
import com.quotahit.core.voice.QuestionKind;
import com.quotahit.core.voice.Wording;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Understands a turn: words and meaning together, sentence by sentence. */
final class Ear {

  private static final double TOPIC_THRESHOLD = 0.46;
  private static final double CUE_BONUS = 0.17;
  private static final double ANSWER_FLOOR = 0.30;
  private static final double ANSWER_FULL = 0.62;
  private static final double ATTACK_THRESHOLD = 0.62;
  private static final double OFF_TOPIC_FLOOR = 0.45;

  /** More numbers than these nobody keeps in mind. */
  private static final int CLAIMS_MAX = 12;

  private static final Pattern NAME =
      Pattern.compile(
          "\\b(?:[Mm]y name is|[Mm]y name's|[Tt]his is|[Ii]t's|I'm|I am|[Nn]ame is)\\s+([A-Z][a-zà-ÿ]+)(?:\\s+[A-Z][a-zà-ÿ]+)?\\b|\\b([A-Z][a-zà-ÿ]+)(?:\\s+[A-Z][a-zà-ÿ]+)? (?:here|speaking|from)\\b");
  private static final Pattern COMPANY =
      Pattern.compile("\\b(?:from|with|at)\\s+([A-Z][\\w&]+(?:\\s[A-Z][\\w&]+)?)");
  private static final Set<String> NO_NAMES =
      Set.of(
          "Hi", "Hello", "Hey", "Good", "Not", "Sorry", "Just", "Great", "So", "Well", "Okay",
          "Yes", "No", "The", "Right", "Calling", "Quick", "Nobody", "People", "Thanks", "Happy",
          "Glad", "Sure");
  private static final Pattern NOISE =
      Pattern.compile("[bcdfghjklmnpqrstvwxz]{5,}|(.)\\1{3,}|[a-z]*\\d[a-z]+\\d[a-z\\d]*");

  private final Function<String, Nearness> meaning;

  Ear(Function<String, Nearness> meaning) {
    this.meaning = meaning;
  }

  Heard hear(String text) {
    Set<Act> acts = EnumSet.noneOf(Act.class);
    Map<Topic, Double> topics = new EnumMap<>(Topic.class);
    Map<String, Double> answers = new HashMap<>();
    Map<String, Double> probes = new HashMap<>();
    Map<String, Double> meant = new HashMap<>();
    List<Claim> claims = new ArrayList<>();
    boolean question = false;
    double nearest = 0;
    String whole = text.toLowerCase(Locale.ROOT).replace('’', '\'');
    for (Act act : Act.values()) {
      if (act.heardIn(whole)) {
        acts.add(act);
      }
    }
    for (String sentence : Wording.sentences(text)) {
      String plain = sentence.toLowerCase(Locale.ROOT).replace('’', '\'').strip();
      Nearness near = meaning.apply(sentence);
      boolean asks = asks(sentence, plain);
      boolean checks = Act.CHECK.heardIn(plain);
      question |= asks;
      claims.addAll(Claim.in(sentence));
      for (Act act : Act.values()) {
        if (act.heardIn(plain)) {
          acts.add(act);
        }
      }
      near.byIntent()
          .forEach((intent, score) -> note(intent, score, asks && !checks, answers, probes, meant));
      if (asks && !checks) {
        askedAbout(plain, near, topics);
      }
      nearest = Math.max(nearest, onTopic(near));
    }
    if (meant.getOrDefault("attack", 0.0) > Math.max(ATTACK_THRESHOLD, nearest)) {
      acts.add(Act.ATTACK);
    }
    boolean offTopic =
        meant.getOrDefault("offtopic", 0.0) > OFF_TOPIC_FLOOR
            && meant.getOrDefault("offtopic", 0.0) > nearest + 0.08;
    return new Heard(
        text,
        Wording.words(text).size(),
        acts,
        ranked(topics),
        answers,
        probes,
        meant,
        claims.subList(0, Math.min(CLAIMS_MAX, claims.size())),
        Appointment.in(text),
        name(text),
        group(COMPANY, text),
        question,
        gibberish(text),
        offTopic);
  }

  private static boolean asks(String sentence, String plain) {
    return QuestionKind.of(sentence).isPresent()
        || plain.matches(
            "^(?:and |so |okay |but )?(?:what|how|why|who|when|where|which|do you|does|is there|are you|are there|can you|could you|would you|have you)\\b.*");
  }

  private static double onTopic(Nearness near) {
    return near.byIntent().entrySet().stream()
        .filter(
            entry -> !entry.getKey().equals("act:offtopic") && !entry.getKey().equals("act:attack"))
        .mapToDouble(Map.Entry::getValue)
        .max()
        .orElse(0);
  }

  private static void note(
      String intent,
      double score,
      boolean asks,
      Map<String, Double> answers,
      Map<String, Double> probes,
      Map<String, Double> meant) {
    int colon = intent.indexOf(':');
    String id = intent.substring(colon + 1);
    switch (intent.substring(0, colon)) {
      case "objection" ->
          answers.merge(
              id,
              Math.clamp((score - ANSWER_FLOOR) / (ANSWER_FULL - ANSWER_FLOOR), 0, 1),
              Math::max);
      case "fact" -> {
        if (asks) {
          probes.merge(id, score, Math::max);
        }
      }
      case "act" -> meant.merge(id, score, Math::max);
      default -> {
        // topics and answers are weighed together in askedAbout
      }
    }
  }

  private static void askedAbout(String plain, Nearness near, Map<Topic, Double> topics) {
    for (Topic topic : Topic.values()) {
      double meantBy =
          Math.max(near.to(Intents.topic(topic)), 0.9 * near.to(Intents.answer(topic)));
      double score = meantBy + (TopicCues.in(plain, topic) ? CUE_BONUS : 0);
      if (score >= TOPIC_THRESHOLD) {
        topics.merge(topic, score, Math::max);
      }
    }
  }

  private static List<Topic> ranked(Map<Topic, Double> topics) {
    return topics.entrySet().stream()
        .sorted(
            Map.Entry.<Topic, Double>comparingByValue(Comparator.reverseOrder())
                .thenComparing(Map.Entry::getKey))
        .map(Map.Entry::getKey)
        .toList();
  }

  private static Optional<String> name(String text) {
    Matcher matcher = NAME.matcher(text);
    while (matcher.find()) {
      String name = matcher.group(1) != null ? matcher.group(1) : matcher.group(2);
      if (!NO_NAMES.contains(name)) {
        return Optional.of(name);
      }
    }
    return Optional.empty();
  }

  private static Optional<String> group(Pattern pattern, String text) {
    Matcher matcher = pattern.matcher(text);
    return matcher.find() ? Optional.of(matcher.group(1)) : Optional.empty();
  }

  private static boolean gibberish(String text) {
    List<String> words = Wording.words(text);
    if (words.isEmpty()) {
      return true;
    }
    long noise =
        words.stream()
            .filter(word ->
                NOISE.matcher(word).find()
                    || (word.length() > 3 && !word.matches(".*[aeiouy\\d].*")))
            .count();
    return noise * 2 >= words.size();
  }
}
