import { describe, expect, it } from 'vitest';
import { asInstants } from './admin-queries';
import { changesOf } from './audit-changes';

describe('an audit entry', () => {
  it('shows what differs and nothing else', () => {
    expect(changesOf({ role: 'rep', name: 'Ann' }, { role: 'admin', name: 'Ann', team: 'North' })).toEqual([
      { field: 'role', before: 'rep', after: 'admin' },
      { field: 'team', before: undefined, after: 'North' },
    ]);
  });

  it('is found by whole days', () => {
    expect(asInstants({ from: '2026-11-01', to: '2026-11-02', action: 'x' })).toEqual({ action: 'x', from: '2026-11-01T00:00:00.000Z', to: '2026-11-02T23:59:59.999Z' });
  });
});
