package com.quotahit.actors.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.core.models.Budget;
import com.quotahit.core.models.BudgetsPort;
import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.CataloguePort;
import com.quotahit.core.models.ChatClientPort;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.KeyResolutionPolicy;
import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.models.TokenUse;
import com.quotahit.core.models.UsagePort;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.time.YearMonth;
import java.time.ZoneOffset;
import java.util.ArrayList;
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

  /** The models that may be asked, or why none. */
  private sealed interface Chosen {
    record Some(List<Candidate> candidates, KeyBook.Terms terms) implements Chosen {}

    record Nobody(Refusal why) implements Chosen {}
  }

  private final Parts parts;
  private final AnswerLane lane;
  private final Breakers breakers;

  public Gateway(Parts parts) {
    this.parts = parts;
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
            switch (choose(call, terms)) {
              case Chosen.Nobody(Refusal why) ->
                  CompletableFuture.completedFuture(new Outcome.Refused(why));
              case Chosen.Some some -> admitted(call, some);
            });
  }

  private CompletionStage<Outcome> admitted(ModelCall call, Chosen.Some chosen) {
    List<BudgetsPort.Count> counts = counts(call, chosen);
    YearMonth month = YearMonth.from(parts.clock().instant().atZone(ZoneOffset.UTC));
    MicroUsd most = most(call, chosen.candidates());
    Reserved reserved = new Reserved(month, counts, most);
    if (counts.isEmpty()) {
      return CompletableFuture.completedFuture(answering(call, chosen.candidates(), reserved));
    }
    return parts
        .blocking()
        .run(DATABASE, () -> parts.budgets().reserve(call.workspace(), month, counts, most))
        .thenApply(room ->
            switch (room) {
              case BudgetsPort.Room.Granted _ -> answering(call, chosen.candidates(), reserved);
              case BudgetsPort.Room.Exceeded(Budget budget) ->
                  new Outcome.Refused(new Refusal.BudgetExceeded(budget));
            });
  }

  /** What was counted in advance against which budgets. */
  record Reserved(YearMonth month, List<BudgetsPort.Count> counts, MicroUsd most) {}

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

  private Chosen choose(ModelCall call, KeyBook.Terms terms) {
    List<String> chain =
        call.model()
            .map(List::of)
            .orElseGet(() ->
                terms
                    .chains()
                    .getOrDefault(call.purpose().feature(), parts.settings().defaultChain()));
    List<Candidate> candidates = new ArrayList<>();
    Optional<Refusal> first = Optional.empty();
    for (String id : chain.subList(0, Math.min(ModelSettings.CHAIN_MAX, chain.size()))) {
      Optional<CatalogModel> model = parts.catalogue().find(id);
      Optional<Refusal> why =
          model
              .map(found -> refusal(found))
              .orElseGet(() -> Optional.of(new Refusal.NoSuchModel(id)));
      Optional<Candidate> candidate =
          why.isPresent() ? Optional.empty() : model.flatMap(m -> candidate(call, terms, m));
      if (candidate.isPresent()) {
        candidates.add(candidate.get());
      } else if (first.isEmpty()) {
        first = why.or(() -> model.map(found -> new Refusal.NoKey(found.provider())));
      }
    }
    return candidates.isEmpty()
        ? new Chosen.Nobody(first.orElseThrow())
        : new Chosen.Some(List.copyOf(candidates), terms);
  }

  private Optional<Refusal> refusal(CatalogModel model) {
    LocalDate today = LocalDate.ofInstant(parts.clock().instant(), ZoneOffset.UTC);
    return model.stateOn(today) == CatalogModel.State.UNAVAILABLE
        ? Optional.of(new Refusal.ModelGone(model.id(), model.replacement()))
        : Optional.empty();
  }

  private Optional<Candidate> candidate(ModelCall call, KeyBook.Terms terms, CatalogModel model) {
    Optional<ProviderPlaces.Platform> platform = parts.places().platform(model.provider());
    Instant now = parts.clock().instant();
    return switch (KeyResolutionPolicy.choose(
        terms.keys(), terms.levels(), call.user(), model.provider(), platform.isPresent(), now)) {
      case KeyResolutionPolicy.Choice.Own(ProviderKey key) -> Optional.of(own(model, key));
      case KeyResolutionPolicy.Choice.Platform _ ->
          platform.map(ours ->
              new Candidate(
                  model,
                  ours.simulated() ? KeySource.SANDBOX : KeySource.PLATFORM,
                  Optional.empty(),
                  ours::access,
                  ours.simulated()));
      case KeyResolutionPolicy.Choice.None _ -> Optional.empty();
    };
  }

  private Candidate own(CatalogModel model, ProviderKey key) {
    return new Candidate(
        model,
        source(key),
        Optional.of(key),
        () -> parts.places().access(key.provider(), parts.keys().opened(key), key.baseUrl()),
        parts.keys().simulated(key));
  }

  /** The budgets that some candidate's answer would count against. */
  private static List<BudgetsPort.Count> counts(ModelCall call, Chosen.Some chosen) {
    List<BudgetsPort.Count> counts = new ArrayList<>();
    for (Budget budget : chosen.terms().budgets()) {
      boolean applies =
          switch (budget.scope()) {
            case WORKSPACE -> true;
            case USER -> budget.subject().equals(call.user().value());
            case MODULE -> budget.subject().equals(call.purpose().module());
            case KEY ->
                chosen.candidates().stream()
                    .flatMap(candidate -> candidate.key().stream())
                    .anyMatch(key -> key.id().value().equals(budget.subject()));
            case PLATFORM ->
                chosen.candidates().stream()
                    .anyMatch(candidate -> candidate.source() == KeySource.PLATFORM);
          };
      if (applies && !allSimulated(chosen)) {
        counts.add(new BudgetsPort.Count(budget.scope(), budget.subject()));
      }
    }
    return List.copyOf(counts);
  }

  /** The stand-in costs nothing, so no budget stands in its way. */
  private static boolean allSimulated(Chosen.Some chosen) {
    return chosen.candidates().stream().allMatch(Candidate::simulated);
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
            source(terms, user, provider, now).ifPresent(found -> sources.put(provider, found));
          }
          return sources;
        });
  }

  private Optional<KeySource> source(
      KeyBook.Terms terms, UserId user, Provider provider, Instant now) {
    Optional<ProviderPlaces.Platform> platform = parts.places().platform(provider);
    return switch (KeyResolutionPolicy.choose(
        terms.keys(), terms.levels(), user, provider, platform.isPresent(), now)) {
      case KeyResolutionPolicy.Choice.Own(ProviderKey key) -> Optional.of(source(key));
      case KeyResolutionPolicy.Choice.Platform _ ->
          platform.map(found -> found.simulated() ? KeySource.SANDBOX : KeySource.PLATFORM);
      case KeyResolutionPolicy.Choice.None _ -> Optional.empty();
    };
  }

  private static KeySource source(ProviderKey key) {
    return switch (key.owner()) {
      case KeyOwner.OfUser _ -> KeySource.USER;
      case KeyOwner.OfWorkspace _ -> KeySource.WORKSPACE;
    };
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

  /** Answers that could begin now without waiting. */
  public int free() {
    return lane.free();
  }

  @Override
  public void close() {
    lane.close();
  }
}
