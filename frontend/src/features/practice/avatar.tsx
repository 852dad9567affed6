import { classes } from '@/shared/lib/classes';

const tones = ['bg-data-1', 'bg-data-2', 'bg-data-3', 'bg-data-4', 'bg-data-5', 'bg-data-6'] as const;

function toneOf(name: string): string {
  let hash = 2_166_136_261;
  for (const letter of name) hash = Math.imul(hash ^ letter.charCodeAt(0), 16_777_619) >>> 0;
  return tones[(hash >>> 26) % tones.length] ?? tones[0];
}

/** A buyer as initials on one of the six data colours, always the same for the same name. */
export function Avatar({ name, size = 'normal' }: { name: string; size?: 'small' | 'normal' | 'large' }) {
  const initials = name
    .split(' ')
    .map((part) => part.charAt(0))
    .slice(0, 2)
    .join('');
  const box = size === 'small' ? 'size-6 text-2xs' : size === 'large' ? 'size-12 text-md' : 'size-9 text-sm';
  return (
    <span aria-hidden="true" className={classes('relative flex shrink-0 items-center justify-center overflow-hidden rounded-full font-semibold text-ink', box)}>
      <span className={classes('absolute inset-0 opacity-30', toneOf(name))} />
      <span className="relative">{initials}</span>
    </span>
  );
}
