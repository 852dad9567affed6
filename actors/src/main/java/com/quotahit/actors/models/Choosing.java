package com.quotahit.actors.models;

import com.quotahit.core.models.Budget;
import com.quotahit.core.models.BudgetsPort;
import com.quotahit.core.models.CatalogModel;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.KeyResolutionPolicy;
import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.models.Refusal;
import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Finds the models that may be asked for a purpose, and whose key each would be asked with. */
final class Choosing {

  /**
   * What somebody wants to ask for.
   *
   * @param model the one to ask; empty for what the workspace has chosen for this purpose
   * @param otherwise models where the workspace has chosen none
   */
  record Wish(
      UserId user, String module, String feature, Optional<String> model, List<String> otherwise) {}

  /** The models that may be asked, or why none. */
  sealed interface Chosen {
    record Some(List<Candidate> candidates, KeyBook.Terms terms) implements Chosen {}

    record Nobody(Refusal why) implements Chosen {}
  }

  private final Gateway.Parts parts;

  Choosing(Gateway.Parts parts) {
    this.parts = parts;
  }

  Chosen choose(Wish wish, KeyBook.Terms terms) {
    Optional<List<String>> wanted =
        wish.model().map(List::of).or(() -> Optional.ofNullable(chain(wish, terms)));
    List<String> chain = wanted.orElseGet(() -> otherwise(wish));
    List<Candidate> candidates = new ArrayList<>();
    Optional<Refusal> first = Optional.empty();
    for (String id : chain.subList(0, Math.min(ModelSettings.CHAIN_MAX, chain.size()))) {
      Optional<CatalogModel> model = parts.catalogue().find(id);
      Optional<Refusal> why =
          model
              .map(found -> refusal(found))
              .orElseGet(() -> Optional.of(new Refusal.NoSuchModel(id)));
      Optional<Candidate> candidate =
          why.isPresent() ? Optional.empty() : model.flatMap(m -> candidate(wish, terms, m));
      if (candidate.isPresent()) {
        candidates.add(candidate.get());
      } else if (first.isEmpty()) {
        first = why.or(() -> model.map(found -> new Refusal.NoKey(found.provider())));
      }
    }
    return candidates.isEmpty()
        ? new Chosen.Nobody(first.orElseThrow())
        : new Chosen.Some(
            wanted.isPresent() ? List.copyOf(candidates) : keysFirst(candidates), terms);
  }

  private static List<String> chain(Wish wish, KeyBook.Terms terms) {
    return terms.chains().get(wish.feature());
  }

  private List<String> otherwise(Wish wish) {
    return wish.otherwise().isEmpty() ? parts.settings().defaultChain() : wish.otherwise();
  }

  /** Where nobody chose a model, somebody's key is worth more than the stand-in. */
  private static List<Candidate> keysFirst(List<Candidate> candidates) {
    List<Candidate> keyed =
        candidates.stream().filter(each -> each.source() != KeySource.SANDBOX).toList();
    return keyed.isEmpty() ? List.copyOf(candidates) : keyed;
  }

  private Optional<Refusal> refusal(CatalogModel model) {
    LocalDate today = LocalDate.ofInstant(parts.clock().instant(), ZoneOffset.UTC);
    return model.stateOn(today) == CatalogModel.State.UNAVAILABLE
        ? Optional.of(new Refusal.ModelGone(model.id(), model.replacement()))
        : Optional.empty();
  }

  private Optional<Candidate> candidate(Wish wish, KeyBook.Terms terms, CatalogModel model) {
    Optional<ProviderPlaces.Platform> platform = parts.places().platform(model.provider());
    return switch (choice(terms, wish.user(), model.provider(), parts.clock().instant())) {
      case KeyResolutionPolicy.Choice.Own(ProviderKey key) -> Optional.of(own(model, key));
      case KeyResolutionPolicy.Choice.Platform _ -> platform.map(ours -> platform(model, ours));
      case KeyResolutionPolicy.Choice.None _ -> Optional.empty();
    };
  }

  private static Candidate platform(CatalogModel model, ProviderPlaces.Platform ours) {
    return new Candidate(
        model,
        ours.simulated() ? KeySource.SANDBOX : KeySource.PLATFORM,
        ours.key(),
        ours::access,
        ours.simulated());
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
  static List<BudgetsPort.Count> counts(
      Wish wish, List<Candidate> candidates, KeyBook.Terms terms) {
    List<BudgetsPort.Count> counts = new ArrayList<>();
    for (Budget budget : terms.budgets()) {
      BudgetsPort.Count count = new BudgetsPort.Count(budget.scope(), budget.subject());
      boolean applies =
          switch (budget.scope()) {
            case WORKSPACE -> true;
            case USER -> budget.subject().equals(wish.user().value());
            case MODULE -> budget.subject().equals(wish.module());
            case KEY, PLATFORM ->
                candidates.stream().anyMatch(candidate -> candidate.countsAgainst(count));
          };
      if (applies && !allSimulated(candidates)) {
        counts.add(count);
      }
    }
    return List.copyOf(counts);
  }

  /** The stand-in costs nothing, so no budget stands in its way. */
  private static boolean allSimulated(List<Candidate> candidates) {
    return candidates.stream().allMatch(Candidate::simulated);
  }

  /** Whose key a call of this person to this provider would use. */
  Optional<KeySource> source(KeyBook.Terms terms, UserId user, Provider provider, Instant now) {
    return switch (choice(terms, user, provider, now)) {
      case KeyResolutionPolicy.Choice.Own(ProviderKey key) -> Optional.of(source(key));
      case KeyResolutionPolicy.Choice.Platform _ ->
          parts
              .places()
              .platform(provider)
              .map(found -> found.simulated() ? KeySource.SANDBOX : KeySource.PLATFORM);
      case KeyResolutionPolicy.Choice.None _ -> Optional.empty();
    };
  }

  private KeyResolutionPolicy.Choice choice(
      KeyBook.Terms terms, UserId user, Provider provider, Instant now) {
    return KeyResolutionPolicy.choose(
        terms.keys(),
        terms.levels(),
        user,
        provider,
        parts.places().platform(provider).isPresent(),
        now);
  }

  private static KeySource source(ProviderKey key) {
    return switch (key.owner()) {
      case KeyOwner.OfUser _ -> KeySource.USER;
      case KeyOwner.OfWorkspace _ -> KeySource.WORKSPACE;
    };
  }
}
