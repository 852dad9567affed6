// Holds the call that the landing page shows: a rep with a spoken part, the shipped buyer, the whole product between them.
// The rep's lines are spoken by the sandbox's own voice; each is said when the buyer has finished.
// usage: node e2e/sample-call.mjs --out DIR, then node scripts/sample-from-call.mjs DIR and npm run og
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { signUp } from './house.mjs';
import { watchCall } from './call-watch.mjs';
import { freePort, startServer } from './server.mjs';

const { values: options } = parseArgs({ options: { out: { type: 'string' } } });
if (options.out === undefined) throw new Error('name a folder with --out');
mkdirSync(options.out, { recursive: true });

const lines = [
  "Hi Hannah, this is Ben from Shiftwell. Do you still have a few minutes?",
  "I'd like to ask a few questions first, and at the end we decide whether it makes sense to go on. Does that suit you?",
  'How do you plan your shifts at the moment?',
  'You said half of it has changed by Monday. What goes wrong then?',
  'Why is this coming up now?',
  'How much does overtime cost you?',
  'Who else would be involved in a decision like this?',
  'So if I understand you right, the plan is out of date by Monday and the overtime is the main issue, correct?',
  'A logistics company of your size cut overtime by eighteen percent. Shall we look at one of your locations together?',
  'I understand, that is a fair point. What makes you say that?',
  'Two of your team leads try it first, on the phone they already have. Does that help with your concern?',
  'Then shall we meet on Tuesday at ten, and bring two of your team leads?',
  'Great. I will send you the invitation today, Hannah. Goodbye.',
];

const speechPort = await freePort();
const server = await startServer({ QUOTAHIT_OPENAI_SANDBOX_PORT: String(speechPort) });
const browser = await launch();
const context = await browser.newContext({ baseURL: server.base, permissions: ['microphone'] });
const page = await context.newPage();
const watch = await watchCall(page);
// A microphone that says what it is given, when it is given it.
await page.addInitScript(() => {
  navigator.mediaDevices.getUserMedia = async () => {
    const room = new AudioContext({ sampleRate: 48_000 });
    const out = room.createMediaStreamDestination();
    window.speak = (base64) => {
      const bytes = Uint8Array.from(atob(base64), (letter) => letter.charCodeAt(0));
      const samples = new Int16Array(bytes.buffer);
      const sound = room.createBuffer(1, samples.length, 24_000);
      const channel = sound.getChannelData(0);
      samples.forEach((sample, at) => (channel[at] = sample / 32_768));
      const source = new AudioBufferSourceNode(room, { buffer: sound });
      source.connect(out);
      source.start();
      return new Promise((done) => (source.onended = done));
    };
    return out.stream;
  };
});

async function spoken(input) {
  const answer = await fetch(`http://127.0.0.1:${speechPort}/v1/audio/speech`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', Authorization: 'Bearer sk-sandbox-local' },
    body: JSON.stringify({ model: 'gpt-4o-mini-tts', voice: 'am_michael', input, response_format: 'pcm' }),
  });
  if (!answer.ok) throw new Error(`the voice answered ${answer.status}: ${await answer.text()}`);
  return Buffer.from(await answer.arrayBuffer()).toString('base64');
}

/** The buyer has said all, the room says that it is our turn, and the loudspeaker is still. */
async function buyerDone(answersBefore) {
  let stillSince = Date.now();
  await watch.until(
    'the buyer to finish',
    async () => {
      if ((await page.evaluate(() => window.loudNow)) > 0.01) stillSince = Date.now();
      const phase = await page.locator('[data-phase]').getAttribute('data-phase');
      return watch.said.filter(({ type }) => type === 'reply.done').length > answersBefore && phase === 'listening' && Date.now() - stillSince > 600;
    },
    45_000,
  );
}

try {
  await watch.until('voice lines', async () => (await (await context.request.get('/api/v1/installation')).json()).voice.available, 60_000);
  const sounds = [];
  for (const line of lines) sounds.push(await spoken(line));
  await signUp(page, { name: 'Ben Carter', email: 'ben@shiftwell.example', password: 'correct horse battery staple 7' }, 'Shiftwell');
  const scenarios = (await (await context.request.get('/api/v1/practice/scenarios?limit=100')).json()).items;
  const buyers = (await (await context.request.get('/api/v1/practice/personas?limit=100')).json()).items;
  const scenario = scenarios.find(({ title }) => title === 'Why now?');
  const buyer = buyers.find(({ name }) => name === 'Hannah Okoye');
  await page.goto(`/practice?scenario=${scenario.id}&persona=${buyer.id}&difficulty=easy&focus=discovery`);
  await page.getByRole('button', { name: 'Call Hannah' }).click();
  await page.waitForURL(/room$/);
  await buyerDone(0);
  for (const sound of sounds) {
    const before = watch.said.filter(({ type }) => type === 'reply.done').length;
    await page.evaluate((base64) => window.speak(base64), sound);
    if (sound !== sounds.at(-1)) await buyerDone(before);
  }
  await watch.until('the last words', () => /invitation/.test(watch.finals('user').at(-1)?.text ?? ''), 20_000);
  if (/room$/.test(page.url())) await page.keyboard.press('Shift+E');
  await page.getByTestId('score').waitFor({ timeout: 60_000 });
  const id = new URL(page.url()).pathname.split('/').at(-1);
  for (const [name, path] of [['session', ''], ['waveform', '/waveform']]) {
    writeFileSync(join(options.out, `${name}.json`), await (await context.request.get(`/api/v1/practice/sessions/${id}${path}`)).text());
  }
  for (const { speaker, text } of watch.said.filter(({ type }) => type === 'transcript.final')) console.log(`${speaker.padEnd(8)}${text}`);
  console.log(`kept in ${options.out}`);
} finally {
  await browser.close();
  await server.stop();
}
