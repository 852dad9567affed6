export type Change = { field: string; before: string | undefined; after: string | undefined };

/** What differs between before and after, field by field; what stayed the same is left out. */
export function changesOf(before: Readonly<Record<string, string>> | null, after: Readonly<Record<string, string>> | null): Change[] {
  const was = before ?? {};
  const is = after ?? {};
  return [...new Set([...Object.keys(was), ...Object.keys(is)])].sort().filter((field) => was[field] !== is[field]).map((field) => ({ field, before: was[field], after: is[field] }));
}
