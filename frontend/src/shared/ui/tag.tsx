import type { ReactNode } from 'react';
import { classes } from '@/shared/lib/classes';

export type TagTone = 'plain' | 'good' | 'warn' | 'danger';

const tones: Record<TagTone, string> = {
  plain: 'bg-pressed text-ink-soft',
  good: 'bg-good-wash text-good',
  warn: 'bg-warn-wash text-warn',
  danger: 'bg-danger-wash text-danger',
};

/** A state in one or two words. The words carry it; the tone only helps. */
export function Tag({ tone = 'plain', children }: { tone?: TagTone; children: ReactNode }) {
  return <span className={classes('inline-flex h-5 shrink-0 items-center rounded-sm px-1.5 text-xs font-medium whitespace-nowrap', tones[tone])}>{children}</span>;
}
