// Clicking a quote must play the recording from where it was said.
import assert from 'node:assert/strict';

const TOLERANCE_MS = 300;

/** Every quote of a result with the moment at which its words begin, told from the session itself. */
export async function quotesOf(context, id) {
  const session = await (await context.request.get(`/api/v1/practice/sessions/${id}`)).json();
  return session.scorecard.sections
    .flatMap((section) => section.criteria)
    .flatMap((criterion) => criterion.evidence)
    .map(({ turnId, quote }) => {
      const turn = session.turns.find((one) => one.id === turnId);
      const before = Math.max(0, turn.text.indexOf(quote)) / turn.text.length;
      return { quote, startMs: turn.startMs + before * (turn.endMs - turn.startMs), turn };
    });
}

/** Presses the quote and hears where the recording really begins, and that it is sound. */
export async function playsFrom(watch, quote, press) {
  const before = await watch.starts();
  await press();
  await watch.until(`“${quote.quote}” begins`, async () => (await watch.starts()) > before && (await watch.lastStart()).fromMs !== null, 10_000);
  const { fromMs } = await watch.lastStart();
  assert.ok(
    Math.abs(fromMs - quote.startMs) <= TOLERANCE_MS,
    `“${quote.quote}” begins at ${Math.round(quote.startMs)} ms, the recording was played from ${Math.round(fromMs)} ms`,
  );
  await watch.until(`“${quote.quote}” is heard`, async () => (await watch.lastStart()).loudest > 0.02, 4_000);
  return fromMs - quote.startMs;
}
