package com.quotahit.actors.practice;

import com.quotahit.core.models.ChatAnswer;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.practice.BuyerBrief;
import com.quotahit.core.practice.Grading;
import com.quotahit.core.practice.Scorecard;
import com.quotahit.core.practice.ScorecardResult;
import com.quotahit.core.practice.Turn;
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

  private final LanguageModelPort language;
  private final Duration timeout;

  public SessionGrading(LanguageModelPort language, Duration timeout) {
    this.language = language;
    this.timeout = timeout;
  }

  CompletionStage<ScorecardResult> grade(
      Scorecard card, BuyerBrief brief, List<Turn> turns, ConversationMetrics metrics) {
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
