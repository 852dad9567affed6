import type { ReactNode } from 'react';
import { Button } from './button';

/** What ends a dialog's form: the way out first, then what it is for. `aside` stands apart from both. */
export function DialogActions({ onCancel, aside, children }: { onCancel: () => void; aside?: ReactNode; children: ReactNode }) {
  return (
    <div className="flex flex-wrap items-center justify-between gap-2 pt-1">
      {aside}
      <div className="ml-auto flex flex-wrap justify-end gap-2">
        <Button onClick={onCancel}>Cancel</Button>
        {children}
      </div>
    </div>
  );
}
