// Looks at every screen: both themes, wide and phone, each face; takes pictures and lets axe judge.
// usage: node e2e/screens.mjs [--out DIR] [--only PATTERN] [--looks dark-wide,light-phone] [--base URL] [--keep]   (without --base: the mock API)
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { serveMock } from './mock-server.mjs';

const { values: options } = parseArgs({
  options: { out: { type: 'string' }, only: { type: 'string' }, base: { type: 'string' }, keep: { type: 'boolean' }, looks: { type: 'string' } },
});
const out = options.out ?? mkdtempSync(join(tmpdir(), 'quotahit-screens-'));
mkdirSync(out, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

const startCall = (mode) => async (page) => {
  await page.getByRole('button', { name: /^(Call|Write to) / }).click();
  await page.waitForURL(/room$/);
  if (mode === 'text') {
    await page.getByRole('textbox').fill('Thanks for taking the time. What did a late delivery cost you last week?');
    await page.keyboard.press('Enter');
    await page.getByRole('log').getByText('Depends').or(page.getByRole('log').getByText('Three that')).first().waitFor();
    await page.waitForTimeout(1500);
  } else {
    await page.locator('[data-phase=speaking]').waitFor({ timeout: 15_000 });
    await page.waitForTimeout(7_000);
  }
};

/** name, path, mock world, what to do before the picture */
const screens = [
  ['landing', '/', 'signed-out'],
  ['sign-up', '/sign-up', 'signed-out'],
  ['log-in', '/log-in', 'signed-out'],
  ['log-in-refused', '/log-in', 'signed-out', async (page) => {
    await page.getByLabel('E-mail').fill('ann@example.com');
    await page.getByLabel('Password').fill('wrong-password');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByRole('alert').waitFor();
  }],
  ['home', '/home', 'full'],
  ['home-empty', '/home', 'empty'],
  ['home-error', '/home', 'error'],
  ['home-loading', '/home', 'slow'],
  ['lobby', '/practice', 'full'],
  ['lobby-script', '/practice?mode=script&difficulty=expert', 'full'],
  ['lobby-context', '/practice', 'full', async (page) => {
    await page.getByLabel('Website address').fill('https://northline.example/product');
    await page.getByRole('button', { name: 'Read page' }).click();
    await page.getByText('characters read').waitFor();
    await page.getByLabel('Website address').fill('http://127.0.0.1/');
    await page.getByRole('button', { name: 'Read page' }).click();
    await page.getByText('not open to the public').waitFor();
    await page.getByRole('button', { name: 'Check microphone' }).click();
    await page.getByText('Say something').waitFor();
  }],
  ['lobby-full-lines', '/practice', 'no-voice', async (page) => {
    await page.getByRole('button', { name: /^Call / }).click();
    await page.getByRole('alert').waitFor();
  }],
  ['lobby-error', '/practice', 'error'],
  ['lobby-loading', '/practice', 'slow'],
  ['room-voice', '/practice', 'full', startCall('voice')],
  ['room-script', '/practice?mode=script', 'full', async (page) => {
    await page.getByLabel('Your script').fill('Open with their name.\nAsk what a late delivery cost.');
    await startCall('script')(page);
  }],
  ['room-typing', '/practice', 'full', async (page) => {
    await startCall('voice')(page);
    await page.keyboard.press('t');
    await page.getByLabel('Type instead of speaking').fill('What did a late delivery cost you?');
  }],
  ['room-text', '/practice?mode=text', 'full', startCall('text')],
  ['result', '/practice/sessions/rp_100', 'full'],
  ['result-transcript', '/practice/sessions/rp_100', 'full', async (page) => {
    await page.getByRole('tab', { name: 'Transcript' }).click();
  }],
  ['result-short', '/practice/sessions/rp_97', 'full'],
  ['result-text', '/practice/sessions/rp_96', 'full'],
  ['result-scoring', '/practice/sessions/rp_100', 'scoring'],
  ['result-missing', '/practice/sessions/rp_1', 'full'],
  ['result-loading', '/practice/sessions/rp_100', 'slow'],
  ['history', '/practice/sessions', 'full'],
  ['history-filtered-empty', '/practice/sessions?scenarioId=scn_gatekeeper', 'full'],
  ['history-empty', '/practice/sessions', 'empty'],
  ['history-error', '/practice/sessions', 'error'],
  ['compare', '/practice/compare?a=rp_100&b=rp_98', 'full'],
  ['compare-choose', '/practice/compare?a=rp_100', 'full'],
  ['account', '/account', 'full'],
  ['not-found', '/nowhere', 'full'],
  ['palette', '/home', 'full', async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox').fill('dana');
  }],
  ['shortcuts', '/home', 'full', async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  }],
];

const looks = [
  ['light', 1440, 900],
  ['dark', 1440, 900],
  ['light', 360, 780],
  ['dark', 360, 780],
].filter(([theme, width]) => options.looks === undefined || options.looks.includes(`${theme}-${width < 500 ? 'phone' : 'wide'}`));

const mock = options.base === undefined ? await serveMock({ rebuild: !options.keep }) : undefined;
const base = options.base ?? mock.base;
const browser = await launch();
const faults = [];
const fault = (text) => {
  faults.push(text);
  console.error(text);
};

for (const [theme, width, height] of looks) {
  for (const [name, path, world, act] of screens) {
    if (options.only !== undefined && !new RegExp(options.only).test(name)) continue;
    const context = await browser.newContext({ viewport: { width, height }, colorScheme: theme, permissions: ['microphone'], baseURL: base, deviceScaleFactor: width < 500 ? 2 : 1 });
    await context.addCookies([{ name: 'mock_world', value: world, url: base }]);
    const page = await context.newPage();
    const label = `${name}-${width < 500 ? 'phone' : 'wide'}-${theme}`;
    page.on('console', (message) => {
      const expected = /Failed to load resource/.test(message.text());
      if (message.type() === 'error' && !expected) fault(`${label}: console: ${message.text()}`);
    });
    page.on('pageerror', (error) => fault(`${label}: page error: ${error.message}`));
    try {
      await page.goto(path, { waitUntil: 'load' });
      await page.waitForTimeout(700);
      if (world === 'slow') await page.waitForTimeout(500);
      if (act) await act(page);
      await page.waitForTimeout(250);
      await page.screenshot({ path: join(out, `${label}.png`), fullPage: !name.startsWith('room') });
      const overflow = await page.evaluate(() => document.documentElement.scrollWidth - document.documentElement.clientWidth);
      if (overflow > 0) fault(`${label}: ${overflow}px wider than the window`);
      await page.evaluate(axe);
      const { violations } = await page.evaluate(() => window.axe.run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'] }));
      for (const violation of violations) {
        fault(`${label}: axe ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
      }
    } catch (error) {
      fault(`${label}: ${error.message.split('\n')[0]}`);
      await page.screenshot({ path: join(out, `${label}-failed.png`) }).catch(() => undefined);
    }
    await context.close();
  }
}

await browser.close();
await mock?.close();
console.log(`screens in ${out}`);
console.log(faults.length === 0 ? 'no faults' : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
