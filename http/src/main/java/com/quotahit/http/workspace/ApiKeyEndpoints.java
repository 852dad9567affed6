package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.KeySettings;
import com.quotahit.actors.workspace.LiveKeys;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.workspace.ApiKeyText;
import com.quotahit.core.workspace.Permission;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Endpoint;
import com.quotahit.http.edge.Nothing;
import com.quotahit.http.edge.PageWire;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.workspace.ApiKeyWire.ItemWire;
import com.quotahit.http.workspace.ApiKeyWire.MadeWire;
import com.quotahit.http.workspace.ApiKeyWire.NewKey;
import com.quotahit.http.workspace.ApiKeyWire.NewWire;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/** Keys with which partners' programs come in. */
public final class ApiKeyEndpoints {

  private final LiveKeys keys;
  private final KeySettings settings;

  public ApiKeyEndpoints(LiveKeys keys, KeySettings settings) {
    this.keys = keys;
    this.settings = settings;
  }

  public List<Endpoint<?, ?>> all() {
    return List.of(
        Endpoint.get("/api-keys", "Keys of partners' programs, the newest first")
            .needs(Permission.KEYS_MANAGE)
            .answersPage(ItemWire.class)
            .notWhileImpersonating()
            .by((call, _) -> list(call)),
        Endpoint.post("/api-keys", "Make a key for a partner's program; it is shown this once")
            .needs(Permission.KEYS_MANAGE)
            .body(NewWire.class, NewWire::parse)
            .answers(201, MadeWire.class)
            .repeat(Endpoint.Repeat.RUN_AGAIN)
            .recentSignIn()
            .notWhileImpersonating()
            .by(this::make),
        Endpoint.delete("/api-keys/{id}", "Revoke a key; it opens nothing from now on")
            .needs(Permission.KEYS_MANAGE)
            .answersNothing()
            .notWhileImpersonating()
            .by((call, _) -> revoke(call)));
  }

  private CompletionStage<Answer<PageWire<ItemWire>>> list(Call call) {
    return keys.list(call.workspace(), call.page().after(), call.page().rows())
        .thenApply(found ->
            Answer.of(
                PageWire.of(
                    found.stream().map(key -> ItemWire.of(key, call.now())).toList(),
                    call.page(),
                    item -> item.id().value())));
  }

  private CompletionStage<Answer<MadeWire>> make(Call call, NewKey wanted) {
    Optional<Problem> no = refusal(call, wanted);
    if (no.isPresent()) {
      return CompletableFuture.completedFuture(Answer.refused(no.get()));
    }
    return keys.make(
            call.principal(),
            call.ids(),
            wanted.until(call.now().plus(settings.life())),
            call.audit("api-key.made", "api-key"))
        .thenApply(made ->
            made.<Answer<MadeWire>>map(fresh ->
                    Answer.of(
                        new MadeWire(
                            fresh.key().id(),
                            fresh.secret().reveal(),
                            ItemWire.of(fresh.key(), call.now()))))
                .orElseGet(() ->
                    Answer.refused(
                        Problem.of(
                            409,
                            "workspace.too-many-keys",
                            "Too many keys",
                            "This workspace has as many keys as it can have."))));
  }

  /** Nobody gives a key what they do not hold themselves. */
  private static Optional<Problem> refusal(Call call, NewKey wanted) {
    Optional<Permission> beyond =
        wanted.scopes().stream().filter(scope -> !call.principal().may(scope)).findFirst();
    if (beyond.isPresent()) {
      return Optional.of(
          Problem.forbidden(
              "You cannot give a key " + beyond.get().code() + ", which you do not have."));
    }
    Instant expires = wanted.expiresAt().orElse(call.now().plusSeconds(1));
    return expires.isAfter(call.now()) && expires.isBefore(call.now().plus(ApiKeyText.LONGEST))
        ? Optional.empty()
        : Optional.of(
            Problem.invalid(
                List.of(
                    new FieldProblem(
                        "expiresAt",
                        "out_of_range",
                        "Choose a moment in the next ten years, or none for a year."))));
  }

  private CompletionStage<Answer<Nothing>> revoke(Call call) {
    return keys.revoke(
            call.workspace(),
            call.path("id"),
            call.audit("api-key.revoked", "api-key:" + call.path("id")))
        .thenApply(gone -> gone ? Answer.done() : Answer.refused(Problem.notFound()));
  }
}
