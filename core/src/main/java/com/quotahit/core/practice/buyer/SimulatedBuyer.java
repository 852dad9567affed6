package com.quotahit.core.practice.buyer;

import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.Guidance;
import com.quotahit.core.voice.Wording;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * The other side of a practice call without a language model. Each answer folds over the whole
 * conversation from its beginning, so that a call can go on after a break on another machine, and
 * only what was really heard of earlier answers counts.
 */
public final class SimulatedBuyer {

  private static final List<DialogueAct> ACTS =
      List.of(
          Farewells::answer,
          Disturbances::answer,
          FrontDesk::answer,
          Openings::answer,
          Listening::contradiction,
          Bargaining::answer,
          Objections::answer,
          Commitments::answer,
          Questions::answer,
          Listening::answer);

  private final BuyerBrief brief;
  private final BuyerLanguage language;
  private final Ear ear;

  /**
   * @param meaning nearness of one sentence to the {@link Intents} of the scenario
   */
  public SimulatedBuyer(
      BuyerBrief brief, BuyerLanguage language, Function<String, Nearness> meaning) {
    this.brief = brief;
    this.language = language;
    this.ear = new Ear(meaning);
  }

  /**
   * What the buyer says next.
   *
   * @param guidance one of {@link Guidance}, if the answer is directed
   */
  public String reply(List<Said> conversation, Optional<String> guidance) {
    CallMemory memory = new CallMemory(brief);
    List<Line> next = List.of();
    List<Said> merged = merged(conversation);
    for (int i = 0; i < merged.size(); i++) {
      boolean last = i == merged.size() - 1;
      switch (merged.get(i)) {
        case Said.ByBuyer(String text) -> unprompted(memory, text);
        case Said.ByLearner(String text) -> {
          next = listen(memory, text);
          if (!last && merged.get(i + 1) instanceof Said.ByBuyer(String answer)) {
            heardOut(memory, next, answer);
            next = List.of();
            i++;
          }
        }
      }
    }
    List<Line> lines = guidance.flatMap(direction -> directed(memory, direction)).orElse(next);
    return spoken(lines.isEmpty() ? anything(memory) : lines);
  }

  /** Every sentence of the learner as the buyer will hear it, for those who supply the meaning. */
  public static List<String> sentences(List<Said> conversation) {
    return merged(conversation).stream()
        .filter(Said.ByLearner.class::isInstance)
        .flatMap(said -> Wording.sentences(((Said.ByLearner) said).text()).stream())
        .distinct()
        .toList();
  }

  private List<Line> listen(CallMemory memory, String text) {
    Heard heard = ear.hear(text);
    memory.hear(heard, brief.scenario(), brief.difficulty());
    Call call = new Call(brief, language, memory, heard);
    List<Line> lines = List.of();
    for (DialogueAct act : ACTS) {
      Optional<List<Line>> answer = act.answer(call);
      if (answer.isPresent()) {
        lines = answer.get();
        break;
      }
    }
    memory.claims.addAll(heard.claims());
    memory.waitsForAnswer = false;
    return lines;
  }

  private Optional<List<Line>> directed(CallMemory memory, String guidance) {
    if (guidance.contains(Guidance.CONTINUE) && !memory.unheard.isEmpty()) {
      return Optional.of(memory.unheard);
    }
    memory.turn++;
    return Directions.answer(new Call(brief, language, memory, ear.hear("")), guidance);
  }

  private List<Line> anything(CallMemory memory) {
    Call call = new Call(brief, language, memory, ear.hear(""));
    if (memory.turn == 0) {
      return Directions.open(call).orElse(List.of());
    }
    return Call.move(call.say("neutral").or(() -> call.say("last_resort"))).orElse(List.of());
  }

  /** Takes over what an answer changed, as far as it was heard. */
  private static void heardOut(CallMemory memory, List<Line> planned, String heard) {
    String actual = plain(heard);
    boolean cut = !planned.isEmpty() && plain(spoken(planned)).startsWith(actual);
    List<Line> unheard = new ArrayList<>();
    int at = 0;
    for (Line line : planned) {
      at += plain(line.text()).length() + 1;
      if (cut && at - 1 > actual.length()) {
        unheard.add(line);
      } else {
        memory.keep(line);
      }
    }
    memory.unheard = unheard;
    memory.remember(heard);
    if (!planned.isEmpty()) {
      memory.lastOpener = planned.getFirst().text();
    }
  }

  /**
   * The buyer spoke without being spoken to: the first words (a second time when a gatekeeper came
   * before them), a question into the silence, a farewell.
   */
  private static void unprompted(CallMemory memory, String text) {
    memory.remember(text);
    boolean picksUp = memory.putThrough && !memory.pickedUp;
    memory.pickedUp |= picksUp;
    memory.silences += memory.turn > 0 && !picksUp ? 1 : 0;
    memory.turn++;
    memory.ended |= Guidance.endsTheCall(text);
  }

  private static List<Said> merged(List<Said> conversation) {
    List<Said> merged = new ArrayList<>();
    for (Said said : conversation) {
      if (said instanceof Said.ByLearner(String text)
          && !merged.isEmpty()
          && merged.getLast() instanceof Said.ByLearner(String before)) {
        String stop = before.matches("(?s).*[.!?]\\s*$") ? " " : ". ";
        merged.set(merged.size() - 1, new Said.ByLearner(before.strip() + stop + text));
      } else {
        merged.add(said);
      }
    }
    return merged;
  }

  private static String plain(String text) {
    return String.join(" ", Wording.words(text)).toLowerCase(Locale.ROOT);
  }

  private static String spoken(List<Line> lines) {
    return lines.stream().map(Line::text).collect(Collectors.joining(" "));
  }
}
