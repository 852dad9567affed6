package com.quotahit.http.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.models.KeyCare;
import com.quotahit.actors.models.ProviderPlaces;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyId;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.models.UserKeyWire.SavePlatformKeyWire;
import com.quotahit.http.models.UserKeyWire.Wanted;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The installation's own keys, for workspaces that let its level be used. One that is set here
 * comes before the environment's; without either, a provider is played by its stand-in.
 */
public final class PlatformKeyEndpoints {

  private static final KeyOwner OWNER = new KeyOwner.OfWorkspace();

  private final KeyCare keys;
  private final ProviderPlaces places;
  private final AuditPort audit;
  private final Blocking blocking;
  private final Set<String> openedHosts;

  /**
   * The keys that admins have set, and where the environment has one.
   *
   * @param environment providers that the installation was started with a key for
   */
  public record Held(List<UserKeyWire> items, List<String> environment) {}

  /**
   * @param openedHosts names of servers that the operator opened
   */
  public PlatformKeyEndpoints(
      KeyCare keys,
      ProviderPlaces places,
      AuditPort audit,
      Blocking blocking,
      Set<String> openedHosts) {
    this.keys = keys;
    this.places = places;
    this.audit = audit;
    this.blocking = blocking;
    this.openedHosts = openedHosts;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/admin/keys", "The installation's keys; never the keys themselves")
            .platformAdmin()
            .answers(Held.class)
            .notWhileImpersonating()
            .by(this::list),
        Endpoint.put("/admin/keys/{provider}", "Keep a key for the whole installation")
            .platformAdmin()
            .body(SavePlatformKeyWire.class, SavePlatformKeyWire::parse)
            .answers(UserKeyWire.class)
            .notWhileImpersonating()
            .recentSignIn()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by((call, wanted) -> with(call, provider -> save(call, provider, wanted))),
        Endpoint.post("/admin/keys/{provider}/check", "Ask the provider about a key again")
            .platformAdmin()
            .answers(UserKeyWire.class)
            .notWhileImpersonating()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by((call, _) -> with(call, this::check)),
        Endpoint.delete("/admin/keys/{provider}", "Forget a key; the environment's is used again")
            .platformAdmin()
            .answersNothing()
            .notWhileImpersonating()
            .recentSignIn()
            .by((call, _) -> with(call, provider -> remove(call, provider))));
  }

  private CompletionStage<Answer<Held>> list(Call call, Nothing nothing) {
    return keys.seenBy(ProviderKey.INSTALLATION, call.user())
        .thenApply(found ->
            Answer.of(
                new Held(
                    found.stream().map(UserKeyWire::ofPlatform).toList(),
                    Stream.of(Provider.values())
                        .filter(provider -> places.environments(provider).isPresent())
                        .map(Provider::code)
                        .toList())));
  }

  private CompletionStage<Answer<UserKeyWire>> save(Call call, Provider provider, Wanted wanted) {
    return switch (UserKeyWire.address(provider, wanted.baseUrl(), openedHosts)) {
      case Parsed.Invalid<Optional<URI>>(List<FieldProblem> problems) ->
          refused(Problem.invalid(problems));
      case Parsed.Valid<Optional<URI>>(Optional<URI> address) ->
          keys.take(
                  new KeyCare.Offer(
                      new KeyId(call.ids().next(KeyId.PREFIX)),
                      ProviderKey.INSTALLATION,
                      OWNER,
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
                    case KeyCare.Taken.Kept(ProviderKey key) -> kept(call, key);
                    case KeyCare.Taken.Rejected(KeyFault fault) ->
                        refused(ModelProblems.keyRejected(provider, fault));
                  });
    };
  }

  private CompletionStage<Answer<UserKeyWire>> kept(Call call, ProviderKey key) {
    return blocking.run(
        "database",
        () -> {
          audit.appendToPlatform(
              call.audit("platform-key.saved", "key:" + key.provider().code())
                  .after(Map.of("last4", key.last4(), "id", key.id().value())));
          return Answer.of(UserKeyWire.ofPlatform(key));
        });
  }

  private CompletionStage<Answer<UserKeyWire>> check(Provider provider) {
    return keys.checkNow(ProviderKey.INSTALLATION, OWNER, provider)
        .thenApply(found ->
            found
                .<Answer<UserKeyWire>>map(key -> Answer.of(UserKeyWire.ofPlatform(key)))
                .orElseGet(() -> Answer.refused(Problem.notFound())));
  }

  private CompletionStage<Answer<Nothing>> remove(Call call, Provider provider) {
    return keys.remove(ProviderKey.INSTALLATION, OWNER, provider)
        .thenCompose(gone ->
            gone
                ? blocking.run(
                    "database",
                    () -> {
                      audit.appendToPlatform(
                          call.audit("platform-key.removed", "key:" + provider.code()));
                      return Answer.done();
                    })
                : refused(Problem.notFound()));
  }

  private static <O> CompletionStage<Answer<O>> with(
      Call call, Function<Provider, CompletionStage<Answer<O>>> use) {
    return Provider.of(call.path("provider")).map(use).orElseGet(() -> refused(Problem.notFound()));
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedFuture(Answer.refused(problem));
  }
}
