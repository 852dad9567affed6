import { useEffect, useState } from 'react';

const restMs = 250;

/** A value once it has rested: so that a search is not asked for every letter. */
export function useLater<T>(value: T): T {
  const [later, setLater] = useState(value);
  useEffect(() => {
    const timer = setTimeout(() => { setLater(value); }, restMs);
    return () => { clearTimeout(timer); };
  }, [value]);
  return later;
}
