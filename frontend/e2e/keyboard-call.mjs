// Holds a whole call with the keyboard alone against the mock: log in, choose, call, mute, type, hang up, read the result.
// Then the two things that go wrong with calls: a second tab, and a lost connection.
import assert from 'node:assert/strict';
import { launch } from './browser.mjs';
import { tabTo as reach } from './keys.mjs';
import { serveMock } from './mock-server.mjs';

const mock = await serveMock({ rebuild: !process.argv.includes('--keep') });
const browser = await launch();
const context = await browser.newContext({ baseURL: mock.base, permissions: ['microphone'], viewport: { width: 1280, height: 800 } });
const page = await context.newPage();
const tabTo = (pattern) => reach(page, pattern);
const step = (text) => console.log(`· ${text}`);

try {
  await page.goto('/log-in');
  await page.getByLabel('E-mail').waitFor();
  await tabTo(/^INPUT/);
  await page.keyboard.type('ann@example.com');
  await page.keyboard.press('Tab');
  await page.keyboard.type('correct horse battery');
  await page.keyboard.press('Enter');
  await page.waitForURL(/home$/);
  step('logged in');

  await page.getByRole('table').waitFor();
  await page.keyboard.press('n');
  await page.waitForURL(/practice$/);
  await page.getByRole('radio', { name: /First discovery/ }).waitFor();
  await tabTo(/^BUTTON First discovery/);
  // A finger holds a key for a moment; the radio group looks whether it is still down.
  await page.keyboard.press('ArrowDown', { delay: 80 });
  await page.getByRole('radio', { name: /Cold call/, checked: true }).waitFor();
  await page.keyboard.press('ArrowUp', { delay: 80 });
  await tabTo(/^BUTTON Call /);
  await page.keyboard.press('Enter');
  await page.waitForURL(/room$/);
  step('called');

  await page.locator('[data-phase=speaking]').waitFor({ timeout: 20_000 });
  await page.getByRole('log').getByText('Dana Whitfield. You have ten minutes').waitFor();
  step('the buyer speaks and is written down');
  await page.getByRole('log').getByText('Thanks, Dana.').waitFor({ timeout: 20_000 });
  step('what was said into the microphone is written down');

  await page.keyboard.press('m');
  await page.getByRole('button', { name: 'Unmute' }).waitFor();
  await page.keyboard.press('t');
  await page.keyboard.type('Who else decides?');
  await page.keyboard.press('Enter');
  await page.getByRole('log').getByText('Who else decides?').waitFor();
  await page.keyboard.press('Escape');
  step('muted, and typed instead');

  const second = await context.newPage();
  await second.goto(page.url());
  await second.getByRole('button', { name: 'Take over here' }).waitFor({ timeout: 20_000 });
  step('a second tab is refused');
  await second.getByRole('button', { name: 'Take over here' }).press('Enter');
  await page.getByText('This call is open in another tab').first().waitFor();
  await second.locator('[data-phase=listening],[data-phase=speaking],[data-phase=thinking]').waitFor();
  step('and takes over');
  await second.close();
  await page.getByRole('button', { name: 'Take over here' }).press('Enter');
  await page.locator('[data-phase=listening],[data-phase=speaking],[data-phase=thinking]').waitFor();

  await context.setOffline(true);
  const lostAt = Date.now();
  await page.locator('[data-phase=reconnecting]').waitFor({ timeout: 4_000 });
  assert.ok(Date.now() - lostAt < 2_000, 'the loss is shown within two seconds');
  await context.setOffline(false);
  await page.locator('[data-phase=listening],[data-phase=speaking],[data-phase=thinking]').waitFor({ timeout: 15_000 });
  await page.getByRole('log').getByText('Who else decides?').waitFor();
  step('lost the connection and came back with everything said');

  await page.keyboard.press('Shift+E');
  await page.waitForURL(/sessions\/rp_\d+$/, { timeout: 10_000 });
  await page.getByRole('progressbar', { name: 'Scoring' }).waitFor();
  await page.getByTestId('score').waitFor({ timeout: 15_000 });
  step('hung up and scored');
  await tabTo(/^BUTTON .*what did a late delivery cost you last week/);
  await page.keyboard.press('Enter');
  await page.getByRole('button', { name: 'Pause' }).waitFor();
  step('heard a quote');
  console.log(`a whole call by keyboard`);
} finally {
  await browser.close();
  await mock.close();
}
process.exit(0);
