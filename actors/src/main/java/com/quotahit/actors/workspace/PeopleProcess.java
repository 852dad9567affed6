package com.quotahit.actors.workspace;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Entities;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.shared.mail.Letter;
import com.quotahit.core.shared.mail.MailPort;
import com.quotahit.core.shared.mail.Template;
import com.quotahit.core.workspace.MembershipsPort;
import com.quotahit.core.workspace.OwnedRecordsPort;
import com.quotahit.core.workspace.Placement;
import com.quotahit.core.workspace.RecordingTerms;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.TeamId;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * What follows when the people of a workspace change, also when the node that changed them is gone
 * before it has said so: every node forgets what it remembered, whoever is out has no session left,
 * what they owned is handed over, and they are told. Hearing a fact again changes nothing.
 */
public final class PeopleProcess {

  private static final String LIMIT = "database";

  /** What is older was told when it happened, or is no news to anybody. */
  private static final Duration NEWS = Duration.ofDays(1);

  private final Entities entities;
  private final MembershipsPort memberships;
  private final List<OwnedRecordsPort> records;
  private final LiveSessions sessions;
  private final WorkspaceChanges changes;
  private final MailPort mail;
  private final Blocking blocking;
  private final InstantSource clock;

  public PeopleProcess(
      Entities entities,
      MembershipsPort memberships,
      List<OwnedRecordsPort> records,
      LiveSessions sessions,
      WorkspaceChanges changes,
      MailPort mail,
      Blocking blocking,
      InstantSource clock) {
    this.entities = entities;
    this.memberships = memberships;
    this.records = List.copyOf(records);
    this.sessions = sessions;
    this.changes = changes;
    this.mail = mail;
    this.blocking = blocking;
    this.clock = clock;
  }

  public CompletionStage<?> hear(EntityId id, long revision, Recorded<WorkspaceEvent> recorded) {
    WorkspaceId workspace = id.workspace();
    return entities
        .read(WorkspaceKinds.WORKSPACE, id)
        .thenCompose(found ->
            blocking.run(
                LIMIT,
                () -> {
                  memberships.record(workspace, found.state(), found.revision());
                  return found.state();
                }))
        .thenCompose(state -> {
          changes.changed(workspace);
          return follow(workspace, state, revision, recorded);
        });
  }

  private CompletionStage<?> follow(
      WorkspaceId workspace, Workspace state, long revision, Recorded<WorkspaceEvent> recorded) {
    boolean news = recorded.at().isAfter(clock.instant().minus(NEWS));
    return switch (recorded.event()) {
      case WorkspaceEvent.RecordsHandedOver(UserId from, UserId to) ->
          isOut(state, from)
              ? blocking.run(
                  LIMIT,
                  () -> {
                    records.forEach(port -> port.handOver(workspace, from, to));
                    return workspace;
                  })
              : nothing();
      case WorkspaceEvent.MemberRemoved(UserId user) ->
          isOut(state, user)
              ? left(workspace, user, heir(state, recorded.by()), revision, news)
              : nothing();
      case WorkspaceEvent.Discarded(Instant _) ->
          news && state.opened().isEmpty()
              ? sessions.endIn(workspace, Optional.empty())
              : nothing();
      case WorkspaceEvent.Created(String _, UserId _),
          WorkspaceEvent.Renamed(String _),
          WorkspaceEvent.MemberJoined(UserId _, Role _),
          WorkspaceEvent.RoleChanged(UserId _, Role _),
          WorkspaceEvent.MemberPlaced(UserId _, Placement _),
          WorkspaceEvent.TeamMade(TeamId _, String _, Optional<TeamId> _),
          WorkspaceEvent.TeamRenamed(TeamId _, String _),
          WorkspaceEvent.TeamMoved(TeamId _, Optional<TeamId> _),
          WorkspaceEvent.TeamRemoved(TeamId _),
          WorkspaceEvent.RecordingSet(RecordingTerms _),
          WorkspaceEvent.Restored(),
          WorkspaceEvent.Emptied() ->
          nothing();
    };
  }

  /**
   * They may have made something after it was counted what they own and before they were out, or
   * after it was handed over: that is handed over when they can make nothing more.
   */
  private CompletionStage<?> left(
      WorkspaceId workspace, UserId user, Optional<UserId> heir, long revision, boolean news) {
    return (news ? sessions.endIn(workspace, Optional.of(user)) : nothing())
        .thenCompose(_ ->
            blocking.run(
                LIMIT,
                () -> {
                  heir.ifPresent(to -> records.forEach(port -> port.handOver(workspace, user, to)));
                  records.forEach(port -> port.forget(workspace, user));
                  return news && tell(workspace, user, revision);
                }));
  }

  /** Whoever has come back since keeps what they have now. */
  private static boolean isOut(Workspace state, UserId user) {
    return state.inhabited().flatMap(open -> open.role(user)).isEmpty();
  }

  /** Whoever let them go, where that is one of the people, or else the first owner. */
  private static Optional<UserId> heir(Workspace state, By by) {
    return state
        .inhabited()
        .flatMap(open ->
            person(by)
                .filter(who -> open.role(who).isPresent())
                .or(() ->
                    open.members().stream()
                        .filter(member -> member.role() == Role.OWNER)
                        .map(Workspace.Member::user)
                        .findFirst()));
  }

  private static Optional<UserId> person(By by) {
    return switch (by) {
      case By.Person(UserId user) -> Optional.of(user);
      case By.Impersonator(UserId _, UserId onBehalfOf) -> Optional.of(onBehalfOf);
      case By.ApiKey _, By.Platform _ -> Optional.empty();
    };
  }

  private boolean tell(WorkspaceId workspace, UserId user, long revision) {
    return memberships
        .addressee(workspace, user)
        .map(to ->
            mail.send(
                workspace,
                new Letter(
                    to.email().value(),
                    new Template.MemberRemoved(to.name(), to.workspaceName()),
                    "member-removed/" + workspace + "/" + revision)))
        .orElse(false);
  }

  private static CompletionStage<?> nothing() {
    return CompletableFuture.completedFuture(Optional.empty());
  }
}
