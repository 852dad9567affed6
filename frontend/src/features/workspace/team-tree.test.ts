import { describe, expect, it } from 'vitest';
import { possibleParents, treeOf } from './team-tree';

const team = (id: string, parentId: string | null) => ({ id, name: id, parentId, memberCount: 0 });
const teams = [team('north', 'sales'), team('sales', null), team('york', 'north'), team('cs', null), team('lost', 'gone')];

describe('the team tree', () => {
  it('puts each team below its parent, by name', () => {
    expect(treeOf(teams).map(({ team: { id }, depth }) => `${String(depth)} ${id}`)).toEqual(['0 cs', '0 lost', '0 sales', '1 north', '2 york']);
  });

  it('lets a team move anywhere but into itself', () => {
    const sales = teams[1];
    expect(sales && possibleParents(teams, sales).map(({ id }) => id)).toEqual(['cs', 'lost']);
  });
});
