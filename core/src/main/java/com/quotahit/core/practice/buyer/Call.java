package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.Difficulty;
import com.quotahit.core.practice.Manner;
import com.quotahit.core.practice.Persona;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.Traits;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One moment of a call in which the buyer is about to speak: what is known, and words to speak
 * with.
 */
final class Call {

  final BuyerBrief brief;
  final BuyerLanguage language;
  final CallMemory memory;
  final Heard heard;
  final Choice choice;

  Call(BuyerBrief brief, BuyerLanguage language, CallMemory memory, Heard heard) {
    this.brief = brief;
    this.language = language;
    this.memory = memory;
    this.heard = heard;
    this.choice = new Choice(memory, brief.seed());
  }

  Persona persona() {
    return brief.persona();
  }

  Scenario scenario() {
    return brief.scenario();
  }

  Traits traits() {
    return brief.persona().traits();
  }

  Difficulty difficulty() {
    return brief.difficulty();
  }

  boolean manner(Manner manner) {
    return brief.persona().manner() == manner;
  }

  /** A shared line by use. */
  Optional<Line> say(String use) {
    return say(use, new Effect.Nothing(), Map.of());
  }

  Optional<Line> say(String use, Effect effect) {
    return say(use, effect, Map.of());
  }

  Optional<Line> say(String use, Effect effect, Map<String, String> more) {
    return choice.line(language.line(use), effect, blanks(more));
  }

  /** A line of the scenario or the persona. */
  Optional<Line> speak(List<String> variants, Effect effect) {
    return choice.line(variants, effect, blanks(Map.of()));
  }

  Optional<Line> speak(List<String> variants, Effect effect, Map<String, String> more) {
    return choice.line(variants, effect, blanks(more));
  }

  /** Lines that build on one another: the first not said yet. */
  Optional<Line> speakInOrder(List<String> lines, Effect effect) {
    return choice.next(lines, effect, blanks(Map.of()));
  }

  Map<String, String> blanks(Map<String, String> more) {
    Map<String, String> blanks = new HashMap<>(more);
    memory.repName.ifPresent(name -> blanks.put("rep", name));
    blanks.put("company", persona().company());
    blanks.put("industry", persona().industry().toLowerCase(java.util.Locale.ROOT));
    blanks.put("role", persona().role());
    return blanks;
  }

  /**
   * A short sound before the matter; never the same twice in a row, and more from people who are
   * warm.
   */
  Optional<Line> opener(List<String> pool, double probability) {
    if (!choice.chance(probability)) {
      return Optional.empty();
    }
    List<String> others = pool.stream().filter(text -> !text.equals(memory.lastOpener)).toList();
    return choice.line(others, new Effect.Nothing());
  }

  Optional<Line> acknowledge(double probability) {
    return opener(persona().phrases().acknowledge(), probability);
  }

  /** First words that belong to this person's manner, put before a line now and then. */
  Line coloured(Line line, double probability) {
    List<String> leadIns = language.leadIns().getOrDefault(persona().manner(), List.of());
    if (leadIns.isEmpty() || !Wordplay.takesLeadIn(line.text()) || !choice.chance(probability)) {
      return line;
    }
    for (int i = 0; i < leadIns.size(); i++) {
      String leadIn =
          leadIns.get(Math.floorMod((int) (brief.seed() + memory.turn * 7L) + i, leadIns.size()));
      String text = leadIn + " " + Wordplay.small(line.text());
      if (!memory.lastOpener.equals(leadIn)) {
        return line.withText(text);
      }
    }
    return line;
  }

  @SafeVarargs
  static Optional<List<Line>> move(Optional<Line>... lines) {
    List<Line> said = new ArrayList<>();
    for (Optional<Line> line : lines) {
      line.ifPresent(said::add);
    }
    return said.isEmpty() ? Optional.empty() : Optional.of(said);
  }
}
