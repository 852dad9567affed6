// Writes src/shared/sample-call.json from the written call of the mock.
import { writeFileSync } from 'node:fs';
import { createServer } from 'vite';

const vite = await createServer({ server: { middlewareMode: true }, appType: 'custom', logLevel: 'error' });
const { sessions } = await vite.ssrLoadModule('/mock/sessions.ts');
const { writtenCall } = await vite.ssrLoadModule('/mock/transcript.ts');
const session = sessions[0];
const call = writtenCall(11);
const wanted = ['Asks what the problem costs', 'Acknowledges before answering', 'Summarises in the buyer’s words'];
const criteria = session.scorecard.sections.flatMap((section) => section.criteria).filter(({ name }) => wanted.includes(name));
const metrics = session.metrics.filter(({ key }) => ['talk_share', 'patience', 'question_rate'].includes(key));
writeFileSync(
  'src/shared/sample-call.json',
  JSON.stringify({
    persona: { name: session.persona.name, role: session.persona.role, company: session.persona.company },
    scenario: session.scenario.title,
    durationMs: call.durationMs,
    quoteTurn: 'trn_11',
    turns: call.turns.map(({ id, speaker, text, startMs, endMs }) => ({ id, speaker, text, startMs, endMs })),
    criteria,
    metrics,
    waveform: {
      msPerPeak: call.waveform.msPerPeak,
      user: call.waveform.user.map((peak) => Math.round(peak * 100) / 100),
      persona: call.waveform.persona.map((peak) => Math.round(peak * 100) / 100),
    },
  }) + '\n',
);
await vite.close();
