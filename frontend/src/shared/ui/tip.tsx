import { Tooltip } from 'radix-ui';
import type { ReactNode } from 'react';

/** A word of explanation on hover and on focus. Never the only place where something is said. */
export function Tip({ text, children, side = 'top' }: { text: ReactNode; children: ReactNode; side?: 'top' | 'right' | 'bottom' }) {
  return (
    <Tooltip.Provider delayDuration={250}>
      <Tooltip.Root>
        <Tooltip.Trigger asChild>{children}</Tooltip.Trigger>
        <Tooltip.Portal>
          <Tooltip.Content
            side={side}
            sideOffset={6}
            collisionPadding={12}
            className="enter z-50 max-w-72 rounded-md border border-hairline-strong bg-raised px-2.5 py-1.5 text-sm text-ink"
          >
            {text}
          </Tooltip.Content>
        </Tooltip.Portal>
      </Tooltip.Root>
    </Tooltip.Provider>
  );
}
