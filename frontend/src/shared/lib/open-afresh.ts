/**
 * Loads a path of this site as if it were opened for the first time. For the moments in which somebody becomes somebody
 * else: no list, no half-typed form and no event stream of before may be left.
 */
export function openAfresh(path: string): void {
  window.location.assign(path);
}
