package com.quotahit.http.practice;

import com.quotahit.core.shared.FieldProblem;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Scope;
import com.quotahit.core.workspace.TeamsPort;
import com.quotahit.http.edge.Call;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.edge.ProblemException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Whose practice somebody may look at: their own, that of their teams and all that is part of them,
 * or everybody's. Acting on a session stays with whoever holds it.
 */
final class Reach {

  private final TeamsPort teams;

  Reach(TeamsPort teams) {
    this.teams = teams;
  }

  CompletionStage<Boolean> covers(Call call, UserId learner) {
    if (learner.equals(call.user())) {
      return CompletableFuture.completedStage(true);
    }
    return call.principal()
        .scope(Permission.PRACTICE_READ)
        .map(scope ->
            switch (scope) {
              case OWN -> CompletableFuture.<Boolean>completedStage(false);
              case TEAM ->
                  teams
                      .reach(call.workspace(), call.user())
                      .thenApply(people -> people.contains(learner));
              case WORKSPACE -> CompletableFuture.<Boolean>completedStage(true);
            })
        .orElseGet(() -> CompletableFuture.completedStage(false));
  }

  /**
   * Whose sessions a list shows; empty means everybody's. Without a word a person sees their own,
   * and a key, which has none, everybody's.
   */
  CompletionStage<Optional<Set<UserId>>> asked(Call call) {
    Scope scope =
        call.query("scope")
            .map(text -> Scope.valueOf(text.toUpperCase(Locale.ROOT)))
            .orElse(call.principal().key().isPresent() ? Scope.WORKSPACE : Scope.OWN);
    if (!call.principal().may(Permission.PRACTICE_READ, scope)) {
      return CompletableFuture.failedStage(
          new ProblemException(
              Problem.forbidden(
                  "Your role does not reach the practice of the "
                      + scope.name().toLowerCase(Locale.ROOT)
                      + ". Ask an admin.")));
    }
    CompletionStage<Optional<Set<UserId>>> all =
        switch (scope) {
          case OWN -> CompletableFuture.completedStage(Optional.of(Set.of(call.user())));
          case TEAM -> teams.reach(call.workspace(), call.user()).thenApply(Optional::of);
          case WORKSPACE -> CompletableFuture.completedStage(Optional.empty());
        };
    return call.query("learnerId").isEmpty()
        ? all
        : all.thenApply(people -> only(people, learner(call.query("learnerId").get())));
  }

  private static Optional<Set<UserId>> only(Optional<Set<UserId>> people, UserId learner) {
    boolean within = people.map(some -> some.contains(learner)).orElse(true);
    return Optional.of(within ? Set.of(learner) : Set.of());
  }

  /** Whose numbers are asked for: one's own, or a person's within reach. */
  CompletionStage<UserId> one(Call call) {
    if (call.query("learnerId").isEmpty()) {
      return CompletableFuture.completedStage(call.user());
    }
    UserId learner = learner(call.query("learnerId").get());
    return covers(call, learner)
        .thenApply(fine -> {
          if (!fine) {
            throw new ProblemException(Problem.notFound());
          }
          return learner;
        });
  }

  private static UserId learner(String id) {
    if (!Ids.valid(UserId.PREFIX, id)) {
      throw new ProblemException(
          Problem.invalid(
              List.of(new FieldProblem("learnerId", "invalid", "Name a member by their id."))));
    }
    return new UserId(id);
  }
}
