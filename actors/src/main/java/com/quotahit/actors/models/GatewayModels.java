package com.quotahit.actors.models;

import com.quotahit.core.models.BudgetsPort;
import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.models.LanguageModelsPort;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.shared.IdSource;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Language models for features that only want words: through the gateway wherever there is a key
 * for the caller, and from this machine where there is none.
 */
public final class GatewayModels implements LanguageModelsPort {

  private final Gateway gateway;
  private final Gateway.Parts parts;
  private final Choosing choosing;
  private final Admitting admitting;
  private final LanguageModelPort withoutKey;
  private final List<String> otherwise;
  private final IdSource ids;

  /**
   * @param withoutKey answers where nobody's key may be used
   * @param otherwise models to ask where a workspace has chosen none
   */
  public GatewayModels(
      Gateway gateway, LanguageModelPort withoutKey, List<String> otherwise, IdSource ids) {
    this.gateway = gateway;
    this.parts = gateway.parts();
    this.choosing = new Choosing(parts);
    this.admitting = new Admitting(parts);
    this.withoutKey = withoutKey;
    this.otherwise = List.copyOf(otherwise);
    this.ids = ids;
  }

  @Override
  public CompletionStage<Choice> of(Caller caller) {
    Choosing.Wish wish =
        new Choosing.Wish(
            caller.user(),
            caller.purpose().module(),
            caller.purpose().feature(),
            Optional.empty(),
            otherwise);
    return parts
        .book()
        .of(caller.workspace())
        .thenCompose(terms ->
            switch (choosing.choose(wish, terms)) {
              case Choosing.Chosen.Some some
                  when some.candidates().getFirst().source() == KeySource.SANDBOX ->
                  done(new Choice.Ask(withoutKey));
              case Choosing.Chosen.Some some -> admitted(caller, wish, some);
              case Choosing.Chosen.Nobody(Refusal.NoKey _) -> done(new Choice.Ask(withoutKey));
              case Choosing.Chosen.Nobody(Refusal why) -> done(new Choice.Refused(why));
            });
  }

  /** Nothing is counted yet: each answer is, when it is asked for. */
  private CompletionStage<Choice> admitted(
      Caller caller, Choosing.Wish wish, Choosing.Chosen.Some chosen) {
    return admitting
        .ask(
            new Admitting.Wanted(caller.workspace(), caller.admission(), wish),
            chosen,
            _ -> new BudgetsPort.Hold("", MicroUsd.ZERO, Duration.ZERO))
        .thenApply(entry ->
            switch (entry) {
              case Admitting.Entry.Let(List<Candidate> candidates, _) ->
                  new Choice.Ask(
                      new GatewayModel(
                          gateway, caller, otherwise, ids, candidates.getFirst().simulated()));
              case Admitting.Entry.Refused(Refusal why) -> new Choice.Refused(why);
            });
  }

  private static CompletionStage<Choice> done(Choice choice) {
    return CompletableFuture.completedFuture(choice);
  }
}
