package com.quotahit.core.workspace;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** A workspace's teams, each part of at most one other, never of itself, and not too deep. */
public record TeamTree(List<Team> teams) {

  public static final int DEPTH_MAX = 5;
  public static final TeamTree EMPTY = new TeamTree(List.of());

  public TeamTree {
    teams = List.copyOf(teams);
  }

  public Optional<Team> find(TeamId id) {
    return teams.stream().filter(team -> team.id().equals(id)).findFirst();
  }

  public boolean holds(Set<TeamId> wanted) {
    return wanted.stream().allMatch(id -> find(id).isPresent());
  }

  /** These teams and all that are part of them. */
  public Set<TeamId> below(Set<TeamId> roots) {
    Set<TeamId> found = new HashSet<>(roots);
    boolean more = true;
    while (more) {
      more = false;
      for (Team team : teams) {
        more |= team.parent().filter(found::contains).isPresent() && found.add(team.id());
      }
    }
    return found;
  }

  /** 1 for a team that is part of no other. */
  int depth(TeamId id) {
    return find(id).flatMap(Team::parent).map(parent -> 1 + depth(parent)).orElse(1);
  }

  /** How many levels a team and its parts take. */
  int height(TeamId id) {
    return 1
        + teams.stream()
            .filter(team -> team.parent().equals(Optional.of(id)))
            .mapToInt(team -> height(team.id()))
            .max()
            .orElse(0);
  }

  boolean fits(TeamId moved, Optional<TeamId> parent) {
    return parent.map(this::depth).orElse(0) + height(moved) <= DEPTH_MAX;
  }

  /** Adds a team, or puts this one in the place of the one it was. */
  TeamTree with(Team team) {
    List<Team> changed = new ArrayList<>(teams);
    changed.removeIf(other -> other.id().equals(team.id()));
    changed.add(team);
    return new TeamTree(changed);
  }

  TeamTree without(TeamId id) {
    return new TeamTree(teams.stream().filter(team -> !team.id().equals(id)).toList());
  }

  List<Team> partsOf(TeamId id) {
    return teams.stream().filter(team -> team.parent().equals(Optional.of(id))).toList();
  }
}
