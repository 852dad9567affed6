// Buying through the real product in a real browser, with the sandbox's payment pages: from the pricing page to the unlocked
// module, more and fewer modules, cancelling and taking it back, then a card that fails until the plan lapses.
// usage: node e2e/money.mjs [--base URL] [--out DIR]   (without --base a fresh server is started that sells)
import assert from 'node:assert/strict';
import { openHouse } from './house.mjs';

const house = await openHouse('money', { settings: { QUOTAHIT_BILLING: 'stripe' } });
const { step, until } = house;
const ann = { name: 'Ann Keller', email: `ann-${Date.now()}@keller.example`, password: 'correct horse battery staple 7' };

try {
  const { page, context } = await house.person('ann');
  await house.signUp(page, ann, 'Keller & Co');
  const modules = async () => (await (await context.request.get('/api/v1/me')).json()).modules;
  const states = async () => Object.fromEntries((await (await context.request.get('/api/v1/billing/entitlements')).json()).items.map(({ module, state }) => [module, state]));
  const row = (name) => page.getByRole('list', { name: 'Modules' }).getByRole('listitem').filter({ hasText: name });

  assert.equal((await states()).coach, 'free');
  await page.goto('/settings/billing');
  await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
  await page.getByRole('button', { name: 'Save time zone' }).click();
  await page.getByText('Months begin at midnight in Asia/Tokyo').waitFor();
  step('months begin where the workspace is');

  await page.goto('/admin/workspaces');
  await page.getByRole('button', { name: 'Modules for Keller & Co' }).click();
  await page.getByRole('button', { name: 'Give Company Brain', exact: true }).click();
  await page.getByRole('button', { name: 'Give Company Brain to Keller & Co' }).click();
  await page.getByText('Given, without an end').waitFor();
  await until('the present', async () => (await states()).brain === 'complimentary');
  await page.getByRole('button', { name: 'Take back Company Brain' }).click();
  await until('it is gone', async () => (await states()).brain === 'free');
  step('a module is given and taken back');

  await page.goto('/admin/plans');
  await page.getByRole('button', { name: 'Change what is free' }).click();
  await page.getByLabel('Drafts').fill('7');
  await page.getByRole('dialog').getByRole('button', { name: 'Save' }).click();
  await page.getByText('The free tier is changed.').waitFor();
  await page.getByLabel('Integrations comes with').selectOption({ label: 'AI Coach' });
  await page.getByText('Integrations comes with AI Coach.').waitFor();
  const { free, attached } = await (await context.request.get('/api/v1/billing/plans')).json();
  assert.equal(free.limits.drafts, 7);
  assert.equal(attached.integrations, 'coach');
  step('what is free and what comes with what is changed');

  await page.goto('/pricing');
  await page.getByRole('checkbox', { name: /AI Coach/ }).check();
  await page.getByRole('button', { name: 'Go to payment' }).click();
  await page.getByLabel('Card number').fill('4242 4242 4242 4242');
  await page.getByLabel('Name on card').fill(ann.name);
  await page.getByRole('button', { name: 'Subscribe' }).click();
  await page.waitForURL(/settings\/billing\?.*checkout=done/);
  await page.getByText('Your modules are open.').waitFor();
  await row('AI Coach').getByText('Active').waitFor();
  await row('AI Coach').getByText(/^Paid .+ to .+, then it renews\.$/).waitFor();
  assert.ok((await modules()).includes('coach'), 'the bought module is open');
  step('bought: from the pricing page to the open module');

  await page.getByRole('button', { name: 'Change plan' }).click();
  const dialog = page.getByRole('dialog');
  await dialog.getByRole('checkbox', { name: /Call Analyzer/ }).check();
  await dialog.getByText('Due now').waitFor();
  await dialog.getByRole('button', { name: 'Change plan' }).click();
  await dialog.waitFor({ state: 'detached' });
  await until('the second module', async () => (await states()).analysis === 'active');
  step('upgraded: what it comes to is shown first');

  await page.goto('/settings/billing');
  await row('Call Analyzer').getByText('Active').waitFor();
  await page.getByRole('button', { name: 'Change plan' }).click();
  await dialog.getByRole('checkbox', { name: /Call Analyzer/ }).uncheck();
  await dialog.getByText('Due now').waitFor();
  await dialog.getByRole('button', { name: 'Change plan' }).click();
  await dialog.waitFor({ state: 'detached' });
  await until('the smaller plan', async () => (await states()).analysis !== 'active');
  assert.equal((await states()).coach, 'active');
  step('downgraded: the other module stays');

  await page.goto('/settings/billing');
  await page.getByRole('button', { name: 'Cancel the plan' }).click();
  await dialog.getByRole('button', { name: 'Cancel the plan' }).click();
  await page.getByText('The plan ends with the period').waitFor();
  await until('the end to be planned', async () => (await (await context.request.get('/api/v1/billing/entitlements')).json()).items.some(({ ending }) => ending));
  await page.goto('/settings/billing');
  await page.getByRole('button', { name: 'Keep the plan after all' }).click();
  await page.getByText('Your plan goes on.').waitFor();
  step('cancelled, and taken back');

  await page.getByRole('button', { name: 'Card and address' }).click();
  await page.waitForURL(/portal/);
  await page.getByLabel('New card number').fill('4000 0000 0000 0341');
  await page.getByRole('button', { name: 'Change card' }).click();
  await page.getByText('Ends in 0341').waitFor();
  await page.getByRole('button', { name: '31 days on' }).click();
  await page.waitForLoadState();
  await until('the failed payment', async () => ['past_due', 'grace'].includes((await states()).coach), 20_000);
  await page.getByRole('link', { name: 'Back to QuotaHit' }).click();
  await page.waitForURL(/settings\/billing/);
  await row('AI Coach').getByText(/Payment (failed|overdue)/).waitFor();
  assert.ok((await modules()).includes('coach'), 'a late payment takes nothing away yet');
  step('a payment fails: everything works for some days');

  await page.getByRole('button', { name: 'Card and address' }).click();
  await page.waitForURL(/portal/);
  await page.getByRole('button', { name: '31 days on' }).click();
  await page.waitForLoadState();
  await until('the lapse', async () => (await states()).coach === 'expired', 20_000);
  await page.getByRole('link', { name: 'Back to QuotaHit' }).click();
  await page.waitForURL(/settings\/billing/);
  await row('AI Coach').getByText('Read-only').waitFor();
  await until('the closed module', async () => !(await modules()).includes('coach'));
  step('lapsed: read-only, and said so');
  house.assertQuiet();
} catch (failure) {
  await house.picture('failure');
  throw failure;
} finally {
  await house.close();
}
