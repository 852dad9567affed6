// Opens page after page of the real product as somebody and looks for what must never be there: an error of the browser, a
// request that fails, a code where words belong, a heading that is missing, a page wider than a narrow window.
import assert from 'node:assert/strict';

export const ownPages = ['/account', '/account/security', '/account/notifications', '/notifications'];
export const workspacePages = ['/settings', '/settings/members', '/settings/teams', '/settings/roles', '/settings/single-sign-on', '/settings/api-keys', '/settings/audit', '/settings/keys', '/settings/models', '/settings/budgets', '/settings/usage', '/settings/billing', '/pricing'];
export const adminPages = ['/admin/users', '/admin/workspaces', '/admin/switches', '/admin/installation', '/admin/mail', '/admin/keys', '/admin/models', '/admin/plans', '/admin/audit', '/admin/letters'];

/** @param refusals paths below /api/v1 that may answer 403, because the person may not see all of the page */
export async function walk({ page, label }, paths, { refusals = /^$/, pictures } = {}) {
  const problems = [];
  let at = '';
  const onAnswer = (answer) => {
    const { pathname } = new URL(answer.url());
    if (answer.status() < 400 || (answer.status() === 403 && refusals.test(pathname.replace('/api/v1', '')))) return;
    // An empty setting is told as "not there".
    if (answer.status() === 404 && pathname.endsWith('/workspace/sso')) return;
    problems.push(`${label} ${at}: ${answer.status()} ${answer.request().method()} ${pathname}`);
  };
  page.on('response', onAnswer);
  const size = page.viewportSize();
  for (const path of paths) {
    at = path;
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).first().waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
    await page.waitForFunction(() => document.querySelector('[aria-label^=Loading]') === null);
    for (const code of await page.evaluate(codesShown)) problems.push(`${label} ${path}: the code “${code}” is shown`);
    await page.setViewportSize({ width: 320, height: 640 });
    const over = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
    if (over > 0) problems.push(`${label} ${path}: ${over}px wider than 320`);
    if (pictures) await page.screenshot({ path: `${pictures}/${label}${path.replaceAll('/', '-')}-narrow.png`, fullPage: true });
    await page.setViewportSize(size);
    if (pictures) await page.screenshot({ path: `${pictures}/${label}${path.replaceAll('/', '-')}-wide.png`, fullPage: true });
  }
  page.off('response', onAnswer);
  assert.deepEqual(problems, []);
}

/** Runs in the page. Words joined by dots or low lines are codes, unless they are an address, a file, a model's name or marked as to be copied. */
function codesShown() {
  const found = new Set();
  const texts = document.createTreeWalker(document.querySelector('main') ?? document.body, NodeFilter.SHOW_TEXT);
  for (let node = texts.nextNode(); node !== null; node = texts.nextNode()) {
    const holder = node.parentElement;
    if (holder === null || holder.closest('.sr-only, script, [data-verbatim], .select-all') || holder.getClientRects().length === 0) continue;
    for (const [code] of node.textContent.matchAll(/(?<![\w@./-])[a-z]+(?:[._][a-z]+(?:-[a-z]+)*)+(?![\w@/.:-])/g)) if (!/\.(com|org|io|ai|example|test|local)$/.test(code)) found.add(code);
    for (const [code] of node.textContent.matchAll(/\b(?:usr|wsp|tm|inv|key|rp|prs)_[0-9A-Za-z]{6,}\b/g)) found.add(`${code} in ${holder.tagName} ${holder.textContent.slice(0, 60)}`);
    if (/\b(?:undefined|null|NaN|\[object)/.test(node.textContent)) found.add(node.textContent.trim().slice(0, 60));
  }
  return [...found];
}
