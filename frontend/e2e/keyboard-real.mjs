// Holds a whole call with the real server by keyboard alone: sign up, choose, call, mute, speak, type, hang up, read the
// result, hear a quote. A pointer that is touched on the way is a failure. Between browser and server stands a proxy with a
// certificate, the voice sockets on another host than the pages, as docs/operations/running.md says.
// usage: node e2e/keyboard-real.mjs [--base URL]   (without --base a fresh server is started)
import assert from 'node:assert/strict';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { watchCall } from './call-watch.mjs';
import { focused, forbidPointer, tabTo } from './keys.mjs';
import { microphone } from './microphone.mjs';
import { playsFrom, quotesOf } from './quotes.mjs';
import { freePort, startServer } from './server.mjs';
import { openProxy } from './tls-proxy.mjs';

const { values: options } = parseArgs({ options: { base: { type: 'string' } } });
const step = (text) => console.log(`· ${text}`);
const caller = '203.0.113.7';

async function behindProxy() {
  const door = await freePort();
  const voiceDoor = await freePort();
  const address = `https://localhost:${door}`;
  const started = await startServer({ QUOTAHIT_PUBLIC_URL: address, QUOTAHIT_PUBLIC_MEDIA_URL: `wss://127.0.0.1:${voiceDoor}`, QUOTAHIT_TRUSTED_PROXIES: '127.0.0.1' });
  const proxy = await openProxy(['localhost'], [[door, started.ports.http], [voiceDoor, started.ports.media]], caller);
  return {
    base: address,
    async stop() {
      proxy.close();
      await started.stop();
    },
  };
}

const server = options.base === undefined ? await behindProxy() : undefined;
const base = options.base ?? server.base;
const sound = microphone([7, 'greeting', 6, 'question', 6, 'story', 6, 'offer', 6, 'interruption', 6, 'story', 30]);
const browser = await launch(sound, ['--ignore-certificate-errors']);
const context = await browser.newContext({ baseURL: base, ignoreHTTPSErrors: true, permissions: ['microphone'], viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
const watch = await watchCall(page);
const { said, problems, finals, until } = watch;
await forbidPointer(page);
const press = (key) => page.keyboard.press(key);
const to = (pattern) => tabTo(page, pattern);
const quietly = () => said.findLast((word) => /^speech\.|^reply\.|^playback\./.test(word.type));

async function fill(label, text) {
  await to(label);
  await page.keyboard.type(text);
}

try {
  await until('voice lines', async () => (await (await context.request.get('/api/v1/installation')).json()).voice.available, 60_000);
  await page.goto('/');
  await page.getByRole('heading', { level: 1 }).waitFor();
  await to(/^A Start practising/);
  await press('Enter');
  await page.waitForURL(/sign-up$/);
  await page.getByLabel('Your name').waitFor();
  await fill(/^INPUT.*Your name/, 'Kay Board');
  await fill(/^INPUT.*Company or team/, 'North Wind');
  await fill(/^INPUT.*E-mail/, `kay-${Date.now()}@northwind.example`);
  await fill(/^INPUT.*Password/, 'correct horse battery staple 7');
  await press('Enter');
  await page.waitForURL(/home$/);
  step('signed up');
  if (server !== undefined) {
    const session = (await context.cookies()).find(({ name }) => name === '__Host-qh_session');
    assert.ok(session?.secure && session.httpOnly, 'the session cookie is bound to this host, over https alone');
    const { items } = await (await context.request.get('/api/v1/auth/sessions')).json();
    assert.equal(items[0].ip, caller, 'the node knows who stands before the proxy');
    step('the node knows who stands before the proxy');
  }

  await page.getByRole('heading', { name: 'No calls yet' }).waitFor();
  await press('n');
  await page.waitForURL(/practice$/);
  const buyers = page.getByRole('radiogroup', { name: 'Who answers' });
  await buyers.waitFor();
  const suggested = await buyers.getByRole('radio', { checked: true }).textContent();
  await to(new RegExp(`^BUTTON ${suggested.slice(0, 12).replace(/[^\w ]/g, '.')}`));
  // A finger holds a key for a moment; the radio group looks whether it is still down.
  await page.keyboard.press('ArrowDown', { delay: 80 });
  await until('another buyer', async () => (await buyers.getByRole('radio', { checked: true }).textContent()) !== suggested, 5_000);
  await to(/^BUTTON Call /);
  await press('Enter');
  await page.waitForURL(/room$/);
  step('chose a buyer and called');

  await until('the line', () => said.some((word) => word.type === 'session.ready'), 20_000);
  await press('m');
  await page.getByRole('status').filter({ hasText: 'You are muted' }).or(page.getByRole('button', { name: 'Unmute' })).first().waitFor();
  await press('m');
  await page.getByRole('button', { name: 'Mute', exact: true }).waitFor();
  step('muted and unmuted');

  await until('what was said is written down', () => finals('user').length >= 2, 60_000);
  await page.getByRole('log').getByText(finals('user')[0].text).first().waitFor();
  await until('the buyer is heard', () => page.evaluate(() => window.loudest > 0.05), 30_000);
  step('spoke, was understood and was answered');

  await until('a moment of silence', () => quietly()?.type === 'reply.done', 30_000);
  await press('t');
  await page.getByLabel('Type instead of speaking').waitFor();
  await page.keyboard.type('Who else decides about this with you?');
  await press('Enter');
  await page.getByRole('log').getByText('Who else decides about this with you?').waitFor({ timeout: 10_000 });
  await press('Escape');
  await page.getByLabel('Type instead of speaking').waitFor({ state: 'detached' });
  step('typed instead of speaking');

  await press('?');
  await page.getByRole('dialog', { name: 'Shortcuts' }).waitFor();
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' }).catch(() => undefined);
  step('looked up the keys without leaving the call');

  await until('enough to be scored', () => finals('user').length >= 7, 120_000);
  await press('Shift+E');
  await page.waitForURL(/sessions\/rp_[^/]+$/, { timeout: 20_000 });
  await page.getByTestId('score').waitFor({ timeout: 60_000 });
  step(`hung up and scored: ${await page.getByTestId('score').textContent()}`);

  const id = new URL(page.url()).pathname.split('/').at(-1);
  const [quote] = await quotesOf(context, id);
  await to(/^BUTTON Play from/);
  const shown = (await focused(page)).replace(/^BUTTON Play from [\d:]+/, '');
  assert.ok(shown.startsWith(quote.quote), `the first quote has the focus: ${shown}`);
  await playsFrom(watch, quote, () => press('Enter'));
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  await to(/^BUTTON Pause|^BUTTON .*Pause$/);
  await press('Enter');
  await page.getByRole('button', { name: 'Play', exact: true }).waitFor();
  step('heard a quote and paused');
  assert.equal(await page.evaluate(() => window.pointed), 0, 'no pointer was used');
  assert.deepEqual(problems, [], 'the browser reports no error');
  console.log('a whole call with the real server, by keyboard');
} catch (failure) {
  console.error(`browser: ${problems.join(' | ')}; at ${page.url()}, focus on ${await focused(page).catch(() => '?')}`);
  throw failure;
} finally {
  await browser.close();
  await server?.stop();
}
