import type { Comparison, Metric, Scorecard, Session, SessionItem, Trend } from '../src/shared/api/types.ts';
import { personas, scenarios } from './catalog.ts';
import { seeded } from './random.ts';
import { writtenCall } from './transcript.ts';

const dayMs = 86_400_000;

function metric(key: string, label: string, unit: string, value: number | null, band: [number, number] | null, formula: string): Metric {
  let state: Metric['state'] = 'none';
  if (value !== null && band) {
    const [low, high] = band;
    state = value >= low && value <= high ? 'in' : value >= low / 1.3 && value <= high * 1.3 ? 'near' : 'far';
  }
  return { key, label, unit, value, band: band && { low: band[0], high: band[1] }, state, formula };
}

export function metricsOf(shift: number): Metric[] {
  return [
    metric('talk_share', 'Talk share', '%', 41 + shift * 6, [30, 45], 'our speech ÷ all speech, silence left out'),
    metric('longest_monologue', 'Longest monologue', 's', 11 + shift * 22, [0, 150], 'longest turn of ours'),
    metric('interactivity', 'Interactivity', 'points', 7.4 - shift, [5, 10], 'min(10, 2 × changes of side per minute)'),
    metric('patience', 'Patience', 's', 0.62 - shift * 0.2, [0.6, 1.5], 'median pause between their end and our start'),
    metric('question_rate', 'Questions', '/h', 38 - shift * 8, [15, 30], 'our questions ÷ call hours'),
    metric('interruptions', 'Interruptions by us', 'count', shift > 0.5 ? 3 : 0, null, 'starts at least 0.3 s before they end'),
    metric('wpm', 'Pace', 'words/min', 164 + shift * 9, null, 'words ÷ speaking minutes'),
    metric('fillers_per_min', 'Fillers', '/min', 1.8 + shift, null, 'filler words ÷ speaking minutes'),
    metric('sentiment', 'Sentiment', '', null, null, 'model estimate per quarter'),
  ];
}

export const scorecard: Scorecard = {
  id: 'crd_discovery',
  version: 1,
  name: 'Discovery call',
  total: 81.4,
  passed: true,
  simulated: true,
  sections: [
    {
      name: 'Discovery',
      weight: 1,
      score: 80.6,
      criteria: [
        { name: 'Asks what the problem costs', kind: 'check', weight: 1, score: 100, verdict: 'met', evidence: [{ turnId: 'trn_2', quote: 'what did a late delivery cost you last week?' }], rationale: 'The first question goes to the cost of the problem and names a period.' },
        { name: 'Stays with an answer before moving on', kind: 'rated', weight: 1, score: 75, verdict: 'partly', evidence: [{ turnId: 'trn_6', quote: 'What happened with the supermarket?' }, { turnId: 'trn_8', quote: 'Who would have had to see it, and where?' }], rationale: 'Two follow-ups on the supermarket brought out the pattern. The forty pounds of finance was left unexplored.' },
        { name: 'Learns how the decision is made', kind: 'compound', weight: 1, score: 66.7, verdict: 'partly', evidence: [{ turnId: 'trn_16', quote: 'besides you, who has to say yes?' }], rationale: 'Names and threshold are known. The date of the next board meeting was not asked.' },
      ],
    },
    {
      name: 'Objection handling',
      weight: 1,
      score: 100,
      criteria: [
        { name: 'Acknowledges before answering', kind: 'check', weight: 1, score: 100, verdict: 'met', evidence: [{ turnId: 'trn_12', quote: 'That is fair. I would rather not show you anything today.' }], rationale: 'The failed roll-out was accepted as a reason before anything was said against it.' },
        { name: 'Finds the reason behind the objection', kind: 'check', weight: 1, score: 100, verdict: 'met', evidence: [{ turnId: 'trn_12', quote: 'What made the drivers hate it?' }], rationale: 'The question led to the drivers’ knowledge, which shaped the offer.' },
        { name: 'Gives price without context', kind: 'forbidden', weight: 1, score: 0, verdict: 'met', evidence: [], rationale: 'The range came with the number of depots.' },
      ],
    },
    {
      name: 'Next step',
      weight: 1,
      score: 66.7,
      criteria: [
        { name: 'Agrees a next step with date and people', kind: 'check', weight: 1, score: 100, verdict: 'met', evidence: [{ turnId: 'trn_20', quote: 'Could your planner join us on Thursday at nine?' }, { turnId: 'trn_21', quote: 'Thursday at nine works.' }], rationale: 'Day, hour and person are named and accepted.' },
        { name: 'Summarises in the buyer’s words', kind: 'check', weight: 1, score: 0, verdict: 'not_met', evidence: [], rationale: 'The call ended without a summary of what Dana had said about late Mondays.' },
        { name: 'Talk share', kind: 'metric', weight: 1, score: 100, verdict: 'met', evidence: [], rationale: 'Counted by code from the transcript.' },
      ],
    },
  ],
};

