package com.quotahit.actors.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.models.BudgetsPort;
import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.LanguageModelPort;
import com.quotahit.core.models.LanguageModelsPort;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.shared.IdSource;
import java.time.Duration;
import java.time.YearMonth;
import java.time.ZoneOffset;
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

  private CompletionStage<Choice> admitted(
      Caller caller, Choosing.Wish wish, Choosing.Chosen.Some chosen) {
    List<BudgetsPort.Count> counts = Choosing.counts(wish, chosen);
    Choice asked =
        new Choice.Ask(
            new GatewayModel(
                gateway, caller, otherwise, ids, chosen.candidates().getFirst().simulated()));
    if (counts.isEmpty() || caller.admission() == Caller.Admission.UNDER_WAY) {
      return done(asked);
    }
    return room(parts.blocking(), caller, counts)
        .thenApply(room ->
            switch (room) {
              case BudgetsPort.Room.Granted _ -> asked;
              case BudgetsPort.Room.Exceeded(var budget) ->
                  new Choice.Refused(new Refusal.BudgetExceeded(budget));
            });
  }

  /** Nothing is counted yet: each answer is, when it is asked for. */
  private CompletionStage<BudgetsPort.Room> room(
      Blocking blocking, Caller caller, List<BudgetsPort.Count> counts) {
    YearMonth month = YearMonth.from(parts.clock().instant().atZone(ZoneOffset.UTC));
    BudgetsPort.Hold nothing = new BudgetsPort.Hold("", MicroUsd.ZERO, Duration.ZERO);
    return blocking.run(
        "database", () -> parts.budgets().reserve(caller.workspace(), month, counts, nothing));
  }

  private static CompletionStage<Choice> done(Choice choice) {
    return CompletableFuture.completedFuture(choice);
  }
}
