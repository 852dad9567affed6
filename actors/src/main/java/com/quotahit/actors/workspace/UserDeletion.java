package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.Authority;
import com.quotahit.core.workspace.PlatformAdminsPort;
import com.quotahit.core.workspace.PlatformAdminsPort.Act;
import com.quotahit.core.workspace.PlatformAdminsPort.Membership;
import com.quotahit.core.workspace.PlatformAdminsPort.Outcome;
import com.quotahit.core.workspace.PlatformAdminsPort.Person;
import com.quotahit.core.workspace.PlatformAdminsPort.Status;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.core.workspace.WorkspaceRejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;

/**
 * Deletes a person: whoever is named gets what they own, workspaces in which they were alone go
 * into the bin, and the account keeps its id and nothing else. All of it is looked at before
 * anything is changed; interrupted, it is asked for again and goes on where it was.
 */
public final class UserDeletion {

  private static final String LIMIT = "database";
  private static final Duration BIN = Duration.ofDays(30);

  /** What becomes of it. */
  public sealed interface Deleted {
    record Yes() implements Deleted {}

    record NoSuchUser() implements Deleted {}

    /** Platform admins are made ordinary users first, which never takes away the last one. */
    record IsAdmin() implements Deleted {}

    /** A workspace with others in it, where whoever is named is no member. */
    record HeirNeeded(String workspaceName) implements Deleted {}
  }

  private sealed interface Step {
    record Bin(WorkspaceId workspace, String name) implements Step {}

    record Leave(WorkspaceId workspace, UserId heir, boolean owner) implements Step {}

    record Stuck(String workspaceName) implements Step {}
  }

  private final PlatformAdminsPort accounts;
  private final PlatformAdmins admins;
  private final Workspaces workspaces;
  private final Blocking blocking;

  public UserDeletion(
      PlatformAdminsPort accounts,
      PlatformAdmins admins,
      Workspaces workspaces,
      Blocking blocking) {
    this.accounts = accounts;
    this.admins = admins;
    this.workspaces = workspaces;
    this.blocking = blocking;
  }

  /**
   * @param directive names the commands of this request, by a step
   */
  public CompletionStage<Deleted> delete(
      UserId user, Optional<UserId> heir, AuditEntry entry, Function<String, Directive> directive) {
    return blocking
        .run(LIMIT, () -> accounts.find(user))
        .thenCompose(found -> {
          Optional<Person> person = found.filter(p -> p.status() != Status.DELETED);
          if (person.isEmpty()) {
            return done(new Deleted.NoSuchUser());
          }
          if (person.get().platformAdmin()) {
            return done(new Deleted.IsAdmin());
          }
          return steps(person.get(), heir)
              .thenCompose(steps -> carriedOut(user, steps, entry, directive));
        });
  }

  private CompletionStage<List<Step>> steps(Person person, Optional<UserId> heir) {
    CompletionStage<List<Step>> all = CompletableFuture.completedFuture(new ArrayList<>());
    for (Membership membership : person.workspaces()) {
      all =
          all.thenCompose(steps ->
              workspaces
                  .read(membership.workspace())
                  .thenApply(state -> {
                    state
                        .state()
                        .opened()
                        .flatMap(open -> step(membership.workspace(), open, person.user(), heir))
                        .ifPresent(steps::add);
                    return steps;
                  }));
    }
    return all;
  }

  private static Optional<Step> step(
      WorkspaceId workspace, Workspace.Open open, UserId user, Optional<UserId> heir) {
    if (open.role(user).isEmpty()) {
      return Optional.empty();
    }
    if (open.members().size() == 1) {
      return Optional.of(new Step.Bin(workspace, open.name()));
    }
    boolean owner = open.role(user).filter(role -> role == Role.OWNER).isPresent();
    return heir.filter(next -> !next.equals(user) && open.role(next).isPresent())
        .<Step>map(next -> new Step.Leave(workspace, next, owner))
        .or(() -> Optional.of(new Step.Stuck(open.name())));
  }

  private CompletionStage<Deleted> carriedOut(
      UserId user, List<Step> steps, AuditEntry entry, Function<String, Directive> directive) {
    for (Step step : steps) {
      if (step instanceof Step.Stuck(String name)) {
        return done(new Deleted.HeirNeeded(name));
      }
    }
    CompletionStage<Boolean> going = CompletableFuture.completedFuture(true);
    for (Step step : steps) {
      going = going.thenCompose(_ -> carryOut(user, step, directive));
    }
    return going
        .thenCompose(_ -> admins.act(user, new Act.Delete(), entry))
        .thenApply(outcome ->
            switch (outcome) {
              case Outcome.Done _ -> new Deleted.Yes();
              case Outcome.NoSuchUser _ -> new Deleted.NoSuchUser();
              case Outcome.LastAdmin _, Outcome.NotActive _ -> new Deleted.IsAdmin();
            });
  }

  private CompletionStage<Boolean> carryOut(
      UserId user, Step step, Function<String, Directive> directive) {
    return switch (step) {
      case Step.Stuck _ -> CompletableFuture.completedFuture(false);
      case Step.Bin(WorkspaceId workspace, String name) -> {
        Directive named = directive.apply("bin/" + workspace);
        yield told(
            workspace, new WorkspaceCommand.Discard(name, named.notAfter().plus(BIN)), named);
      }
      case Step.Leave(WorkspaceId workspace, UserId heir, boolean owner) -> {
        CompletionStage<Boolean> handed =
            owner
                ? told(
                    workspace,
                    new WorkspaceCommand.TransferOwnership(user, heir),
                    directive.apply("transfer/" + workspace))
                : CompletableFuture.completedFuture(true);
        yield handed.thenCompose(_ ->
            told(
                workspace,
                new WorkspaceCommand.RemoveMember(
                    new Authority.Platform(), user, Optional.of(heir)),
                directive.apply("leave/" + workspace)));
      }
    };
  }

  private CompletionStage<Boolean> told(
      WorkspaceId workspace, WorkspaceCommand command, Directive directive) {
    return workspaces
        .tell(workspace, command, directive)
        .thenCompose(reply ->
            switch (reply) {
              case Reply.Done<Workspace, WorkspaceRejection> _ ->
                  CompletableFuture.completedFuture(true);
              // Somebody changed the workspace meanwhile: asked again, the steps are others.
              case Reply.Refused<Workspace, WorkspaceRejection> _,
                  Reply.TooLate<Workspace, WorkspaceRejection> _ ->
                  CompletableFuture.failedFuture(
                      new TimeoutException("a workspace changed while somebody was deleted"));
            });
  }

  private static CompletionStage<Deleted> done(Deleted outcome) {
    return CompletableFuture.completedFuture(outcome);
  }
}
