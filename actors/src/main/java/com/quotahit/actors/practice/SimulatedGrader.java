package com.quotahit.actors.practice;

import com.quotahit.actors.practice.CallReading.Found;
import com.quotahit.actors.practice.CallReading.Spoken;
import com.quotahit.core.practice.Criterion;
import com.quotahit.core.practice.Evidence;
import com.quotahit.core.practice.Grade;
import com.quotahit.core.practice.Objection;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.Verdict;
import com.quotahit.core.practice.buyer.Act;
import com.quotahit.core.practice.buyer.Claim;
import com.quotahit.core.voice.Wording;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.stream.Stream;

/**
 * Grades without a language model: compares the learner's sentences in meaning with examples of
 * each criterion, helped by telling words. Deterministic; every positive verdict carries the
 * learner's own words.
 */
final class SimulatedGrader {

  private static final double CLEAR = 0.56;
  private static final double DATED = 0.36;
  private static final double FORBIDDEN = 0.66;
  private static final double OBJECTED = 0.72;
  private static final int EVIDENCE_MAX = 3;
  private static final Set<String> ONLY_AFTER_OBJECTIONS =
      Set.of("handled-objections", "acknowledged", "clarified-objection", "checked-settled");

  private final PracticeCatalog catalog;
  private final Meanings meanings;
  private final Map<String, Criterion> criteria = new LinkedHashMap<>();

  SimulatedGrader(PracticeCatalog catalog, Meanings meanings) {
    this.catalog = catalog;
    this.meanings = meanings;
    catalog.scorecards().stream()
        .flatMap(card -> card.criteria())
        .forEach(criterion -> criteria.putIfAbsent(criterion.id(), criterion));
  }

  CompletionStage<String> grade(GradingPrompt.Request request) {
    List<Criterion> asked =
        request.criterionIds().stream().filter(criteria::containsKey).map(criteria::get).toList();
    Optional<Scenario> scenario = catalog.scenario(request.scenarioId());
    List<String> content =
        Stream.concat(
                asked.stream().flatMap(criterion -> examples(criterion).stream()),
                scenario.stream()
                    .flatMap(
                        s -> Stream.concat(resistance(s).stream(), s.product().facts().stream())))
            .distinct()
            .toList();
    List<String> speech =
        request.turns().stream()
            .flatMap(turn -> Wording.sentences(turn.text()).stream())
            .distinct()
            .toList();
    return meanings
        .ofContent(content)
        .thenCombine(
            meanings.ofSpeech(speech),
            (known, said) -> {
              CallReading call = new CallReading(request.turns(), said, known);
              Rationales why = new Rationales(call, request.personaName());
              boolean objected = scenario.map(s -> objected(call, s)).orElse(false);
              return GradingPrompt.write(
                  asked.stream().map(c -> grade(c, call, why, objected, scenario)).toList());
            });
  }

  private static Grade grade(
      Criterion criterion,
      CallReading call,
      Rationales why,
      boolean objected,
      Optional<Scenario> scenario) {
    if (ONLY_AFTER_OBJECTIONS.contains(criterion.id()) && !objected) {
      return Grade.of(
          criterion.id(),
          Verdict.NOT_APPLICABLE,
          List.of(),
          "No objection was raised, so there was nothing to answer.");
    }
    return switch (criterion) {
      case Criterion.Check check -> check(check, call, why);
      case Criterion.Compound compound -> compound(compound, call, why);
      case Criterion.Rated rated -> rated(rated, call, why);
      case Criterion.Knowledge knowledge -> knowledge(knowledge, call, scenario);
      case Criterion.Forbidden forbidden -> forbidden(forbidden, call);
      case Criterion.Metric metric ->
          Grade.of(metric.id(), Verdict.NOT_APPLICABLE, List.of(), "Computed, not judged.");
    };
  }

  private static Grade check(Criterion.Check check, CallReading call, Rationales why) {
    List<Found> found = done(check, call);
    return found.isEmpty()
        ? Grade.of(
            check.id(),
            Verdict.NOT_MET,
            List.of(),
            why.missing(check, check.tip(), check.examples()))
        : Grade.of(check.id(), Verdict.MET, evidence(found, 2), why.met(check, found.getFirst()));
  }

  private static List<Found> done(Criterion.Check check, CallReading call) {
    boolean dated = check.id().equals("step-dated");
    List<Found> found = call.find(check.id(), check.examples(), dated ? DATED : CLEAR);
    return switch (check.id()) {
      case "introduced" -> found.stream().filter(each -> each.sentence().turn() < 5).toList();
      case "step-dated" ->
          found.stream().filter(each -> DatedSentence.in(each.sentence().text())).toList();
      case "asked-impact-number" ->
          found.stream()
              .filter(each ->
                  each.sentence()
                      .text()
                      .matches("(?is).*(how (much|many|long|often)|number|\\d|hours|euros|cost).*"))
              .toList();
      default -> found;
    };
  }