/** What the front desk is judged by is its own. */
const deskCard: Scorecard = {
  ...scorecard,
  id: 'crd_gatekeeper-desk',
  name: 'At the front desk',
  total: 88.9,
  sections: [
    {
      name: 'Respect',
      weight: 1,
      score: 88.9,
      criteria: [
        { name: 'Treated the gatekeeper as a colleague', kind: 'compound', weight: 1, score: 66.7, verdict: 'partly', evidence: [{ turnId: 'trn_2', quote: 'Thanks, Dana.' }], rationale: '2 of 3 came up: used a name, was open about the call. Not yet: asked for help.' },
        { name: 'Gave a reason worth passing on', kind: 'check', weight: 1, score: 100, verdict: 'met', evidence: [{ turnId: 'trn_4', quote: 'How many of those customers did you have this quarter?' }], rationale: 'The reason could be repeated word for word.' },
      ],
    },
  ],
};

const random = seeded(7);
const pairs: [string, string][] = [
  ['dana', 'discovery-ops'],
  ['marcus', 'price'],
  ['dana', 'discovery-ops'],
  ['ines', 'cold-open'],
  ['priya', 'security'],
  ['dana', 'discovery-ops'],
  ['sofia', 'renewal'],
  ['ines', 'cold-open'],
  ['ruth', 'procurement'],
  ['dana', 'discovery-ops'],
  ['tom', 'close'],
  ['grant', 'stalled'],
];
const scores = [81.4, 68.2, 74.9, null, 71.5, 66.0, 77.3, 58.8, 63.1, 57.2, 70.4, 52.6];

export const sessions: Session[] = pairs.map(([who, what], index) => {
  const person = personas.find((one) => one.id === `prs_${who}`);
  const scene = scenarios.find((one) => one.id === `scn_${what}`);
  if (!person || !scene) throw new Error(`no ${who} or ${what}`);
  const short = index === 3;
  const call = writtenCall(11 + index, short ? 3 : 22 - ((index * 5) % 9));
  const started = Date.now() - index * dayMs * 1.7 - 2_400_000;
  const total = scores[index] ?? null;
  return {
    id: `rp_${String(100 - index)}`,
    state: 'scored',
    mode: index % 5 === 4 ? 'text' : 'voice',
    persona: { id: person.id, name: person.name, role: person.role, company: person.company, manner: person.manner, summary: person.summary },
    scenario: { id: scene.id, title: scene.title, type: scene.type, learnerBrief: scene.learnerBrief },
    focus: scene.focuses[0] ?? 'general',
    difficulty: (['medium', 'hard', 'easy', 'medium'] as const)[index % 4] ?? 'medium',
    createdAt: new Date(started - 9_000).toISOString(),
    startedAt: new Date(started).toISOString(),
    endedAt: new Date(started + call.durationMs).toISOString(),
    durationMs: call.durationMs,
    simulated: true,
    turns: call.turns,
    metrics: metricsOf(random()),
    scorecard: short ? null : { ...scorecard, total },
    insufficient: short,
    endReason: 'learner_left',
    timeLimitS: scene.timeLimitS,
    audio: { available: index % 5 !== 4, url: index % 5 === 4 ? null : `/api/v1/practice/sessions/rp_${String(100 - index)}/audio`, durationMs: call.durationMs },
    script: null,
    hints: [],
    engine: 'cascade',
    learnerBrief: scene.learnerBrief,
    gatekeeper: null,
    scoreFailure: null,
  };
});

export function itemOf(session: Session): SessionItem {
  return {
    id: session.id,
    learnerId: 'usr_1',
    state: session.state,
    mode: session.mode,
    persona: session.persona,
    scenario: session.scenario,
    focus: session.focus,
    difficulty: session.difficulty,
    createdAt: session.createdAt,
    startedAt: session.startedAt,
    endedAt: session.endedAt,
    durationMs: session.durationMs,
    score: session.scorecard?.total ?? null,
    insufficient: session.insufficient ?? false,
    simulated: session.simulated,
    callLine: session.turns.map(({ speaker, startMs, endMs }) => ({ speaker, startMs, endMs })),
  };
}

export function trends(): Trend[] {
  return sessions
    .filter((session) => session.state === 'scored' && !session.insufficient)
    .map((session) => ({
      sessionId: session.id,
      at: session.startedAt ?? session.createdAt,
      scenarioId: session.scenario.id,
      difficulty: session.difficulty,
      score: session.scorecard?.total ?? 0,
      metrics: Object.fromEntries(session.metrics.flatMap(({ key, value }) => (value === null ? [] : [[key, value]]))),
    }))
    .reverse();
}

export function comparison(a: Session, b: Session): Comparison {
  const shift = seeded(Number(b.id.slice(3)));
  const items = scorecard.sections.flatMap((section) =>
    section.criteria
      .filter(({ kind }) => kind !== 'forbidden')
      .map((criterion) => {
        const other = Math.max(0, Math.min(100, Math.round((criterion.score ?? 0) - 35 + shift() * 40)));
        return { section: section.name, criterion: criterion.name, a: criterion.score, b: other, delta: (criterion.score ?? 0) - other };
      }),
  );
  return { items, metrics: [], total: { a: a.scorecard?.total ?? null, b: b.scorecard?.total ?? null } };
}

/** One call that first had to pass the front desk. */
const stalled = sessions.at(-1);
if (stalled) stalled.gatekeeper = { name: 'Marta Keller', role: 'Executive assistant', turns: 6, putThrough: true, scorecard: deskCard };
