// The product in one's own network, reached from another machine over plain http, as docs/operations/running.md says:
// browsers give such a page less than others, and everything but sound must work all the same.
// usage: node e2e/plain-http.mjs
import assert from 'node:assert/strict';
import { launch } from './browser.mjs';
import { watchCall } from './call-watch.mjs';
import { newRep, signUp } from './house.mjs';
import { startServer } from './server.mjs';

const step = (text) => console.log(`· ${text}`);
const server = await startServer({ QUOTAHIT_VOICE: 'off' });
// A name that is not this machine's own: 127.0.0.1 would be trusted like https.
const browser = await launch(undefined, ['--host-resolver-rules=MAP office.example.test 127.0.0.1']);
try {
  const page = await (await browser.newContext({ baseURL: server.base.replace('127.0.0.1', 'office.example.test') })).newPage();
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
  console.log('plain http');
} finally {
  await browser.close();
  await server.stop();
}
