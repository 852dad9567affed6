package com.quotahit.http.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.models.KeyCare;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyId;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.FieldChecks;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.models.UserKeyWire.Wanted;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * Where keys are put, asked about and taken from, whosever they are: a person's, a workspace's or
 * the installation's.
 *
 * @param openedHosts names of servers that the operator opened
 */
record KeyShelf(KeyCare keys, Blocking blocking, Set<String> openedHosts) {

  /** Writes down who changed a key; runs where it may block. */
  @FunctionalInterface
  interface Log {

    /**
     * @param what was done, such as {@code saved}
     */
    void write(Call call, String what, Provider provider, Map<String, String> after);
  }

  /**
   * One owner's place.
   *
   * @param room whose rows the keys are among
   * @param shown a key as its owner sees it at a moment
   */
  record Place(
      WorkspaceId room,
      KeyOwner owner,
      BiFunction<ProviderKey, Instant, UserKeyWire> shown,
      Log log) {}

  CompletionStage<Answer<UserKeyWire>> save(
      Call call, Place place, Provider provider, Wanted wanted) {
    return switch (address(call, provider, wanted)) {
      case Parsed.Invalid<Optional<URI>>(List<FieldProblem> problems) ->
          refused(Problem.invalid(problems));
      case Parsed.Valid<Optional<URI>>(Optional<URI> address) ->
          keys.take(
                  new KeyCare.Offer(
                      new KeyId(call.ids().next(KeyId.PREFIX)),
                      place.room(),
                      place.owner(),
                      provider,
                      wanted.key(),
                      wanted.label(),
                      address,
                      wanted.expiresAt(),
                      wanted.saveUnverified()
                          ? KeyCare.Unreachable.SAVE_UNVERIFIED
                          : KeyCare.Unreachable.REFUSE,
                      call.user()))
              .thenCompose(taken ->
                  switch (taken) {
                    case KeyCare.Taken.Kept(ProviderKey key) ->
                        logged(
                            call,
                            place,
                            "saved",
                            provider,
                            Map.of("last4", key.last4(), "id", key.id().value()),
                            () -> Answer.of(place.shown().apply(key, call.now())));
                    case KeyCare.Taken.Rejected(KeyFault fault) ->
                        refused(ModelProblems.keyRejected(provider, fault));
                  });
    };
  }

  private Parsed<Optional<URI>> address(Call call, Provider provider, Wanted wanted) {
    FieldChecks checks = new FieldChecks();
    checks.require(
        wanted.expiresAt().filter(end -> !end.isAfter(call.now())).isEmpty(),
        "expiresAt",
        "past",
        "A key that is to be kept ends at some later moment, or leave this out.");
    Optional<Optional<URI>> address =
        checks.nested(UserKeyWire.address(provider, wanted.baseUrl(), openedHosts));
    return checks.parsed(address::orElseThrow);
  }

  CompletionStage<Answer<UserKeyWire>> check(Call call, Place place, Provider provider) {
    return keys.checkNow(place.room(), place.owner(), provider)
        .thenApply(found ->
            found
                .<Answer<UserKeyWire>>map(key -> Answer.of(place.shown().apply(key, call.now())))
                .orElseGet(() -> Answer.refused(Problem.notFound())));
  }

  CompletionStage<Answer<Nothing>> remove(Call call, Place place, Provider provider) {
    return keys.remove(place.room(), place.owner(), provider)
        .thenCompose(gone ->
            gone
                ? logged(call, place, "removed", provider, Map.of(), Answer::done)
                : refused(Problem.notFound()));
  }

  private <O> CompletionStage<Answer<O>> logged(
      Call call,
      Place place,
      String what,
      Provider provider,
      Map<String, String> after,
      Supplier<Answer<O>> answer) {
    return blocking.run(
        "database",
        () -> {
          place.log().write(call, what, provider, after);
          return answer.get();
        });
  }

  static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedFuture(Answer.refused(problem));
  }
}
