package com.quotahit.actors.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.models.BudgetsPort;
import com.quotahit.core.models.CataloguePort;
import com.quotahit.core.models.ChatClientPort;
import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.models.TokenUse;
import com.quotahit.core.models.UsagePort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.YearMonth;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.random.RandomGenerator;

/**
 * The one way to models: finds the models and whose keys to ask with, makes room in the budgets,
 * asks one after the other until one begins to answer, and notes what became of it.
 */
public final class Gateway implements AutoCloseable {

  private static final String DATABASE = "database";

  /** From an answer's latest end until its bill is written, also on a busy day. */
  static final Duration UNTIL_SETTLED = Duration.ofMinutes(5);

  /**
   * @param random jitter; must be safe for many threads
   */
  public record Parts(
      KeyBook book,
      KeyCare keys,
      Catalogue catalogue,
      CataloguePort routing,
      ProviderPlaces places,
      Map<Provider, ChatClientPort> clients,
      BudgetsPort budgets,
      UsagePort usage,
      BudgetNews news,
      Blocking blocking,
      InstantSource clock,
      RandomGenerator random,
      ModelSettings settings) {}

  /** What became of a call before a model was asked. */
  public sealed interface Outcome {

    /**
     * @param pieces for one subscriber; cancelling ends the provider's request
     */
    record Answering(Flow.Publisher<ModelPiece> pieces) implements Outcome {}

    record Refused(Refusal why) implements Outcome {}
  }

  private final Parts parts;
  private final AnswerLane lane;
  private final Breakers breakers;
  private final Choosing choosing;
  private final Admitting admitting;

  public Gateway(Parts parts) {
    this.parts = parts;
    this.choosing = new Choosing(parts);
    this.admitting = new Admitting(parts);
    this.lane = new AnswerLane(parts.settings().answersMax());
    this.breakers =
        new Breakers(
            System::nanoTime, parts.settings().breakerFailures(), parts.settings().breakerRest());
  }

  public CompletionStage<Outcome> ask(ModelCall call) {
    return parts
        .book()
        .of(call.workspace())
        .thenCompose(terms ->
            switch (choosing.choose(call.wish(), terms)) {
              case Choosing.Chosen.Nobody(Refusal why) ->
                  CompletableFuture.completedFuture(new Outcome.Refused(why));
              case Choosing.Chosen.Some some -> admitted(call, some);
            });
  }

  private CompletionStage<Outcome> admitted(ModelCall call, Choosing.Chosen.Some chosen) {
    return admitting
        .ask(
            new Admitting.Wanted(call.workspace(), call.admission(), call.wish()),
            chosen,
            candidates ->
                new BudgetsPort.Hold(
                    call.id(),
                    most(call, candidates),
                    parts.settings().whole().plus(UNTIL_SETTLED)))
        .thenApply(entry ->
            switch (entry) {
              case Admitting.Entry.Let(List<Candidate> candidates, Reserved reserved) ->
                  answering(call, candidates, reserved);
              case Admitting.Entry.Refused(Refusal why) -> new Outcome.Refused(why);
            });
  }

  /**
   * Which budgets an answer counts against.
   *
   * @param instead the first model of the chain, where its own key's budget is spent, and why
   */
  record Reserved(YearMonth month, List<BudgetsPort.Count> counts, String instead) {}

  private Outcome answering(ModelCall call, List<Candidate> candidates, Reserved reserved) {
    AtomicBoolean taken = new AtomicBoolean();
    return new Outcome.Answering(subscriber -> {
      if (!taken.compareAndSet(false, true)) {
        throw new IllegalStateException("an answer has one reader");
      }
      GatewayAnswer answer =
          new GatewayAnswer(parts, lane, breakers, call, candidates, reserved, subscriber);
      subscriber.onSubscribe(answer.subscription());
      answer.start();
    });
  }

  /** What the dearest candidate may cost at the most; nothing where no price is known. */
  private static MicroUsd most(ModelCall call, List<Candidate> candidates) {
    TokenUse whole =
        new TokenUse(call.lettersIn(), 0, call.maxTokens(), TokenUse.Counted.ESTIMATED);
    return candidates.stream()
        .flatMap(candidate -> candidate.cost(whole, Optional.empty()).stream())
        .max(MicroUsd::compareTo)
        .orElse(MicroUsd.ZERO);
  }

  /** Whose key a call of this person would use, for each provider that could be asked. */
  public CompletionStage<Map<Provider, KeySource>> sources(WorkspaceId workspace, UserId user) {
    Instant now = parts.clock().instant();
    return parts
        .book()
        .of(workspace)
        .thenApply(terms -> {
          Map<Provider, KeySource> sources = new EnumMap<>(Provider.class);
          for (Provider provider : Provider.values()) {
            choosing
                .source(terms, user, provider, now)
                .ifPresent(found -> sources.put(provider, found));
          }
          return sources;
        });
  }

  /** The models of each purpose that the workspace has chosen. */
  public CompletionStage<Map<String, List<String>>> chains(WorkspaceId workspace) {
    return parts.book().of(workspace).thenApply(KeyBook.Terms::chains);
  }

  public CompletionStage<Map<String, List<String>>> route(
      WorkspaceId workspace, Map<String, List<String>> chains) {
    return parts
        .blocking()
        .run(
            DATABASE,
            () -> {
              parts.routing().route(workspace, chains);
              parts.book().changed(workspace);
              return chains;
            });
  }

  /** What others stand on that find keys and count budgets in the same way. */
  Parts parts() {
    return parts;
  }

  /** Answers that could begin now without waiting. */
  public int free() {
    return lane.free();
  }

  @Override
  public void close() {
    lane.close();
  }
}
