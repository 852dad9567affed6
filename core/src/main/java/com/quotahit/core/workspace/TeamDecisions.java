package com.quotahit.core.workspace;

import static com.quotahit.core.shared.Decision.accept;
import static com.quotahit.core.shared.Decision.acceptAll;
import static com.quotahit.core.shared.Decision.refuse;

import com.quotahit.core.shared.Decision;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** What an open workspace decides about its teams. Nobody falls out of a team unnoticed. */
final class TeamDecisions {

  private TeamDecisions() {}

  static Decision<WorkspaceEvent, WorkspaceRejection> make(
      Workspace.Open open, WorkspaceCommand.MakeTeam make) {
    TeamTree tree = open.teams();
    if (tree.find(make.team()).isPresent()) {
      return accept();
    }
    if (tree.teams().size() >= WorkspaceRules.TEAMS_MAX) {
      return refuse(new WorkspaceRejection.Full("teams", WorkspaceRules.TEAMS_MAX));
    }
    if (make.parent().filter(parent -> tree.find(parent).isEmpty()).isPresent()) {
      return refuse(new WorkspaceRejection.NoSuchTeam());
    }
    return tree.fits(make.team(), make.parent())
        ? accept(new WorkspaceEvent.TeamMade(make.team(), make.name(), make.parent()))
        : refuse(new WorkspaceRejection.TeamTooDeep());
  }

  static Decision<WorkspaceEvent, WorkspaceRejection> change(
      Workspace.Open open, WorkspaceCommand.ChangeTeam change) {
    TeamTree tree = open.teams();
    Optional<Team> found = tree.find(change.team());
    if (found.isEmpty()
        || change.parent().filter(parent -> tree.find(parent).isEmpty()).isPresent()) {
      return refuse(new WorkspaceRejection.NoSuchTeam());
    }
    List<WorkspaceEvent> events = new ArrayList<>();
    if (!found.get().name().equals(change.name())) {
      events.add(new WorkspaceEvent.TeamRenamed(change.team(), change.name()));
    }
    if (!found.get().parent().equals(change.parent())) {
      if (change.parent().filter(tree.below(Set.of(change.team()))::contains).isPresent()) {
        return refuse(new WorkspaceRejection.TeamInItself());
      }
      if (!tree.fits(change.team(), change.parent())) {
        return refuse(new WorkspaceRejection.TeamTooDeep());
      }
      events.add(new WorkspaceEvent.TeamMoved(change.team(), change.parent()));
    }
    return acceptAll(events);
  }

  /** Its members go to the target, its parts one level up. */
  static Decision<WorkspaceEvent, WorkspaceRejection> remove(
      Workspace.Open open, TeamId team, Optional<TeamId> target) {
    TeamTree tree = open.teams();
    Optional<Team> found = tree.find(team);
    if (found.isEmpty()
        || target.filter(t -> t.equals(team) || tree.find(t).isEmpty()).isPresent()) {
      return refuse(new WorkspaceRejection.NoSuchTeam());
    }
    List<Workspace.Member> members =
        open.members().stream().filter(member -> member.placement().touches(team)).toList();
    if (!members.isEmpty() && target.isEmpty()) {
      return refuse(new WorkspaceRejection.TeamInUse(members.size()));
    }
    List<WorkspaceEvent> events = new ArrayList<>();
    for (Workspace.Member member : members) {
      events.add(
          new WorkspaceEvent.MemberPlaced(
              member.user(), member.placement().moved(team, target.get())));
    }
    for (Team part : tree.partsOf(team)) {
      events.add(new WorkspaceEvent.TeamMoved(part.id(), found.get().parent()));
    }
    events.add(new WorkspaceEvent.TeamRemoved(team));
    return acceptAll(events);
  }
}
