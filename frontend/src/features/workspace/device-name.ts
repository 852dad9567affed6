/** "Chrome on Linux" out of what a browser says about itself. */
export function deviceName({ userAgent }: { userAgent: string }): string {
  const browser = [['Edg/', 'Edge'], ['Firefox/', 'Firefox'], ['Chrome/', 'Chrome'], ['Safari/', 'Safari']].find(([token]) => userAgent.includes(token ?? ''))?.[1] ?? 'A browser';
  const system = [['iPhone', 'iPhone'], ['iPad', 'iPad'], ['Android', 'Android'], ['Windows', 'Windows'], ['Mac OS', 'Mac'], ['Linux', 'Linux']].find(([token]) => userAgent.includes(token ?? ''))?.[1];
  return system === undefined ? browser : `${browser} on ${system}`;
}
