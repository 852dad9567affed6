package com.quotahit.core.workspace;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * The teams that somebody belongs to: one above all, and any number beside it.
 *
 * @param others never holds the first one
 */
public record Placement(Optional<TeamId> team, Set<TeamId> others) {

  public static final Placement NOWHERE = new Placement(Optional.empty(), Set.of());

  public Placement {
    Set<TeamId> beside = new HashSet<>(others);
    team.ifPresent(beside::remove);
    others = Set.copyOf(beside);
  }

  public static Placement in(TeamId team) {
    return new Placement(Optional.of(team), Set.of());
  }

  public Set<TeamId> all() {
    Set<TeamId> all = new HashSet<>(others);
    team.ifPresent(all::add);
    return all;
  }

  boolean touches(TeamId wanted) {
    return all().contains(wanted);
  }

  /** The same with one team in the place of another. */
  Placement moved(TeamId from, TeamId to) {
    Set<TeamId> beside = new HashSet<>(others);
    if (beside.remove(from)) {
      beside.add(to);
    }
    return new Placement(team.map(first -> first.equals(from) ? to : first), beside);
  }
}
