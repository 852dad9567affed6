// Looks at every screen: both themes, wide and phone, each face, and lets axe judge; with --out it takes pictures as well.
// usage: node e2e/screens.mjs [--out DIR] [--only PATTERN] [--looks dark-wide,light-phone] [--base URL] [--keep] [--narrow]   (without --base: the mock API)
import { mkdirSync, mkdtempSync, readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { serveMock } from './mock-server.mjs';
import { passing, screens } from './screen-list.mjs';

const { values: options } = parseArgs({
  options: { out: { type: 'string' }, only: { type: 'string' }, base: { type: 'string' }, keep: { type: 'boolean' }, looks: { type: 'string' }, narrow: { type: 'boolean' } },
});
const pictures = options.out !== undefined;
const out = options.out ?? mkdtempSync(join(tmpdir(), 'quotahit-screens-'));
mkdirSync(out, { recursive: true });
const axe = readFileSync(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');

/** The phone comes first: what is done before the judging is done with a phone's screen, where it is hardest. */
const sizes = [
  { name: 'phone', width: 360, height: 780 },
  { name: 'wide', width: 1440, height: 900 },
];
const wantedLooks = sizes.flatMap((size) => ['light', 'dark'].map((theme) => ({ theme, size }))).filter(({ theme, size }) => options.looks === undefined || options.looks.split(',').includes(`${theme}-${size.name}`));

const mock = options.base === undefined ? await serveMock({ rebuild: !options.keep }) : undefined;
const base = options.base ?? mock.base;
const browser = await launch();
const atOnce = 3;
const faults = [];
const fault = (text) => {
  faults.push(text);
  console.error(text);
};

/** Loaded and at rest: fonts in, nothing on its way any more, nothing moving that ever stops. */
async function settle(page, world) {
  await page.getByRole('heading', { level: 1 }).first().waitFor({ state: 'attached' });
  if (world === 'slow') await page.locator('.skeleton').first().waitFor();
  else await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  await page.evaluate(atRest);
}

/** Runs in the page. */
async function atRest() {
  await document.fonts.ready;
  const ended = document.getAnimations().filter((run) => run.effect?.getComputedTiming().iterations !== Infinity).map((run) => run.finished.catch(() => {}));
  // What is hidden by the new size in the midst of its movement never ends it.
  await Promise.race([Promise.all(ended), new Promise((done) => setTimeout(done, 1_000))]);
  await new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done)));
}

/** Runs in the page: what would need sideways scrolling, and controls whose words do not fit into them. */
function tooWide() {
  const problems = [];
  const over = document.documentElement.scrollWidth - window.innerWidth;
  if (over > 0) problems.push(`${over}px wider than the window`);
  for (const dialog of document.querySelectorAll('dialog[open]')) {
    if (dialog.scrollWidth > dialog.clientWidth || dialog.getBoundingClientRect().right > window.innerWidth) problems.push('a dialog does not fit');
  }
  for (const control of document.querySelectorAll('button, a, [role=tab], [role=radio]')) {
    const shown = control.getClientRects().length > 0 && !control.closest('.sr-only');
    if (shown && control.scrollWidth > control.clientWidth + 1 && getComputedStyle(control).display !== 'inline' && getComputedStyle(control).textOverflow !== 'ellipsis') problems.push(`“${control.textContent.trim().slice(0, 40)}” is cut off`);
  }
  return problems;
}

/** Rules whose answer depends on colours; all others say the same in both themes, since those differ in nothing else. */
const colourRules = ['color-contrast', 'link-in-text-block'];
const standards = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice'];

