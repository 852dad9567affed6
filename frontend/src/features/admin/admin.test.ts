import { describe, expect, it } from 'vitest';
import { asInstants } from './admin-queries';
import { changesOf } from './audit-changes';
import { actionInWords, subjectInWords } from './audit-words';

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

  it('is told in words', () => {
    const names = new Map([['usr_1', 'Ann Keller']]);
    expect(actionInWords('workspace.member-joined')).toBe('Workspace member joined');
    expect(subjectInWords('user:usr_1', names)).toBe('Ann Keller');
    expect(subjectInWords('user:usr_2', names)).toBe('Somebody');
    expect(subjectInWords('module:coach', names)).toBe('AI Coach');
    expect(subjectInWords('budget:workspace:', names)).toBe('Budget workspace');
    expect(subjectInWords('billing:billing', names)).toBe('Billing');
    expect(subjectInWords('invitation:inv_01', names)).toBe('An invitation');
  });
});
