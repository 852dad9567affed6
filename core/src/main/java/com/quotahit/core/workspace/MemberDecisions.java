package com.quotahit.core.workspace;

import static com.quotahit.core.shared.Decision.accept;
import static com.quotahit.core.shared.Decision.acceptAll;
import static com.quotahit.core.shared.Decision.refuse;

import com.quotahit.core.shared.Decision;
import com.quotahit.core.shared.UserId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What an open workspace decides about its people: who comes, who goes, as what, and in which team.
 */
final class MemberDecisions {

  private MemberDecisions() {}

  /** A team that is gone by the time somebody comes is nobody's loss: they come without one. */
  static Decision<WorkspaceEvent, WorkspaceRejection> add(
      Workspace.Open open, WorkspaceCommand.AddMember add) {
    Optional<Role> held = open.role(add.user());
    if (held.isPresent()) {
      return held.get() == add.role() ? accept() : refuse(new WorkspaceRejection.AlreadyMember());
    }
    if (!add.role().forPeople()) {
      return refuse(new WorkspaceRejection.NotForPeople(add.role()));
    }
    if (open.members().size() >= WorkspaceRules.MEMBERS_MAX) {
      return refuse(new WorkspaceRejection.Full("members", WorkspaceRules.MEMBERS_MAX));
    }
    List<WorkspaceEvent> events = new ArrayList<>();
    events.add(new WorkspaceEvent.MemberJoined(add.user(), add.role()));
    add.team()
        .filter(team -> open.teams().find(team).isPresent())
        .ifPresent(
            team -> events.add(new WorkspaceEvent.MemberPlaced(add.user(), Placement.in(team))));
    return acceptAll(events);
  }

  static Decision<WorkspaceEvent, WorkspaceRejection> change(
      Workspace.Open open, WorkspaceCommand.ChangeMember change) {
    Optional<Workspace.Member> found = open.member(change.user());
    if (found.isEmpty()) {
      return refuse(new WorkspaceRejection.NoSuchMember());
    }
    Workspace.Member member = found.get();
    List<WorkspaceEvent> events = new ArrayList<>();
    Optional<Role> next = change.role().filter(role -> role != member.role());
    if (next.isPresent()) {
      Optional<WorkspaceRejection> no = unfit(open, change.by(), member, next.get());
      if (no.isPresent()) {
        return refuse(no.get());
      }
      events.add(new WorkspaceEvent.RoleChanged(member.user(), next.get()));
    }
    Optional<Placement> place =
        change.placement().filter(placement -> !placement.equals(member.placement()));
    if (place.isPresent()) {
      if (!open.teams().holds(place.get().all())) {
        return refuse(new WorkspaceRejection.NoSuchTeam());
      }
      events.add(new WorkspaceEvent.MemberPlaced(member.user(), place.get()));
    }
    return acceptAll(events);
  }

  private static Optional<WorkspaceRejection> unfit(
      Workspace.Open open, Authority by, Workspace.Member member, Role next) {
    if (!next.forPeople()) {
      return Optional.of(new WorkspaceRejection.NotForPeople(next));
    }
    if (!by.reaches(open, member.role())) {
      return Optional.of(new WorkspaceRejection.BeyondYourRights(member.role()));
    }
    if (!by.reaches(open, next)) {
      return Optional.of(new WorkspaceRejection.BeyondYourRights(next));
    }
    return open.isLastOwner(member.user())
        ? Optional.of(new WorkspaceRejection.LastOwner())
        : Optional.empty();
  }

  static Decision<WorkspaceEvent, WorkspaceRejection> remove(
      Workspace.Open open, WorkspaceCommand.RemoveMember remove) {
    Optional<Role> role = open.role(remove.user());
    if (role.isEmpty()) {
      return refuse(new WorkspaceRejection.NoSuchMember());
    }
    if (!remove.by().reaches(open, role.get())) {
      return refuse(new WorkspaceRejection.BeyondYourRights(role.get()));
    }
    if (open.isLastOwner(remove.user())) {
      return refuse(new WorkspaceRejection.LastOwner());
    }
    List<WorkspaceEvent> events = new ArrayList<>();
    if (remove.heir().isPresent()) {
      UserId heir = remove.heir().get();
      if (heir.equals(remove.user()) || open.role(heir).isEmpty()) {
        return refuse(new WorkspaceRejection.NoSuchHeir());
      }
      events.add(new WorkspaceEvent.RecordsHandedOver(remove.user(), heir));
    }
    events.add(new WorkspaceEvent.MemberRemoved(remove.user()));
    return acceptAll(events);
  }

  static Decision<WorkspaceEvent, WorkspaceRejection> transfer(
      Workspace.Open open, UserId from, UserId to) {
    if (open.role(from).filter(role -> role == Role.OWNER).isEmpty()) {
      return refuse(new WorkspaceRejection.BeyondYourRights(Role.OWNER));
    }
    if (open.role(to).isEmpty()) {
      return refuse(new WorkspaceRejection.NoSuchMember());
    }
    if (from.equals(to)) {
      return accept();
    }
    List<WorkspaceEvent> events = new ArrayList<>();
    if (open.role(to).filter(role -> role == Role.OWNER).isEmpty()) {
      events.add(new WorkspaceEvent.RoleChanged(to, Role.OWNER));
    }
    events.add(new WorkspaceEvent.RoleChanged(from, Role.ADMIN));
    return acceptAll(events);
  }
}
