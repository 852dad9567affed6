import { useState } from 'react';
import { Button, type ButtonSize } from './button';

/** Copies a text and says so where the button is. */
export function CopyButton({ text, label = 'Copy', size = 'normal' }: { text: string; label?: string; size?: ButtonSize }) {
  const [done, setDone] = useState<'no' | 'yes' | 'failed'>('no');
  return (
    <Button
      size={size}
      icon={done === 'yes' ? 'check' : 'copy'}
      onClick={() => {
        copy(text).then(
          () => { setDone('yes'); },
          () => { setDone('failed'); },
        );
      }}
    >
      <span aria-live="polite">{done === 'yes' ? 'Copied' : done === 'failed' ? 'Select and copy by hand' : label}</span>
    </Button>
  );
}

/** Pages that came over plain http have no clipboard at all, whatever the types promise. */
function copy(text: string): Promise<void> {
  const clipboard = navigator.clipboard as Clipboard | undefined;
  return clipboard?.writeText(text) ?? Promise.reject(new Error('no clipboard'));
}
