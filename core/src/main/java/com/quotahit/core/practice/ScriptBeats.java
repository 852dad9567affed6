package com.quotahit.core.practice;

import com.quotahit.core.voice.QuestionKind;
import com.quotahit.core.voice.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/**
 * Splits a learner's script into beats: steps with a purpose. A blank line or a numbered line
 * starts a new beat; running text is cut where it turns from telling to asking and back.
 */
public final class ScriptBeats {

  /** More beats than this would be a text, not a script; the rest joins the last beat. */
  public static final int BEATS_MAX = 30;

  private static final Pattern MARK = Pattern.compile("^\\s*(?:[-*•]|\\d{1,2}[.)])\\s+");
  private static final int SENTENCES_MAX = 3;

  private ScriptBeats() {}

  public static List<Scenario.Beat> split(String script) {
    List<Scenario.Beat> beats = new ArrayList<>();
    for (String paragraph : script.split("\\R\\s*\\R|\\R(?=\\s*(?:[-*•]|\\d{1,2}[.)])\\s)")) {
      for (String text : steps(MARK.matcher(paragraph.strip()).replaceFirst(""))) {
        add(beats, text);
      }
    }
    return List.copyOf(beats);
  }

  private static void add(List<Scenario.Beat> beats, String text) {
    if (beats.size() < BEATS_MAX) {
      beats.add(new Scenario.Beat(intent(text, beats.isEmpty()), text));
    } else {
      Scenario.Beat last = beats.removeLast();
      beats.add(new Scenario.Beat(last.intent(), last.text() + " " + text));
    }
  }

  /** A step ends after its question, or after three sentences. */
  private static List<String> steps(String paragraph) {
    List<String> steps = new ArrayList<>();
    StringBuilder step = new StringBuilder();
    int sentences = 0;
    for (String sentence : Wording.sentences(paragraph.replaceAll("\\s+", " "))) {
      step.append(step.isEmpty() ? "" : " ").append(sentence);
      sentences++;
      if (QuestionKind.of(sentence).isPresent() || sentences == SENTENCES_MAX) {
        steps.add(step.toString());
        step.setLength(0);
        sentences = 0;
      }
    }
    if (!step.isEmpty()) {
      steps.add(step.toString());
    }
    return steps;
  }

  private static String intent(String text, boolean first) {
    String plain = text.toLowerCase(Locale.ROOT);
    if (first
        && plain.matches(".*\\b(this is|my name|i'm|hello|hi|good (morning|afternoon))\\b.*")) {
      return "Open";
    }
    if (plain.matches(".*\\b(thank you|thanks for|goodbye|have a (good|nice|great))\\b.*")) {
      return "Close";
    }
    if (plain.matches(
        ".*\\b(monday|tuesday|wednesday|thursday|friday|next week|meeting|next step|calendar)\\b.*")) {
      return "Agree the next step";
    }
    if (plain.matches(".*\\b(customer|client|company like|case|reference|percent)\\b.*")
        && !plain.endsWith("?")) {
      return "Give proof";
    }
    if (plain.matches(".*\\b(understand|fair point|makes sense|hear you)\\b.*")) {
      return "Acknowledge";
    }
    if (plain.matches(".*\\b(price|cost|euros?|discount|invest)\\b.*") && !plain.endsWith("?")) {
      return "Talk about the price";
    }
    return Wording.sentences(text).stream().anyMatch(s -> QuestionKind.of(s).isPresent())
        ? "Ask"
        : "Tell";
  }
}