async function judge(page, label, runOnly) {
  const { violations } = await page.evaluate((only) => window.axe.run(document, { runOnly: only, resultTypes: ['violations'] }), runOnly);
  for (const violation of violations) {
    fault(`${label}: axe ${violation.id}: ${violation.nodes.slice(0, 3).map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
  }
}

/** One screen in the given looks: loaded once, then only resized and recoloured, as a person's window is. */
async function look(context, looks, [name, path, world, act]) {
  const labelOf = ({ theme, size }) => `${name}-${size.name}-${theme}`;
  let label = labelOf(looks[0]);
  // Each load has a mock of its own, so that no screen shows what another one did.
  await context.setOffline(false);
  await context.clearCookies();
  await context.addCookies([{ name: 'mock_world', value: world, url: base }, { name: 'mock_visitor', value: label, url: base }]);
  const page = await context.newPage();
  page.on('console', (message) => {
    const expected = /Failed to load resource/.test(message.text());
    if (message.type() === 'error' && !expected) fault(`${label}: console: ${message.text()}`);
  });
  page.on('pageerror', (error) => fault(`${label}: page error: ${error.message}`));
  const picture = (file, size) => page.screenshot({ path: join(out, `${file}.png`), fullPage: !name.startsWith('room'), scale: size === 'wide' ? 'css' : 'device' });
  try {
    let shown;
    for (const one of looks) {
      label = labelOf(one);
      const { theme, size } = one;
      await page.setViewportSize(size);
      await page.emulateMedia({ colorScheme: theme });
      if (shown === undefined) {
        await page.goto(path, { waitUntil: 'load' });
        await settle(page, world);
        if (act) {
          await act(page);
          await settle(page, world);
        }
        await page.evaluate(axe);
      } else {
        await page.evaluate(atRest);
      }
      if (pictures) await picture(label, size.name);
      for (const problem of await page.evaluate(tooWide)) fault(`${label}: ${problem}`);
      await judge(page, label, shown === size.name ? { type: 'rule', values: colourRules } : standards);
      if (size.name === 'phone' && shown !== 'phone') {
        // The narrowest page that must still work: 320 pixels, which is also 400 % zoom on a small laptop.
        await page.setViewportSize({ width: 320, height: 640 });
        await page.evaluate(() => new Promise((done) => requestAnimationFrame(() => requestAnimationFrame(done))));
        if (options.narrow && pictures) await picture(`${name}-narrow-${theme}`, 'phone');
        for (const problem of await page.evaluate(tooWide)) fault(`${label} at 320: ${problem}`);
      }
      shown = size.name;
    }
  } catch (error) {
    fault(`${label}: ${error.message.split('\n')[0]}`);
    await page.screenshot({ path: join(out, `${label}-failed.png`) }).catch(() => undefined);
  }
  await page.evaluate(() => { localStorage.clear(); sessionStorage.clear(); }).catch(() => undefined);
  await page.close();
}

const wanted = screens
  .filter(([name]) => options.only === undefined || new RegExp(options.only).test(name))
  .flatMap((screen) => (passing(screen[0]) ? wantedLooks.map((one) => [[one], screen]) : [[wantedLooks, screen]]));
// Calls take their time without needing the processor, so the longest start first and the others fill the gaps.
wanted.sort(([, [a]], [, [b]]) => Number(b.startsWith('room')) - Number(a.startsWith('room')));
const looked = wanted.reduce((sum, [looks]) => sum + looks.length, 0);
const began = Date.now();
await Promise.all(
  Array.from({ length: atOnce }, async () => {
    // Programs and fonts are fetched and understood once for each of these, not once for each screen.
    const context = await browser.newContext({ permissions: ['microphone'], baseURL: base, deviceScaleFactor: pictures ? 2 : 1 });
    for (let next = wanted.shift(); next !== undefined; next = wanted.shift()) await look(context, ...next);
    await context.close();
  }),
);

await browser.close();
await mock?.close();
console.log(`${String(looked)} looks${pictures || faults.length > 0 ? ` in ${out}` : ''}, ${Math.round((Date.now() - began) / 1000)} s`);
console.log(faults.length === 0 ? 'no faults' : `${faults.length} faults`);
process.exit(faults.length === 0 ? 0 : 1);
