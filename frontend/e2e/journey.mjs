// The whole way of a new rep through the real product, in a real browser with a microphone that plays recorded speech:
// sign up, call, be understood, hear the buyer, interrupt, hang up, read the scorecard, hear a quote again, now and from
// the history.
// usage: node e2e/journey.mjs [--out DIR] [--base URL]   (without --base a fresh server is started)
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { watchCall } from './call-watch.mjs';
import { newRep, signUp } from './house.mjs';
import { microphone } from './microphone.mjs';
import { playsFrom, quotesOf } from './quotes.mjs';
import { startServer } from './server.mjs';

const { values: options } = parseArgs({ options: { out: { type: 'string' }, base: { type: 'string' } } });
const out = options.out ?? mkdtempSync(join(tmpdir(), 'quotahit-journey-'));
mkdirSync(out, { recursive: true });
const step = (text) => console.log(`· ${text}`);

const server = options.base === undefined ? await startServer() : undefined;
const base = options.base ?? server.base;
// The buyer is interrupted twice, two seconds into what it answers.
const sound = microphone([6, 'greeting', 8, 'question', 2.4, 'interruption', 9, 'story', 9, 'budget', 2.4, 'interruption', 9, 'offer', 9, 'next-step', 40]);
const browser = await launch(sound);
const context = await browser.newContext({ baseURL: base, permissions: ['microphone'], viewport: { width: 1440, height: 900 } });
const page = await context.newPage();
const watch = await watchCall(page);
const { said, problems, finals, heard, until } = watch;

async function picture(name) {
  for (const scheme of ['dark', 'light']) {
    await page.emulateMedia({ colorScheme: scheme });
    await page.evaluate(() => Promise.all(document.getAnimations().filter((run) => run.effect?.getComputedTiming().iterations !== Infinity).map((run) => run.finished.catch(() => {}))));
    await page.screenshot({ path: join(out, `${name}-${scheme}.png`) });
  }
  await page.emulateMedia({ colorScheme: 'dark' });
}

const press = (quote) => () => page.getByRole('button', { name: /^Play from/ }).filter({ hasText: quote.quote }).first().click();

try {
  await until('voice lines', async () => (await (await context.request.get('/api/v1/installation')).json()).voice.available, 60_000);
  await page.goto('/');
  await picture('landing');
  await signUp(page, newRep(), 'North Wind');
  await page.getByRole('heading', { name: 'No calls yet' }).waitFor();
  await picture('home');
  step('signed up');

  await page.goto('/practice');
  await page.getByRole('button', { name: /^Call / }).waitFor();
  await picture('lobby');
  await page.getByRole('button', { name: /^Call / }).click();
  await page.waitForURL(/room/);
  await until('the call', () => said.some((word) => word.type === 'session.ready'), 20_000);
  step('in the call');

  await until('what was said', () => /north ?wind/.test(heard('user')), 40_000);
  await page.getByRole('log').getByText(/North ?wind/i).first().waitFor({ timeout: 5_000 });
  step('the live transcript holds the spoken words');
  await until('the buyer is heard', () => page.evaluate(() => window.loudest > 0.05), 30_000);
  await picture('room');
  step('the buyer is heard: sound, not silence');

  await until('an interruption', () => said.some((word) => word.type === 'playback.clear' && word.heardMs > 0), 60_000);
  const cleared = said.findLast((word) => word.type === 'playback.clear' && word.heardMs > 0);
  // Looked up in what was heard since: by now the buyer may already be answering.
  await until('silence', () => page.evaluate((from) => window.stillAt.some((at) => at >= from && at <= from + 1_000), cleared.at), 1_500);
  const started = said.findLast((word) => word.type === 'speech.started' && word.at <= cleared.at);
  step(`interrupted: cleared ${cleared.at - started.at} ms after the rep began to speak`);
  assert.ok(cleared.at - started.at <= 400, 'the clear follows speech at once');

  await until('a last turn', () => finals('user').length >= 8, 120_000);
  await until('a last answer', () => said.findLast((word) => word.type === 'transcript.final')?.speaker === 'persona', 30_000);
  await page.keyboard.press('Shift+E');
  await page.waitForURL(/sessions\/rp_[^/]+$/, { timeout: 20_000 });
  await page.getByTestId('score').waitFor({ timeout: 60_000 });
  await picture('result');
  step('scored');

  const id = new URL(page.url()).pathname.split('/').at(-1);
  writeFileSync(join(out, 'session.json'), await (await context.request.get(`/api/v1/practice/sessions/${id}`)).text());
  writeFileSync(join(out, 'waveform.json'), await (await context.request.get(`/api/v1/practice/sessions/${id}/waveform`)).text());
  const quotes = await quotesOf(context, id);
  assert.ok(quotes.length > 0, 'the scorecard quotes the call');
  const off = await playsFrom(watch, quotes[0], press(quotes[0]));
  await page.getByRole('button', { name: 'Pause' }).waitFor({ timeout: 10_000 });
  const before = (await watch.lastStart()).nowMs;
  await until('the recording moves on', async () => (await watch.lastStart()).nowMs > before + 200, 10_000);
  step(`a quote plays from the recording, ${Math.round(off)} ms from where it was said, and it is heard`);

  await page.goto('/practice/sessions');
  await page.getByRole('table').waitFor();
  await picture('history');
  await page.getByRole('table').getByRole('link').first().click();
  await page.waitForURL(new RegExp(`${id}$`));
  await page.getByTestId('score').waitFor();
  const last = quotes.at(-1);
  step(`and from the history, ${Math.round(await playsFrom(watch, last, press(last)))} ms from where it was said`);
  await page.getByRole('tab', { name: 'Transcript' }).click();
  const { turn } = last;
  await playsFrom(watch, { quote: turn.text, startMs: turn.startMs }, () => page.getByRole('listitem').filter({ hasText: turn.text }).getByRole('button', { name: /^Play from/ }).first().click());
  step('a turn of the transcript plays too');
  assert.deepEqual(problems, [], 'the browser reports no error');
  console.log(`pictures in ${out}`);
} catch (failure) {
  await page.screenshot({ path: join(out, 'failure.png') }).catch(() => {});
  console.error(`pictures in ${out}; browser: ${problems.join(' | ')}`);
  throw failure;
} finally {
  await browser.close();
  await server?.stop();
}
