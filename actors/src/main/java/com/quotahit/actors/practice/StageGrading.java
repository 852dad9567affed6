package com.quotahit.actors.practice;

import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.CallStages;
import com.quotahit.core.practice.Focus;
import com.quotahit.core.practice.Grading;
import com.quotahit.core.practice.PracticeCatalog;
import com.quotahit.core.practice.Scenario;
import com.quotahit.core.practice.Scorecard;
import com.quotahit.core.practice.ScorecardResult;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.voice.Conversation;
import com.quotahit.core.voice.ConversationMetrics;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Has each part of a call graded by its own scorecard. A call that was never put through has only
 * the gatekeeper's part, and that is its result.
 */
final class StageGrading {

  /**
   * @param score what the session is known by
   * @param gate the gatekeeper's part for itself
   */
  record Graded(ScorecardResult score, Optional<ScorecardResult> gate) {}

  private final PracticeCatalog catalog;
  private final Scenario scenario;
  private final Focus focus;
  private final Conversation.Medium medium;
  private final SessionGrading grading;
  private final LanguageModelPort language;

  StageGrading(
      PracticeCatalog catalog,
      Scenario scenario,
      Focus focus,
      Conversation.Medium medium,
      SessionGrading grading,
      LanguageModelPort language) {
    this.catalog = catalog;
    this.scenario = scenario;
    this.focus = focus;
    this.medium = medium;
    this.grading = grading;
    this.language = language;
  }

  CompletionStage<Graded> grade(BuyerBrief brief, List<Turn> turns, ConversationMetrics metrics) {
    CallStages stages = CallStages.of(scenario, turns);
    return atTheGate(brief, stages, metrics)
        .thenCompose(gate ->
            stages.putThrough()
                ? withTheBuyer(brief, stages, gate, metrics)
                    .thenApply(score -> new Graded(score, gate))
                : CompletableFuture.completedStage(new Graded(gate.orElseThrow(), gate)));
  }

  private CompletionStage<Optional<ScorecardResult>> atTheGate(
      BuyerBrief brief, CallStages stages, ConversationMetrics metrics) {
    Optional<Scorecard> card =
        scenario.gatekeeper().flatMap(gate -> catalog.scorecard(gate.scorecardId()));
    return card.isEmpty()
        ? CompletableFuture.completedStage(Optional.empty())
        : grading
            .grade(language, card.get().focusedOn(focus), brief, stages.atTheGate(), metrics)
            .thenApply(Optional::of);
  }

  /** Who hangs up after two words with the buyer has reached them, and is not judged on it. */
  private CompletionStage<ScorecardResult> withTheBuyer(
      BuyerBrief brief,
      CallStages stages,
      Optional<ScorecardResult> gate,
      ConversationMetrics metrics) {
    Scorecard card = catalog.scorecardFor(scenario, focus);
    return gate.filter(_ -> Grading.insufficient(stages.withTheBuyer(), medium))
        .map(judged ->
            CompletableFuture.completedStage(
                ScorecardResult.insufficient(card, judged.simulated())))
        .orElseGet(() -> grading.grade(language, card, brief, stages.withTheBuyer(), metrics));
  }
}
