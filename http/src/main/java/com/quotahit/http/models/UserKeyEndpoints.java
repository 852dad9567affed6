package com.quotahit.http.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.models.KeyCare;
import com.quotahit.core.models.KeyFault;
import com.quotahit.core.models.KeyId;
import com.quotahit.core.models.KeyLevels;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.models.UserKeyWire.Owner;
import com.quotahit.http.models.UserKeyWire.SaveKeyWire;
import com.quotahit.http.models.UserKeyWire.Wanted;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Supplier;

/**
 * Keys of one's own. Everybody has their own keys; the workspace's take the right to manage keys.
 * Nobody sees or changes them in another's name.
 */
public final class UserKeyEndpoints {

  /**
   * @param userKeys whether people may use keys of their own here
   * @param platformKeys whether the installation's keys may be used here
   */
  public record LevelsWire(boolean userKeys, boolean platformKeys) {
    static LevelsWire of(KeyLevels levels) {
      return new LevelsWire(
          levels.user() == KeyLevels.Level.ON, levels.platform() == KeyLevels.Level.ON);
    }

    Parsed<KeyLevels> parse() {
      return Parsed.valid(new KeyLevels(level(userKeys), level(platformKeys)));
    }

    private static KeyLevels.Level level(boolean on) {
      return on ? KeyLevels.Level.ON : KeyLevels.Level.OFF;
    }
  }

  private final KeyCare keys;
  private final AuditPort audit;
  private final Blocking blocking;
  private final Set<String> openedHosts;

