package com.quotahit.http.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.models.KeyCare;
import com.quotahit.core.models.KeyLevels;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.Provider;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.shared.WorkspaceId;
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
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;

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
  private final KeyShelf shelf;
  private final AuditPort audit;
  private final Blocking blocking;

  /**
   * @param openedHosts names of servers that the operator opened
   */
  public UserKeyEndpoints(
      KeyCare keys, AuditPort audit, Blocking blocking, Set<String> openedHosts) {
    this.keys = keys;
    this.audit = audit;
    this.blocking = blocking;
    this.shelf = new KeyShelf(keys, blocking, openedHosts);
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
        .thenApply(found ->
            Answer.of(
                PageWire.all(found.stream().map(key -> UserKeyWire.of(key, call.now())).toList())));
  }

  private CompletionStage<Answer<UserKeyWire>> save(Call call, Wanted wanted) {
    return with(
        call, wanted.owner(), (provider, place) -> shelf.save(call, place, provider, wanted));
  }

  private CompletionStage<Answer<UserKeyWire>> check(Call call, Nothing nothing) {
    return with(call, ownerOf(call), (provider, place) -> shelf.check(call, place, provider));
  }

  private CompletionStage<Answer<Nothing>> remove(Call call, Nothing nothing) {
    return with(call, ownerOf(call), (provider, place) -> shelf.remove(call, place, provider));
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
    CompletionStage<Answer<O>> of(Provider provider, KeyShelf.Place place);
  }

  private <O> CompletionStage<Answer<O>> with(Call call, Owner owner, Use<O> use) {
    Optional<Provider> provider = Provider.of(call.path("provider"));
    if (provider.isEmpty()) {
      return KeyShelf.refused(Problem.notFound());
    }
    if (owner == Owner.WORKSPACE && !call.principal().may(Permission.KEYS_MANAGE)) {
      return KeyShelf.refused(
          Problem.forbidden("The workspace's keys are managed by its owners and admins."));
    }
    return use.of(provider.get(), place(call.workspace(), UserKeyWire.owner(owner, call.user())));
  }

  private KeyShelf.Place place(WorkspaceId workspace, KeyOwner owner) {
    return new KeyShelf.Place(
        workspace,
        owner,
        UserKeyWire::of,
        (call, what, provider, after) -> {
          Map<String, String> told = new LinkedHashMap<>(after);
          told.put("owner", owner.code());
          audit.append(workspace, call.audit("key." + what, "key:" + provider.code()).after(told));
        });
  }

  private static Owner ownerOf(Call call) {
    return call.query("owner").filter("workspace"::equals).isPresent()
        ? Owner.WORKSPACE
        : Owner.USER;
  }
}