  private static Grade compound(Criterion.Compound compound, CallReading call, Rationales why) {
    Map<String, Verdict> parts = new HashMap<>();
    List<Evidence> evidence = new ArrayList<>();
    List<String> passed = new ArrayList<>();
    List<String> failed = new ArrayList<>();
    for (Criterion.Check check : compound.checks()) {
      List<Found> found = done(check, call);
      parts.put(check.id(), found.isEmpty() ? Verdict.NOT_MET : Verdict.MET);
      (found.isEmpty() ? failed : passed).add(check.name());
      evidence.addAll(evidence(found, 1));
    }
    Verdict verdict =
        failed.isEmpty() ? Verdict.MET : passed.isEmpty() ? Verdict.NOT_MET : Verdict.PARTLY;
    return new Grade(
        compound.id(), verdict, 0, parts, evidence, why.compound(compound, passed, failed));
  }

  private static Grade rated(Criterion.Rated rated, CallReading call, Rationales why) {
    List<Found> found =
        switch (rated.id()) {
          case "dug-deeper" -> Deepening.in(call, rated.examples());
          case "handled-objections" -> Handling.in(call, rated.examples());
          default -> call.find(rated.id(), rated.examples(), 0.52);
        };
    int level =
        rated.id().equals("dug-deeper")
            ? Deepening.level(found)
            : 1 + Math.min(rated.anchors().size() - 1, found.size());
    Verdict verdict =
        level == 1
            ? Verdict.NOT_MET
            : level == rated.anchors().size() ? Verdict.MET : Verdict.PARTLY;
    return new Grade(
        rated.id(),
        verdict,
        level,
        Map.of(),
        evidence(found, EVIDENCE_MAX),
        why.rated(rated, level, found));
  }

  /** A number that stands beside a fact of the product and differs from it is a false claim. */
  private static Grade knowledge(
      Criterion.Knowledge knowledge, CallReading call, Optional<Scenario> scenario) {
    List<String> facts = scenario.map(s -> s.product().facts()).orElse(List.of());
    String all = String.join(" ", facts) + " " + scenario.map(s -> s.product().price()).orElse("");
    List<Claim> truths = Claim.in(all);
    List<Evidence> right = new ArrayList<>();
    for (Spoken sentence : call.learner()) {
      for (Claim claim : Claim.in(sentence.text())) {
        boolean known =
            truths.stream()
                .anyMatch(
                    fact -> fact.unit().equals(claim.unit()) && fact.value() == claim.value());
        boolean claimed = !sentence.question() && call.nearness(sentence, facts) > 0.5;
        if (claimed
            && !known
            && truths.stream().anyMatch(fact -> fact.unit().equals(claim.unit()))) {
          return Grade.of(
              knowledge.id(),
              Verdict.NOT_MET,
              List.of(new Evidence(sentence.source().id(), sentence.text())),
              "You said %s, which the product sheet does not say. %s"
                  .formatted(claim.phrase(), knowledge.tip()));
        }
        if (claimed && known) {
          right.add(new Evidence(sentence.source().id(), sentence.text()));
        }
      }
    }
    return right.isEmpty()
        ? Grade.of(
            knowledge.id(),
            Verdict.NOT_APPLICABLE,
            List.of(),
            "You made no claim with a number that could be checked.")
        : Grade.of(
            knowledge.id(),
            Verdict.MET,
            right.stream().distinct().limit(EVIDENCE_MAX).toList(),
            "The numbers you used are in the product sheet.");
  }

  private static Grade forbidden(Criterion.Forbidden forbidden, CallReading call) {
    List<Found> found =
        call.find(forbidden.id(), forbidden.examples(), FORBIDDEN).stream()
            .filter(
                each -> !forbidden.id().equals("gave-discount") || !traded(each.sentence(), call))
            .toList();
    return found.isEmpty()
        ? Grade.of(forbidden.id(), Verdict.MET, List.of(), "Nothing of the kind was said.")
        : Grade.of(
            forbidden.id(),
            Verdict.NOT_MET,
            evidence(found, EVIDENCE_MAX),
            "You said %s. %s"
                .formatted(Rationales.quote(found.getFirst().sentence().text()), forbidden.tip()));
  }

  private static boolean traded(Spoken sentence, CallReading call) {
    return call.learner().stream()
        .anyMatch(other -> other.turn() == sentence.turn() && other.acts().contains(Act.TRADE));
  }

  private static boolean objected(CallReading call, Scenario scenario) {
    List<String> lines = resistance(scenario);
    return call.persona().stream().anyMatch(sentence -> call.nearness(sentence, lines) > OBJECTED);
  }

  private static List<String> resistance(Scenario scenario) {
    Stream<String> objections =
        scenario.objections().stream()
            .flatMap((Objection o) -> Stream.concat(o.raise().stream(), o.press().stream()));
    Stream<String> terms =
        scenario.negotiation().stream()
            .flatMap(n -> Stream.concat(n.demand().stream(), n.hold().stream()));
    return Stream.concat(objections, terms).toList();
  }

  private static List<Evidence> evidence(List<Found> found, int max) {
    return found.stream()
        .limit(max)
        .map(each -> new Evidence(each.sentence().source().id(), each.sentence().text()))
        .toList();
  }

  private static List<String> examples(Criterion criterion) {
    return switch (criterion) {
      case Criterion.Check check -> check.examples();
      case Criterion.Compound compound ->
          compound.checks().stream().flatMap(check -> check.examples().stream()).toList();
      case Criterion.Rated rated -> rated.examples();
      case Criterion.Knowledge knowledge -> knowledge.examples();
      case Criterion.Forbidden forbidden -> forbidden.examples();
      case Criterion.Metric _ -> List.of();
    };
  }
}
