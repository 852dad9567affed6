const key = 'quotahit.way-back';
const lifeMs = 15 * 60_000;

/** Only paths of this site: a link must not send a freshly signed-in person elsewhere. */
export function ownPath(next: string | undefined): string {
  return next !== undefined && /^\/(?![/\\])/.test(next) ? next : '/home';
}

/** Whoever leaves for their company's sign-in comes back at the start page; this is where they meant to be. For this tab only. */
export function keepWayBack(path: string): void {
  try {
    sessionStorage.setItem(key, JSON.stringify({ path, until: Date.now() + lifeMs }));
  } catch {
    // Without storage they begin at the start page.
  }
}

/** Where somebody who has just come back meant to be; it is told once. */
export function takeWayBack(): string | undefined {
  try {
    const kept = JSON.parse(sessionStorage.getItem(key) ?? 'null') as { path: string; until: number } | null;
    sessionStorage.removeItem(key);
    return kept !== null && kept.until > Date.now() ? ownPath(kept.path) : undefined;
  } catch {
    return undefined;
  }
}
