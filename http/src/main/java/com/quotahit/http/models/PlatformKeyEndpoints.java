package com.quotahit.http.models;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.models.KeyCare;
import com.quotahit.actors.models.ProviderPlaces;
import com.quotahit.core.models.KeyOwner;
import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.models.UserKeyWire.SavePlatformKeyWire;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The installation's own keys, for workspaces that let its level be used. One that is set here
 * comes before the environment's; without either, a provider is played by its stand-in.
 */
public final class PlatformKeyEndpoints {

  private final KeyShelf shelf;
  private final ProviderPlaces places;
  private final KeyShelf.Place installation;

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
    this.shelf = new KeyShelf(keys, blocking, openedHosts);
    this.places = places;
    this.installation =
        new KeyShelf.Place(
            ProviderKey.INSTALLATION,
            new KeyOwner.OfWorkspace(),
            UserKeyWire::ofPlatform,
            (call, what, provider, after) ->
                audit.appendToPlatform(
                    call.audit("platform-key." + what, "key:" + provider.code()).after(after)));
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
            .by((call, wanted) ->
                with(call, provider -> shelf.save(call, installation, provider, wanted))),
        Endpoint.post("/admin/keys/{provider}/check", "Ask the provider about a key again")
            .platformAdmin()
            .answers(UserKeyWire.class)
            .notWhileImpersonating()
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .by((call, _) -> with(call, provider -> shelf.check(call, installation, provider))),
        Endpoint.delete("/admin/keys/{provider}", "Forget a key; the environment's is used again")
            .platformAdmin()
            .answersNothing()
            .notWhileImpersonating()
            .recentSignIn()
            .by((call, _) -> with(call, provider -> shelf.remove(call, installation, provider))));
  }

  private CompletionStage<Answer<Held>> list(Call call, Nothing nothing) {
    return shelf
        .keys()
        .seenBy(ProviderKey.INSTALLATION, call.user())
        .thenApply(found ->
            Answer.of(
                new Held(
                    found.stream().map(key -> UserKeyWire.ofPlatform(key, call.now())).toList(),
                    Stream.of(Provider.values())
                        .filter(provider -> places.environments(provider).isPresent())
                        .map(Provider::code)
                        .toList())));
  }

  private static <O> CompletionStage<Answer<O>> with(
      Call call, Function<Provider, CompletionStage<Answer<O>>> use) {
    return Provider.of(call.path("provider"))
        .map(use)
        .orElseGet(() -> KeyShelf.refused(Problem.notFound()));
  }
}
