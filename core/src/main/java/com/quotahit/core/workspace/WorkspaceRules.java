package com.quotahit.core.workspace;

import static com.quotahit.core.shared.Decision.accept;
import static com.quotahit.core.shared.Decision.refuse;

import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.Rules;
import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.util.Optional;

/** What a workspace answers to each command. The last owner stays. */
public final class WorkspaceRules
    implements Rules<Workspace, WorkspaceCommand, WorkspaceEvent, WorkspaceRejection> {

  public static final WorkspaceRules RULES = new WorkspaceRules();

  /** A workspace's state travels in replies, so it is kept to what crosses a network easily. */
  public static final int MEMBERS_MAX = 1_000;

  public static final int TEAMS_MAX = 200;

  private WorkspaceRules() {}

  @Override
  public Workspace absent() {
    return new Workspace.Absent();
  }

  @Override
  public Decision<WorkspaceEvent, WorkspaceRejection> decide(
      Workspace workspace, WorkspaceCommand command, Instant now) {
    return switch (workspace) {
      case Workspace.Absent _ -> absent(command);
      case Workspace.Open open -> open(open, command);
      case Workspace.Discarded discarded -> discarded(discarded, command, now);
      case Workspace.Emptied _ -> emptied(command);
    };
  }

  private static Decision<WorkspaceEvent, WorkspaceRejection> absent(WorkspaceCommand command) {
    return switch (command) {
      case WorkspaceCommand.Create(String name, UserId owner) ->
          accept(new WorkspaceEvent.Created(name, owner));
      case WorkspaceCommand.Rename _,
          WorkspaceCommand.AddMember _,
          WorkspaceCommand.ChangeMember _,
          WorkspaceCommand.RemoveMember _,
          WorkspaceCommand.TransferOwnership _,
          WorkspaceCommand.MakeTeam _,
          WorkspaceCommand.ChangeTeam _,
          WorkspaceCommand.RemoveTeam _,
          WorkspaceCommand.SetRecording _,
          WorkspaceCommand.Discard _,
          WorkspaceCommand.Restore _,
          WorkspaceCommand.Empty _ ->
          refuse(new WorkspaceRejection.NoSuchWorkspace());
    };
  }

  private static Decision<WorkspaceEvent, WorkspaceRejection> open(
      Workspace.Open open, WorkspaceCommand command) {
    return switch (command) {
      case WorkspaceCommand.Create(String name, UserId owner) ->
          open.name().equals(name)
                  && open.role(owner).filter(role -> role == Role.OWNER).isPresent()
              ? accept()
              : refuse(new WorkspaceRejection.AlreadyCreated());
      case WorkspaceCommand.Rename rename -> rename(open, rename);
      case WorkspaceCommand.AddMember add -> MemberDecisions.add(open, add);
      case WorkspaceCommand.ChangeMember change -> MemberDecisions.change(open, change);
      case WorkspaceCommand.RemoveMember remove -> MemberDecisions.remove(open, remove);
      case WorkspaceCommand.TransferOwnership(UserId from, UserId to) ->
          MemberDecisions.transfer(open, from, to);
      case WorkspaceCommand.MakeTeam make -> TeamDecisions.make(open, make);
      case WorkspaceCommand.ChangeTeam change -> TeamDecisions.change(open, change);
      case WorkspaceCommand.RemoveTeam(TeamId team, Optional<TeamId> target) ->
          TeamDecisions.remove(open, team, target);
      case WorkspaceCommand.SetRecording(RecordingTerms terms) ->
          open.recording().equals(terms)
              ? accept()
              : accept(new WorkspaceEvent.RecordingSet(terms));
      case WorkspaceCommand.Discard(String confirmed, Instant until) ->
          open.name().equals(confirmed)
              ? accept(new WorkspaceEvent.Discarded(until))
              : refuse(new WorkspaceRejection.NotConfirmed());
      case WorkspaceCommand.Restore(UserId by) ->
          open.role(by).filter(role -> role == Role.OWNER).isPresent()
              ? accept()
              : refuse(new WorkspaceRejection.NoSuchWorkspace());
      // It was brought back.
      case WorkspaceCommand.Empty _ -> accept();
    };
  }

  private static Decision<WorkspaceEvent, WorkspaceRejection> rename(
      Workspace.Open open, WorkspaceCommand.Rename rename) {
    if (open.name().equals(rename.name())) {
      return accept();
    }
    return open.version() == rename.version()
        ? accept(new WorkspaceEvent.Renamed(rename.name()))
        : refuse(new WorkspaceRejection.StaleVersion(open.version(), open.name()));
  }

  /** Only an owner finds it in the bin, and only until it is emptied. */
  private static Decision<WorkspaceEvent, WorkspaceRejection> discarded(
      Workspace.Discarded discarded, WorkspaceCommand command, Instant now) {
    return switch (command) {
      case WorkspaceCommand.Restore(UserId by) ->
          now.isBefore(discarded.until())
                  && discarded.was().role(by).filter(role -> role == Role.OWNER).isPresent()
              ? accept(new WorkspaceEvent.Restored())
              : refuse(new WorkspaceRejection.NoSuchWorkspace());
      case WorkspaceCommand.Empty _ ->
          now.isBefore(discarded.until()) ? accept() : accept(new WorkspaceEvent.Emptied());
      case WorkspaceCommand.Create _ -> refuse(new WorkspaceRejection.AlreadyCreated());
      case WorkspaceCommand.Rename _,
          WorkspaceCommand.AddMember _,
          WorkspaceCommand.ChangeMember _,
          WorkspaceCommand.RemoveMember _,
          WorkspaceCommand.TransferOwnership _,
          WorkspaceCommand.MakeTeam _,
          WorkspaceCommand.ChangeTeam _,
          WorkspaceCommand.RemoveTeam _,
          WorkspaceCommand.SetRecording _,
          WorkspaceCommand.Discard _ ->
          refuse(new WorkspaceRejection.NoSuchWorkspace());
    };
  }

  private static Decision<WorkspaceEvent, WorkspaceRejection> emptied(WorkspaceCommand command) {
    return switch (command) {
      case WorkspaceCommand.Empty _ -> accept();
      case WorkspaceCommand.Create _ -> refuse(new WorkspaceRejection.AlreadyCreated());
      case WorkspaceCommand.Rename _,
          WorkspaceCommand.AddMember _,
          WorkspaceCommand.ChangeMember _,
          WorkspaceCommand.RemoveMember _,
          WorkspaceCommand.TransferOwnership _,
          WorkspaceCommand.MakeTeam _,
          WorkspaceCommand.ChangeTeam _,
          WorkspaceCommand.RemoveTeam _,
          WorkspaceCommand.SetRecording _,
          WorkspaceCommand.Discard _,
          WorkspaceCommand.Restore _ ->
          refuse(new WorkspaceRejection.NoSuchWorkspace());
    };
  }

  @Override
  public Workspace apply(Workspace workspace, WorkspaceEvent event) {
    return switch (event) {
      case WorkspaceEvent.Created(String name, UserId owner) -> Workspace.Open.begun(name, owner);
      case WorkspaceEvent.Restored _ -> inBin(workspace, event).was();
      // Of a workspace that is gone this fact alone is kept, so it may come first.
      case WorkspaceEvent.Emptied _ -> new Workspace.Emptied();
      case WorkspaceEvent.Discarded(Instant until) ->
          new Workspace.Discarded(opened(workspace, event), until);
      case WorkspaceEvent.Renamed(String name) -> opened(workspace, event).named(name);
      case WorkspaceEvent.MemberJoined(UserId user, Role role) ->
          opened(workspace, event).with(new Workspace.Member(user, role));
      case WorkspaceEvent.RoleChanged(UserId user, Role role) -> {
        Workspace.Open open = opened(workspace, event);
        yield open.with(
            open.member(user)
                .map(member -> member.as(role))
                .orElseGet(() -> new Workspace.Member(user, role)));
      }
      case WorkspaceEvent.MemberPlaced(UserId user, Placement placement) -> {
        Workspace.Open open = opened(workspace, event);
        yield open.member(user).map(member -> open.with(member.at(placement))).orElse(open);
      }
      case WorkspaceEvent.MemberRemoved(UserId user) -> opened(workspace, event).without(user);
      case WorkspaceEvent.RecordsHandedOver _ -> opened(workspace, event);
      case WorkspaceEvent.TeamMade(TeamId team, String name, Optional<TeamId> parent) -> {
        Workspace.Open open = opened(workspace, event);
        yield open.with(open.teams().with(new Team(team, name, parent)));
      }
      case WorkspaceEvent.TeamRenamed(TeamId id, String name) -> {
        Workspace.Open open = opened(workspace, event);
        Team team = team(open, id, event);
        yield open.with(open.teams().with(new Team(id, name, team.parent())));
      }
      case WorkspaceEvent.TeamMoved(TeamId id, Optional<TeamId> parent) -> {
        Workspace.Open open = opened(workspace, event);
        Team team = team(open, id, event);
        yield open.with(open.teams().with(new Team(id, team.name(), parent)));
      }
      case WorkspaceEvent.TeamRemoved(TeamId id) -> {
        Workspace.Open open = opened(workspace, event);
        yield open.with(open.teams().without(id));
      }
      case WorkspaceEvent.RecordingSet(RecordingTerms terms) ->
          opened(workspace, event).with(terms);
    };
  }

  private static Team team(Workspace.Open open, TeamId id, WorkspaceEvent event) {
    return open.teams()
        .find(id)
        .orElseThrow(
            () -> new IllegalStateException("journal says of a team that is not there: " + event));
  }

  private static Workspace.Open opened(Workspace workspace, WorkspaceEvent event) {
    return workspace
        .opened()
        .orElseThrow(() ->
            new IllegalStateException("journal says of a workspace that is not open: " + event));
  }

  private static Workspace.Discarded inBin(Workspace workspace, WorkspaceEvent event) {
    return switch (workspace) {
      case Workspace.Discarded discarded -> discarded;
      case Workspace.Absent _, Workspace.Open _, Workspace.Emptied _ ->
          throw new IllegalStateException(
              "journal says of a workspace that is not in the bin: " + event);
    };
  }
}
