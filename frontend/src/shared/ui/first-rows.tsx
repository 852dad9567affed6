import { useState, type ReactNode } from 'react';
import { Button } from './button';

const step = 100;

/** As much of a long list as anybody reads, and the rest behind a press, so that a thousand rows do not slow the page. */
export function FirstRows<T>({ items, children }: { items: readonly T[]; children: (shown: readonly T[]) => ReactNode }) {
  const [most, setMost] = useState(step);
  const rest = items.length - most;
  return (
    <>
      {children(items.slice(0, most))}
      {rest > 0 && (
        <Button className="mt-3" onClick={() => { setMost(most + step); }}>
          Show {Math.min(rest, step)} more
        </Button>
      )}
    </>
  );
}