  /**
   * @param openedHosts names of servers that the operator opened
   */
  public UserKeyEndpoints(
      KeyCare keys, AuditPort audit, Blocking blocking, Set<String> openedHosts) {
    this.keys = keys;
    this.audit = audit;
    this.blocking = blocking;
    this.openedHosts = openedHosts;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/user-keys", "My keys and the workspace's; never the keys themselves")
            .signedIn()
            .answersPage(UserKeyWire.class)
            .notWhileImpersonating()
            .by(this::list),
        Endpoint.put("/user-keys/{provider}", "Keep a key, after its provider has taken it")
            .signedIn()
            .body(SaveKeyWire.class, SaveKeyWire::parse)
            .answers(UserKeyWire.class)
            .notWhileImpersonating()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::save),
        Endpoint.post("/user-keys/{provider}/check", "Ask the provider about a key again")
            .signedIn()
            .answers(UserKeyWire.class)
            .query("owner", "Whose key", "user", "workspace")
            .notWhileImpersonating()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by(this::check),
        Endpoint.delete("/user-keys/{provider}", "Forget a key")
            .signedIn()
            .answersNothing()
            .query("owner", "Whose key", "user", "workspace")
            .notWhileImpersonating()
            .by(this::remove),
        Endpoint.get("/models/levels", "Which keys calls may use beside the workspace's")
            .signedIn()
            .answers(LevelsWire.class)
            .by((call, _) ->
                keys.levels(call.workspace()).thenApply(found -> Answer.of(LevelsWire.of(found)))),
        Endpoint.put("/models/levels", "Decide which keys calls may use beside the workspace's")
            .needs(Permission.KEYS_MANAGE)
            .body(LevelsWire.class, LevelsWire::parse)
            .answers(LevelsWire.class)
            .notWhileImpersonating()
            .by(this::setLevels));
  }

  private CompletionStage<Answer<PageWire<UserKeyWire>>> list(Call call, Nothing nothing) {
    return keys.seenBy(call.workspace(), call.user())
        .thenApply(found -> Answer.of(PageWire.all(found.stream().map(UserKeyWire::of).toList())));
  }

  private CompletionStage<Answer<UserKeyWire>> save(Call call, Wanted wanted) {
    return with(
        call,
        wanted.owner(),
        (provider, owner) ->
            switch (UserKeyWire.address(provider, wanted.baseUrl(), openedHosts)) {
              case Parsed.Invalid<Optional<URI>>(List<FieldProblem> problems) ->
                  refused(Problem.invalid(problems));
              case Parsed.Valid<Optional<URI>>(Optional<URI> address) ->
                  keys.take(
                          new KeyCare.Offer(
                              new KeyId(call.ids().next(KeyId.PREFIX)),
                              call.workspace(),
                              owner,
                              provider,
                              wanted.key(),
                              wanted.label(),
                              address,
                              wanted.expiresAt(),
                              wanted.saveUnverified()
                                  ? KeyCare.Unreachable.SAVE_UNVERIFIED
                                  : KeyCare.Unreachable.REFUSE,
                              call.user()))
                      .thenCompose(taken -> taken(call, provider, taken));
            });
  }

  private CompletionStage<Answer<UserKeyWire>> taken(
      Call call, Provider provider, KeyCare.Taken taken) {
    return switch (taken) {
      case KeyCare.Taken.Kept(ProviderKey key) ->
          audited(
              call,
              "key.saved",
              provider,
              Map.of("owner", key.owner().code(), "last4", key.last4(), "id", key.id().value()),
              () -> Answer.of(UserKeyWire.of(key)));
      case KeyCare.Taken.Rejected(KeyFault fault) ->
          refused(ModelProblems.keyRejected(provider, fault));
    };
  }

  private CompletionStage<Answer<UserKeyWire>> check(Call call, Nothing nothing) {
    return with(
        call,
        ownerOf(call),
        (provider, owner) ->
            keys.checkNow(call.workspace(), owner, provider)
                .thenApply(found ->
                    found
                        .<Answer<UserKeyWire>>map(key -> Answer.of(UserKeyWire.of(key)))
                        .orElseGet(() -> Answer.refused(Problem.notFound()))));
  }

  private CompletionStage<Answer<Nothing>> remove(Call call, Nothing nothing) {
    return with(
        call,
        ownerOf(call),
        (provider, owner) ->
            keys.remove(call.workspace(), owner, provider)
                .thenCompose(gone ->
                    gone
                        ? audited(
                            call,
                            "key.removed",
                            provider,
                            Map.of("owner", owner.code()),
                            Answer::done)
                        : refused(Problem.notFound())));
  }

  private CompletionStage<Answer<LevelsWire>> setLevels(Call call, KeyLevels levels) {
    return keys.setLevels(call.workspace(), levels)
        .thenCompose(set ->
            blocking.run(
                "database",
                () -> {
                  audit.append(
                      call.workspace(),
                      call.audit("models.levels-set", "workspace:" + call.workspace())
                          .after(
                              Map.of(
                                  "userKeys", set.user().name(),
                                  "platformKeys", set.platform().name())));
                  return Answer.of(LevelsWire.of(set));
                }));
  }

  private interface Use<O> {
    CompletionStage<Answer<O>> of(Provider provider, KeyOwner owner);
  }

  private <O> CompletionStage<Answer<O>> with(Call call, Owner owner, Use<O> use) {
    Optional<Provider> provider = Provider.of(call.path("provider"));
    if (provider.isEmpty()) {
      return refused(Problem.notFound());
    }
    if (owner == Owner.WORKSPACE && !call.principal().may(Permission.KEYS_MANAGE)) {
      return refused(
          Problem.forbidden("The workspace's keys are managed by its owners and admins."));
    }
    return use.of(provider.get(), UserKeyWire.owner(owner, call.user()));
  }

  private static Owner ownerOf(Call call) {
    return call.query("owner").filter("workspace"::equals).isPresent()
        ? Owner.WORKSPACE
        : Owner.USER;
  }

  private <O> CompletionStage<Answer<O>> audited(
      Call call,
      String action,
      Provider provider,
      Map<String, String> after,
      Supplier<Answer<O>> answer) {
    return blocking.run(
        "database",
        () -> {
          audit.append(call.workspace(), call.audit(action, "key:" + provider.code()).after(after));
          return answer.get();
        });
  }

  private static <O> CompletionStage<Answer<O>> refused(Problem problem) {
    return CompletableFuture.completedFuture(Answer.refused(problem));
  }
}
