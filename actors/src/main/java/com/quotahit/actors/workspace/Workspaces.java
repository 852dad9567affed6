package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.IdSource;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.EntryPort;
import com.quotahit.core.workspace.MembershipsPort;
import com.quotahit.core.workspace.MembershipsPort.Membership;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.core.workspace.WorkspaceRejection;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * The workspaces of a person, and what is done to one. Whatever changes who may do what is written
 * down and told to all nodes before the answer is given, so that whoever lost a right has lost it.
 */
public final class Workspaces implements EntryPort {

  private static final String LIMIT = "database";
  private static final Duration COMMAND_MAX = Duration.ofSeconds(10);
  private static final int OWN_MAX = 1_000;

  private final Entities entities;
  private final MembershipsPort memberships;
  private final LiveSessions sessions;
  private final WorkspaceChanges changes;
  private final Blocking blocking;
  private final IdSource ids;
  private final InstantSource clock;

  public Workspaces(
      Entities entities,
      MembershipsPort memberships,
      LiveSessions sessions,
      WorkspaceChanges changes,
      Blocking blocking,
      IdSource ids,
      InstantSource clock) {
    this.entities = entities;
    this.memberships = memberships;
    this.sessions = sessions;
    this.changes = changes;
    this.blocking = blocking;
    this.ids = ids;
    this.clock = clock;
  }

  public CompletionStage<Reply.Done<Workspace, WorkspaceRejection>> read(WorkspaceId workspace) {
    return entities.read(WorkspaceKinds.WORKSPACE, WorkspaceKinds.workspace(workspace));
  }

  public CompletionStage<Reply<Workspace, WorkspaceRejection>> tell(
      WorkspaceId workspace, WorkspaceCommand command, Directive directive) {
    return entities
        .execute(WorkspaceKinds.WORKSPACE, WorkspaceKinds.workspace(workspace), command, directive)
        .thenCompose(reply ->
            switch (reply) {
              case Reply.Done<Workspace, WorkspaceRejection>(Workspace state, long revision) ->
                  known(workspace, state, revision)
                      .thenCompose(_ -> shut(workspace, command))
                      .thenApply(_ -> reply);
              case Reply.Refused<Workspace, WorkspaceRejection> _,
                  Reply.TooLate<Workspace, WorkspaceRejection> _ ->
                  CompletableFuture.completedFuture(reply);
            });
  }

  private CompletionStage<WorkspaceId> known(
      WorkspaceId workspace, Workspace state, long revision) {
    return blocking
        .run(
            LIMIT,
            () -> {
              memberships.record(workspace, state, revision);
              return workspace;
            })
        .thenApply(same -> {
          changes.changed(same);
          return same;
        });
  }

  /** Whoever is out has no session left there, and so no open screen and no call. */
  private CompletionStage<Integer> shut(WorkspaceId workspace, WorkspaceCommand command) {
    return switch (command) {
      case WorkspaceCommand.RemoveMember remove ->
          sessions.endIn(workspace, Optional.of(remove.user()));
      case WorkspaceCommand.Discard _ -> sessions.endIn(workspace, Optional.empty());
      case WorkspaceCommand.Create _,
          WorkspaceCommand.Rename _,
          WorkspaceCommand.AddMember _,
          WorkspaceCommand.ChangeMember _,
          WorkspaceCommand.TransferOwnership _,
          WorkspaceCommand.MakeTeam _,
          WorkspaceCommand.ChangeTeam _,
          WorkspaceCommand.RemoveTeam _,
          WorkspaceCommand.SetRecording _,
          WorkspaceCommand.Restore _,
          WorkspaceCommand.Empty _ ->
          CompletableFuture.completedFuture(0);
    };
  }

  /** Those that somebody can enter, and those in the bin that they can bring back. */
  public CompletionStage<List<Membership>> ofUser(UserId user) {
    return blocking.run(LIMIT, () -> memberships.ofUser(user));
  }

  @Override
  public CompletionStage<WorkspaceId> entry(UserId user, WorkspaceId preferred) {
    return ofUser(user)
        .thenCompose(all -> {
          List<WorkspaceId> open =
              all.stream()
                  .filter(membership -> membership.deletedUntil().isEmpty())
                  .map(Membership::workspace)
                  .toList();
          if (open.isEmpty()) {
            return own(user);
          }
          return CompletableFuture.completedFuture(
              open.contains(preferred) ? preferred : open.getFirst());
        });
  }

  /** Whoever was taken out of every workspace still has an account, and so a place. */
  private CompletionStage<WorkspaceId> own(UserId user) {
    return ask(rows -> rows.nameOf(user)).thenCompose(name -> own(user, name.orElse("My"), 1));
  }

  /**
   * Two sign-ins at once make the same one, since its id follows from whose it is; one that they
   * are not in any more is passed over.
   */
  private CompletionStage<WorkspaceId> own(UserId user, String name, int turn) {
    if (turn > OWN_MAX) {
      throw new IllegalStateException("no workspace can be made for " + user);
    }
    WorkspaceId id = new WorkspaceId(Ids.named(WorkspaceId.PREFIX, user.value() + "/" + turn));
    return read(id)
        .thenCompose(found ->
            switch (found.state()) {
              case Workspace.Absent _ ->
                  tell(
                          id,
                          new WorkspaceCommand.Create(name + "'s workspace", user),
                          new Directive(
                              "own/" + id,
                              clock.instant().plus(COMMAND_MAX),
                              new By.Person(user),
                              "own"))
                      .thenApply(reply ->
                          switch (reply) {
                            case Reply.Done<Workspace, WorkspaceRejection> _ -> id;
                            case Reply.Refused<Workspace, WorkspaceRejection> _,
                                Reply.TooLate<Workspace, WorkspaceRejection> _ ->
                                throw new IllegalStateException(
                                    "a workspace of one's own was not made: " + reply);
                          });
              case Workspace.Open open when open.member(user).isPresent() ->
                  known(id, open, found.revision());
              case Workspace.Open _, Workspace.Discarded _, Workspace.Emptied _ ->
                  own(user, name, turn + 1);
            });
  }

  /** What becomes of somebody who wants to go on in another workspace. */
  public sealed interface Entered {
    /**
     * @param token the session's new secret
     */
    record In(String token) implements Entered {
      @Override
      public String toString() {
        return "In[redacted]";
      }
    }

    /** They are no member there, or their session stays where it is. */
    record NotThere() implements Entered {}

    /** The company there vouches for its people itself. */
    record CompanySignInNeeded() implements Entered {}
  }

  /** Takes somebody's session into another workspace of theirs. */
  public CompletionStage<Entered> enter(Principal by, WorkspaceId to) {
    return ofUser(by.user())
        .thenCompose(found ->
            found.stream().anyMatch(m -> m.workspace().equals(to) && m.deletedUntil().isEmpty())
                ? sessions
                    .mustBeVouchedFor(by.user(), to)
                    .thenCompose(must ->
                        must
                            ? CompletableFuture.completedFuture(new Entered.CompanySignInNeeded())
                            : moved(by, to))
                : CompletableFuture.completedFuture(new Entered.NotThere()));
  }

  private CompletionStage<Entered> moved(Principal by, WorkspaceId to) {
    String token = sessions.newSecret();
    String id = ids.next("ses");
    return sessions
        .move(by, to, id, LiveSessions.sha256(token))
        .thenApply(moved -> moved ? new Entered.In(token) : new Entered.NotThere());
  }

  public <T> CompletionStage<T> ask(Function<MembershipsPort, T> question) {
    return blocking.run(LIMIT, () -> question.apply(memberships));
  }
}
