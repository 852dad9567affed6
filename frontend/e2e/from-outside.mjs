// The product reached from other machines, as docs/operations/running.md says: over plain http in one's own network for a
// look round, and over https behind a proxy for spoken calls, with the voice sockets on another host than the pages.
import assert from 'node:assert/strict';
import { launch } from './browser.mjs';
import { watchCall } from './call-watch.mjs';
import { newRep, signUp } from './house.mjs';
import { microphone } from './microphone.mjs';
import { freePort, startServer } from './server.mjs';
import { openProxy } from './tls-proxy.mjs';

const step = (text) => console.log(`· ${text}`);
const caller = '203.0.113.7';

async function plain() {
  const server = await startServer();
  const browser = await launch(undefined, ['--host-resolver-rules=MAP office.example.test 127.0.0.1']);
  try {
    const baseURL = server.base.replace('127.0.0.1', 'office.example.test');
    const page = await (await browser.newContext({ baseURL })).newPage();
    const { problems } = await watchCall(page);
    await signUp(page, newRep(), 'North Wind');
    assert.equal(await page.evaluate(() => window.isSecureContext), false);
    step('plain http from another machine: signed up');
    await page.goto('/practice?mode=text');
    await page.getByRole('button', { name: /^Write to / }).click();
    await page.waitForURL(/room/);
    await page.getByLabel(/^Your words to/).fill('Hello, this is Ann from North Wind.');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Hello, this is Ann').waitFor();
    await page.locator('[role=log] [data-speaker=persona]').first().waitFor({ timeout: 20_000 });
    step('a written call is answered');
    // That one protection needs https is what the browser says about every such page.
    assert.deepEqual(problems.filter((text) => !text.startsWith('The Cross-Origin-Opener-Policy header has been ignored')), [], 'the browser reports no error');
  } finally {
    await browser.close();
    await server.stop();
  }
}

async function behindProxy() {
  const [door, voiceDoor] = [await freePort(), await freePort()];
  const baseURL = `https://sales.example.test:${door}`;
  const server = await startServer({ QUOTAHIT_PUBLIC_URL: baseURL, QUOTAHIT_PUBLIC_MEDIA_URL: `wss://voice.example.test:${voiceDoor}`, QUOTAHIT_TRUSTED_PROXIES: '127.0.0.1' });
  const proxy = await openProxy(['sales.example.test', 'voice.example.test'], [[door, server.ports.http], [voiceDoor, server.ports.media]], caller);
  const browser = await launch(microphone([5, 'greeting', 60]), ['--host-resolver-rules=MAP *.example.test 127.0.0.1', '--ignore-certificate-errors']);
  try {
    const context = await browser.newContext({ baseURL, ignoreHTTPSErrors: true, permissions: ['microphone'] });
    const page = await context.newPage();
    const { said, problems, heard, until } = await watchCall(page);
    await signUp(page, newRep(), 'North Wind');
    const cookie = (await context.cookies()).find(({ name }) => name === '__Host-qh_session');
    assert.ok(cookie?.secure && cookie.httpOnly, 'the session cookie is bound to this host over https');
    const { items } = await page.evaluate(async () => (await fetch('/api/v1/auth/sessions')).json());
    assert.equal(items[0].ip, caller, 'the node knows who stands before the proxy');
    step('https behind a proxy: signed up, and the node knows where from');
    await until('voice lines', () => page.evaluate(async () => (await (await fetch('/api/v1/installation')).json()).voice.available), 60_000);
    await page.goto('/practice');
    await page.getByRole('button', { name: /^Call / }).click();
    await page.waitForURL(/room/);
    await until('the call', () => said.some(({ type }) => type === 'session.ready'), 40_000);
    await until('what was said', () => /north ?wind/.test(heard('user')), 40_000);
    await until('the buyer is heard', () => page.evaluate(() => window.loudest > 0.05), 30_000);
    step('a spoken call, its socket on another host than the page: heard on both sides');
    assert.deepEqual(problems, [], 'the browser reports no error');
  } finally {
    await browser.close();
    proxy.close();
    await server.stop();
  }
}

await plain();
await behindProxy();
console.log('ok');
process.exit(0);
