// Writes src/shared/sample-call.json, the call that the landing page shows, from a call that was really held.
// usage: node e2e/sample-call.mjs --out DIR && node scripts/sample-from-call.mjs DIR [TURNS]   (TURNS: only so many, from the first)
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [dir, turnsMax] = process.argv.slice(2);
if (dir === undefined) throw new Error('name the folder of the run');
const read = (name) => JSON.parse(readFileSync(join(dir, name), 'utf8'));
const session = read('session.json');
const { msPerPeak, ...sides } = read('waveform.json');
const whole = session.turns.length;
session.turns = session.turns.slice(0, Number(turnsMax ?? whole));
if (session.turns.length < whole) session.durationMs = session.turns.at(-1).endMs + 600;
const user = sides.user.slice(0, Math.ceil(session.durationMs / msPerPeak));
const persona = sides.persona.slice(0, Math.ceil(session.durationMs / msPerPeak));

const all = session.scorecard.sections.flatMap((section) => section.criteria);
const wanted = ['Put a number on the problem', 'Asked who else decides', 'Agreed a next step'];
const shownCriteria = wanted.flatMap((name) => all.filter((one) => one.name === name && one.evidence.every(({ turnId }) => session.turns.some(({ id }) => id === turnId))));
const shown = ['talk_share', 'patience', 'longest_monologue'];
// Peaks are kept as coarse as a line across a wide screen needs them.
const step = Math.max(1, Math.ceil(user.length / 900));
const coarse = (peaks) => {
  const kept = [];
  for (let at = 0; at < peaks.length; at += step) kept.push(Math.round(Math.max(...peaks.slice(at, at + step)) * 100) / 100);
  return kept;
};
// Named by what the rep said; a moment whose words were not understood is left out.
const named = [
  [/plan your shifts/i, 'Today’s way'],
  [/coming up now/i, 'Why now'],
  [/overtime cost/i, 'What it costs'],
  [/Tuesday/i, 'Next step'],
];
const moments = named.flatMap(([words, text]) => {
  const turn = session.turns.find((one) => one.speaker === 'user' && words.test(one.text));
  return turn ? [{ atMs: turn.startMs, text }] : [];
});

/** A question of the rep and what came back. */
function answered(words) {
  const at = session.turns.findIndex(({ speaker, text }) => speaker === 'user' && words.test(text));
  if (at < 0) throw new Error(`nobody was understood to ask ${words}; hold the call again`);
  return [session.turns[at].id, session.turns[at + 1].id];
}

writeFileSync(
  'src/shared/sample-call.json',
  `${JSON.stringify({
    persona: { name: session.persona.name, role: session.persona.role, company: session.persona.company },
    scenario: session.scenario.title,
    durationMs: session.durationMs,
    score: session.scorecard.total,
    quoteTurn: answered(/coming up now/i)[1],
    moments,
    exchange: answered(/overtime cost/i),
    turns: session.turns.map(({ id, speaker, text, startMs, endMs }) => ({ id, speaker, text, startMs, endMs })),
    criteria: shownCriteria,
    metrics: session.metrics.filter(({ key, value }) => shown.includes(key) && value !== null).slice(0, 3),
    waveform: { msPerPeak: msPerPeak * step, user: coarse(user), persona: coarse(persona) },
  })}\n`,
);
