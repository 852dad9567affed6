package com.quotahit.actors.practice;

import com.quotahit.core.models.ChatAnswer;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.models.LanguageModelsPort;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.Grading;
import com.quotahit.core.practice.Scorecard;
import com.quotahit.core.practice.ScorecardResult;
import com.quotahit.core.practice.Turn;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.voice.ConversationMetrics;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;

/**
 * Has a transcript graded by a model, and puts the result together by rules that the model cannot
 * bend.
 */
public final class SessionGrading {

  private final LanguageModelsPort models;
  private final Duration timeout;

  public SessionGrading(LanguageModelsPort models, Duration timeout) {
    this.models = models;
    this.timeout = timeout;
  }

  /** Whom to ask for this learner's grades, with whose key; fails when nobody may be asked. */
  CompletionStage<LanguageModelPort> model(WorkspaceId workspace, UserId learner) {
    return models
        .of(
            new LanguageModelsPort.Caller(
                workspace,
                learner,
                PracticePurposes.GRADING,
                LanguageModelsPort.Caller.Admission.NEW))
        .thenApply(choice ->
            switch (choice) {
              case LanguageModelsPort.Choice.Ask(LanguageModelPort model) -> model;
              case LanguageModelsPort.Choice.Refused(Refusal why) -> throw new NotPaidFor(why);
            });
  }

  /** The grading would cost more than somebody wants to spend, or has nobody to do it. */
  static final class NotPaidFor extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient Refusal why;

    NotPaidFor(Refusal why) {
      super("the grading has no model to ask");
      this.why = why;
    }

    String code() {
      return switch (why) {
        case Refusal.BudgetExceeded _ -> "budget-exceeded";
        case Refusal.NoKey _ -> "no-key";
        case Refusal.NoSuchModel _, Refusal.ModelGone _ -> "no-model";
      };
    }
  }

  CompletionStage<ScorecardResult> grade(
      LanguageModelPort language,
      Scorecard card,
      BuyerBrief brief,
      List<Turn> turns,
      ConversationMetrics metrics) {
    return language
        .complete(GradingPrompt.request(card, brief, turns, "default", timeout))
        .toCompletableFuture()
        .orTimeout(timeout.toMillis(), TimeUnit.MILLISECONDS)
        .thenApply(answer -> result(card, turns, metrics, answer));
  }

  private static ScorecardResult result(
      Scorecard card, List<Turn> turns, ConversationMetrics metrics, ChatAnswer answer) {
    return GradingPrompt.grades(answer.text(), card)
        .map(grades -> Grading.result(card, turns, metrics, grades, answer.simulated()))
        .orElseThrow(() ->
            new ModelFailure(
                ModelFailure.Kind.TRANSIENT, "the grading has not the shape asked for"));
  }
}
