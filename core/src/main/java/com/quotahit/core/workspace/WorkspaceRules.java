package com.quotahit.core.workspace;

import static com.quotahit.core.shared.Decision.accept;
import static com.quotahit.core.shared.Decision.refuse;

import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.Rules;
import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What a workspace answers to each command. The last owner stays. */
public final class WorkspaceRules
    implements Rules<Workspace, WorkspaceCommand, WorkspaceEvent, WorkspaceRejection> {

  public static final WorkspaceRules RULES = new WorkspaceRules();

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
    };
  }

  private static Decision<WorkspaceEvent, WorkspaceRejection> absent(WorkspaceCommand command) {
    return switch (command) {
      case WorkspaceCommand.Create(String name, UserId owner) ->
          accept(new WorkspaceEvent.Created(name, owner));
      case WorkspaceCommand.AddMember _,
          WorkspaceCommand.ChangeRole _,
          WorkspaceCommand.RemoveMember _,
          WorkspaceCommand.SetRecording _ ->
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
      case WorkspaceCommand.AddMember(UserId user, Role role) -> add(open, user, role);
      case WorkspaceCommand.ChangeRole(UserId user, Role role) -> change(open, user, role);
      case WorkspaceCommand.RemoveMember(UserId user) -> remove(open, user);
      case WorkspaceCommand.SetRecording(RecordingTerms terms) ->
          open.recording().equals(terms)
              ? accept()
              : accept(new WorkspaceEvent.RecordingSet(terms));
    };
  }

  private static Decision<WorkspaceEvent, WorkspaceRejection> add(
      Workspace.Open open, UserId user, Role role) {
    Optional<Role> held = open.role(user);
    if (held.isEmpty()) {
      return accept(new WorkspaceEvent.MemberJoined(user, role));
    }
    return held.get() == role ? accept() : refuse(new WorkspaceRejection.AlreadyMember());
  }

  private static Decision<WorkspaceEvent, WorkspaceRejection> change(
      Workspace.Open open, UserId user, Role role) {
    Optional<Role> held = open.role(user);
    if (held.isEmpty()) {
      return refuse(new WorkspaceRejection.NoSuchMember());
    }
    if (held.get() == role) {
      return accept();
    }
    return open.isLastOwner(user)
        ? refuse(new WorkspaceRejection.LastOwner())
        : accept(new WorkspaceEvent.RoleChanged(user, role));
  }

  private static Decision<WorkspaceEvent, WorkspaceRejection> remove(
      Workspace.Open open, UserId user) {
    if (open.role(user).isEmpty()) {
      return accept();
    }
    return open.isLastOwner(user)
        ? refuse(new WorkspaceRejection.LastOwner())
        : accept(new WorkspaceEvent.MemberRemoved(user));
  }

  @Override
  public Workspace apply(Workspace workspace, WorkspaceEvent event) {
    return switch (event) {
      case WorkspaceEvent.Created(String name, UserId owner) ->
          new Workspace.Open(
              name, List.of(new Workspace.Member(owner, Role.OWNER)), RecordingTerms.USUAL);
      case WorkspaceEvent.MemberJoined(UserId user, Role role) ->
          opened(workspace, event).with(user, role);
      case WorkspaceEvent.RoleChanged(UserId user, Role role) ->
          opened(workspace, event).with(user, role);
      case WorkspaceEvent.MemberRemoved(UserId user) -> opened(workspace, event).without(user);
      case WorkspaceEvent.RecordingSet(RecordingTerms terms) ->
          opened(workspace, event).with(terms);
    };
  }

  private static Workspace.Open opened(Workspace workspace, WorkspaceEvent event) {
    return switch (workspace) {
      case Workspace.Open open -> open;
      case Workspace.Absent _ ->
          throw new IllegalStateException("journal says of an absent workspace: " + event);
    };
  }
}
