import type { Team } from '@/shared/api/house-types';

export type Branch = { team: Team; depth: number };

/** The teams in the order of the tree, each with how deep it lies. A team whose parent is unknown stands at the top. */
export function treeOf(teams: readonly Team[]): Branch[] {
  const known = new Set(teams.map(({ id }) => id));
  const under = (parentId: string | null, depth: number): Branch[] =>
    teams
      .filter((team) => (team.parentId !== null && known.has(team.parentId) ? team.parentId : null) === parentId && depth < 20)
      .sort((a, b) => a.name.localeCompare(b.name))
      .flatMap((team) => [{ team, depth }, ...under(team.id, depth + 1)]);
  return under(null, 0);
}

/** A team cannot move under itself or under one of its own. */
export function possibleParents(teams: readonly Team[], moving: Team): Team[] {
  const inside = new Set([moving.id]);
  for (const { team } of treeOf(teams)) if (team.parentId !== null && inside.has(team.parentId)) inside.add(team.id);
  return treeOf(teams).map(({ team }) => team).filter(({ id }) => !inside.has(id));
}
