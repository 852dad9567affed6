// Writes src/shared/sample-call.json, the call that the landing page shows, from a call that was really held.
// usage: node e2e/sample-call.mjs --out DIR && node scripts/sample-from-call.mjs DIR
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';

const [dir] = process.argv.slice(2);
if (dir === undefined) throw new Error('name the folder of the run');
const read = (name) => JSON.parse(readFileSync(join(dir, name), 'utf8'));
const session = read('session.json');
const { msPerPeak, user, persona } = read('waveform.json');

const all = session.scorecard.sections.flatMap((section) => section.criteria);
const quoted = all.filter(({ verdict, evidence }) => verdict === 'met' && evidence.length > 0);
const missed = all.filter(({ verdict, kind }) => verdict === 'not_met' && kind === 'check');
const shown = ['talk_share', 'patience', 'question_rate', 'interactivity', 'longest_monologue'];
// Peaks are kept as coarse as a line across a wide screen needs them.
const step = Math.max(1, Math.ceil(user.length / 900));
const coarse = (peaks) => {
  const kept = [];
  for (let at = 0; at < peaks.length; at += step) kept.push(Math.round(Math.max(...peaks.slice(at, at + step)) * 100) / 100);
  return kept;
};
const told = session.turns.filter(({ speaker, text }) => speaker === 'persona' && text.split(' ').length > 8);
const quoteTurn = told.toSorted((a, b) => b.text.length - a.text.length)[0] ?? session.turns[0];

// Named by what the rep said; a moment whose words were not understood is left out.
const named = [
  [/make the shift plan/i, 'Today’s way'],
  [/coming up now/i, 'Why now'],
  [/overtime cost/i, 'What it costs'],
  [/decision like this/i, 'Who decides'],
  [/Tuesday/i, 'Dated next step'],
];
const moments = named.flatMap(([words, text]) => {
  const turn = session.turns.find((one) => one.speaker === 'user' && words.test(one.text));
  return turn ? [{ atMs: turn.startMs, text }] : [];
});

const asked = session.turns.find(({ speaker, text }) => speaker === 'user' && /coming up now/i.test(text));
if (!asked) throw new Error('the question that the landing page shows was not understood; hold the call again');

writeFileSync(
  'src/shared/sample-call.json',
  `${JSON.stringify({
    persona: { name: session.persona.name, role: session.persona.role, company: session.persona.company },
    scenario: session.scenario.title,
    durationMs: session.durationMs,
    score: session.scorecard.total,
    quoteTurn: quoteTurn.id,
    moments,
    exchange: [asked.id, session.turns[session.turns.indexOf(asked) + 1].id],
    turns: session.turns.map(({ id, speaker, text, startMs, endMs }) => ({ id, speaker, text, startMs, endMs })),
    criteria: [...quoted.slice(0, 3), ...missed.slice(0, 1)],
    metrics: session.metrics.filter(({ key, value }) => shown.includes(key) && value !== null).slice(0, 3),
    waveform: { msPerPeak: msPerPeak * step, user: coarse(user), persona: coarse(persona) },
  })}\n`,
);
