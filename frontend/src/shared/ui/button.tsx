import type { ButtonHTMLAttributes, ReactNode, Ref } from 'react';
import { classes } from '@/shared/lib/classes';
import { Icon, type IconName } from './icons';

/** `next` is the neon one: the single thing to do next on a screen. */
export type ButtonTone = 'next' | 'plain' | 'quiet' | 'danger';
export type ButtonSize = 'small' | 'normal' | 'large';

const tones: Record<ButtonTone, string> = {
  next: 'bg-accent text-on-accent hover:bg-accent-hover font-medium',
  plain: 'bg-surface text-ink border border-hairline-strong hover:bg-hover',
  quiet: 'text-ink-soft hover:bg-hover hover:text-ink',
  danger: 'bg-surface text-danger border border-hairline-strong hover:bg-danger-wash',
};

const sizes: Record<ButtonSize, string> = {
  small: 'h-7 px-2.5 text-sm gap-1.5 rounded-sm',
  normal: 'h-9 px-3.5 text-base gap-2 rounded-md',
  large: 'h-11 px-5 text-md gap-2 rounded-md',
};

const squares: Record<ButtonSize, string> = { small: 'size-7 rounded-sm', normal: 'size-9 rounded-md', large: 'size-11 rounded-md' };

const buttonBase =
  'inline-flex shrink-0 items-center justify-center whitespace-nowrap select-none transition-colors ease-motion ' +
  'disabled:opacity-45 disabled:pointer-events-none aria-disabled:opacity-45 active:translate-y-px';

/** The look of a button, for links that act as one. */
export function buttonClass(tone: ButtonTone = 'plain', size: ButtonSize = 'normal', className?: string): string {
  return classes(buttonBase, tones[tone], sizes[size], className);
}

type ButtonProps = ButtonHTMLAttributes<HTMLButtonElement> & {
  tone?: ButtonTone;
  size?: ButtonSize;
  icon?: IconName;
  busy?: boolean;
  children?: ReactNode;
  ref?: Ref<HTMLButtonElement>;
};

export function Button({ tone = 'plain', size = 'normal', icon, busy = false, className, children, disabled, ...rest }: ButtonProps) {
  return (
    <button
      type="button"
      className={buttonClass(tone, size, className)}
      disabled={disabled === true || busy}
      aria-busy={busy || undefined}
      {...rest}
    >
      {icon !== undefined && <Icon name={icon} />}
      {children}
      {busy && <BusyDots />}
    </button>
  );
}

function BusyDots() {
  return (
    <span aria-hidden="true" className="late inline-flex gap-0.5 pl-0.5">
      <span className="size-1 animate-pulse rounded-full bg-current" />
      <span className="size-1 animate-pulse rounded-full bg-current [animation-delay:150ms]" />
      <span className="size-1 animate-pulse rounded-full bg-current [animation-delay:300ms]" />
    </span>
  );
}

type IconButtonProps = Omit<ButtonHTMLAttributes<HTMLButtonElement>, 'children'> & {
  icon: IconName;
  label: string;
  tone?: ButtonTone;
  size?: ButtonSize;
  ref?: Ref<HTMLButtonElement>;
};

export function IconButton({ icon, label, tone = 'quiet', size = 'normal', className, ...rest }: IconButtonProps) {
  return (
    <button type="button" aria-label={label} title={label} className={classes(buttonBase, tones[tone], squares[size], className)} {...rest}>
      <Icon name={icon} />
    </button>
  );
}
