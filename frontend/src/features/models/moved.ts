/** The list with one entry moved by a step; at the ends nothing moves. */
export function moved<T>(list: readonly T[], index: number, step: -1 | 1): T[] {
  const next = [...list];
  const other = index + step;
  const here = next[index];
  const there = next[other];
  if (here === undefined || there === undefined) return next;
  next[index] = there;
  next[other] = here;
  return next;
}
