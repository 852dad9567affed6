// Whole tasks of the house with the real server and without a pointer: invite a member, save a key, buy a module. On the way
// every dialog takes the focus inside, keeps it there, gives it back, and closes with Esc.
// usage: node e2e/keyboard-tasks.mjs [--base URL] [--out DIR]   (without --base a fresh server is started that sells)
import assert from 'node:assert/strict';
import { openHouse } from './house.mjs';
import { focused, forbidPointer, tabTo } from './keys.mjs';

const house = await openHouse('keyboard-tasks', { settings: { QUOTAHIT_BILLING: 'stripe' } });
const { step, until } = house;
const now = Date.now();

try {
  const { page, context } = await house.person('kay');
  await forbidPointer(page);
  const press = (key) => page.keyboard.press(key);
  const to = (pattern) => tabTo(page, pattern, 120);
  const fill = async (pattern, text) => {
    await to(pattern);
    await page.keyboard.type(text);
  };
  const open = async (path) => {
    await page.goto(path);
    await page.getByRole('heading', { level: 1 }).waitFor();
    await page.locator('.skeleton').first().waitFor({ state: 'detached' });
  };
  const inDialog = () => page.evaluate(() => document.activeElement?.closest('dialog') != null);
  const ringed = () => page.evaluate(() => getComputedStyle(document.activeElement).outlineStyle !== 'none');

  await page.goto('/sign-up');
  await page.getByLabel('Your name').waitFor();
  await fill(/^INPUT.*Your name/, 'Kay Board');
  await fill(/^INPUT.*Company or team/, 'North Wind');
  await fill(/^INPUT.*E-mail/, `kay-${now}@northwind.example`);
  await fill(/^INPUT.*Password/, 'correct horse battery staple 7');
  await press('Enter');
  await page.waitForURL(/home$/);
  await page.getByText('with the letter we sent').waitFor();
  await page.goto(house.linkIn(await house.letterTo(page, `kay-${now}@northwind.example`, /confirm|verify|address/i), /verify-email/));
  await page.getByRole('button', { name: 'Confirm address' }).waitFor();
  await to(/^BUTTON Confirm address/);
  await press('Enter');
  await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();

  await open('/settings/members');
  await to(/^BUTTON Invite$/);
  assert.ok(await ringed(), 'what has the focus can be seen');
  await press('Enter');
  const dialog = page.getByRole('dialog');
  await dialog.waitFor();
  assert.match(await focused(page), /E-mail/, 'the first field has the focus');
  for (let presses = 0; presses < 12; presses += 1) {
    await press('Tab');
    // The browser's own bar is part of its round; the page behind is not.
    assert.ok((await inDialog()) || /^(BODY|HTML)/.test(await focused(page)), `the focus stays inside, it is at ${await focused(page)}`);
  }
  await press('Escape');
  await dialog.waitFor({ state: 'detached' });
  assert.match(await focused(page), /^BUTTON Invite/, 'the focus is back where it came from');
  await press('Enter');
  await dialog.waitFor();
  await page.keyboard.type(`lena-${now}@northwind.example`);
  await press('Enter');
  await page.getByRole('list', { name: 'Invitations' }).getByText(`lena-${now}@northwind.example`).waitFor();
  step('a member is invited');

  await open('/settings/keys');
  await to(/^BUTTON .*Add key for Anthropic/);
  await press('Enter');
  await fill(/^INPUT.*Key$/, `sk-ant-sandbox-${String(now)}`);
  await press('Enter');
  const row = page.getByRole('region', { name: 'Anthropic' });
  await row.getByText('Works').waitFor();
  await to(/Remove Anthropic/);
  await press('Enter');
  await page.getByRole('dialog').waitFor();
  assert.match(await focused(page), /^BUTTON Cancel/, 'what cannot be undone is not what Enter does');
  await press('Escape');
  await page.getByRole('dialog').waitFor({ state: 'detached' });
  assert.match(await focused(page), /Remove Anthropic/, 'the focus is back where it came from');
  step('a key is saved, and is not removed by mistake');

  await open('/pricing');
  await to(/^INPUT.*AI Coach/);
  await press('Space');
  await to(/^BUTTON Go to payment/);
  await press('Enter');
  await page.getByLabel('Card number').waitFor();
  await fill(/^INPUT.*Card number/, '4242 4242 4242 4242');
  await fill(/^INPUT.*Name on card/, 'Kay Board');
  await to(/^BUTTON.*Subscribe/);
  await press('Enter');
  await page.waitForURL(/settings\/billing\?.*checkout=done/);
  await until('the module', async () => (await (await context.request.get('/api/v1/me')).json()).modules.includes('coach'));
  assert.equal(await page.evaluate(() => window.pointed), 0, 'no pointer was used');
  step('a module is bought');
  house.assertQuiet();
} catch (failure) {
  await house.picture('failure');
  throw failure;
} finally {
  await house.close();
}
