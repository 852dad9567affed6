import type { KeyOwner } from '../src/shared/api/house-types.ts';

export type { Invitation, Levels, Member, UsageRow, UserKey } from '../src/shared/api/house-types.ts';
export type NewKeyBody = { key: string; owner?: KeyOwner; label?: string; saveUnverified?: boolean };

/** What a request brings along. */
export type Body = () => Promise<Record<string, unknown>>;
