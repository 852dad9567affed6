/** How well a query fits a text: every letter in order, better at starts of words and in runs, best in one piece. Zero is no fit. */
export function fuzzyScore(query: string, text: string): number {
  const wanted = query.toLowerCase().replaceAll(/\s+/g, '');
  const given = text.toLowerCase();
  if (wanted === '') return 1;
  const whole = given.indexOf(query.toLowerCase().trim());
  let score = whole < 0 ? 0 : whole === 0 || /[\s,·-]/.test(given[whole - 1] ?? '') ? 80 : 40;
  let at = 0;
  let run = 0;
  for (const letter of wanted) {
    const found = given.indexOf(letter, at);
    if (found < 0) return 0;
    run = found === at ? run + 1 : 1;
    score += run * 2 + (found === 0 || /[\s,·-]/.test(given[found - 1] ?? '') ? 6 : 0) - Math.min(4, found - at) * 0.5;
    at = found + 1;
  }
  return Math.max(0.1, score - given.length * 0.02);
}
