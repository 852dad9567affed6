package com.quotahit.core.voice;

import java.util.Locale;

/**
 * Every number we compute of a conversation, with the words and the formula that go with it on
 * screen.
 */
public enum MetricKey {
  TALK_SHARE(
      "Talk share", "%", "your speech ÷ all speech; silence left out, overlaps counted for both"),
  TALK_TO_LISTEN("Talk to listen", "ratio", "your speech ÷ their speech"),
  TALK_OF_CALL("Talk of call", "%", "your speech ÷ call length"),
  WORD_SHARE("Word share", "%", "your words ÷ all words"),
  LONGEST_MONOLOGUE(
      "Longest monologue", "s", "longest of your turns; pauses up to 1 s belong to a turn"),
  MONOLOGUES("Monologues", "count", "your turns longer than 150 s"),
  LONGEST_CUSTOMER_STORY("Longest customer story", "s", "longest of their turns"),
  SWITCHES_PER_MINUTE("Switches per minute", "/min", "changes of speaker ÷ minutes of call"),
  INTERACTIVITY("Interactivity", "points", "2 × switches per minute, at most 10"),
  PATIENCE(
      "Patience", "s", "median pause between their last word and your first, pauses of 0 to 5 s"),
  INTERRUPTIONS_BY_US(
      "Interruptions by you", "count", "you began while they spoke, 0.3 s overlap or more"),
  INTERRUPTIONS_BY_THEM(
      "Interruptions by them", "count", "they began while you spoke, 0.3 s overlap or more"),
  DEAD_AIR("Dead air", "count", "pauses before your turn longer than 5 s"),
  QUESTIONS("Your questions", "count", "questions you asked"),
  QUESTIONS_OPEN("Open questions", "count", "your questions that invite more than yes or no"),
  QUESTIONS_CLOSED("Closed questions", "count", "your questions answered by yes, no or a choice"),
  QUESTIONS_LEADING("Leading questions", "count", "your questions that suggest their answer"),
  QUESTIONS_BY_THEM("Their questions", "count", "questions they asked"),
  QUESTION_RATE("Questions per hour", "/h", "your questions ÷ call hours"),
  QUESTION_SPREAD(
      "Question spread", "%", "quarters of the call with at least one question of yours"),
  WPM("Your pace", "words/min", "your words ÷ your speaking minutes"),
  WPM_THEIRS("Their pace", "words/min", "their words ÷ their speaking minutes"),
  FILLERS_PER_MIN("Fillers", "/min", "um, er, you know and the like ÷ your speaking minutes"),
  SILENCE_SHARE("Silence", "%", "time in which nobody speaks ÷ call length"),
  LONGEST_SILENCE("Longest silence", "s", "longest time in which nobody speaks"),
  OVERTALK_SHARE("Talking at once", "%", "time in which both speak ÷ call length"),
  BACK_CHANNEL_RATE("Back-channels", "/min", "your \"mm-hm\"s ÷ minutes of their speech"),
  WE_I_RATIO("We to I", "ratio", "your we, us, our ÷ your I, me, my");

  private final String label;
  private final String unit;
  private final String formula;

  MetricKey(String label, String unit, String formula) {
    this.label = label;
    this.unit = unit;
    this.formula = formula;
  }

  public String key() {
    return name().toLowerCase(Locale.ROOT);
  }

  public String label() {
    return label;
  }

  public String unit() {
    return unit;
  }

  public String formula() {
    return formula;
  }
}
