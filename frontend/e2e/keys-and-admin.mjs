// Keys of one's own and administration through the real product in a real browser: a bad key is explained, a good one is
// saved and shows its last four characters, models become available, a budget is set; then an administrator looks with
// somebody's eyes, with a banner in sight, is refused what is not theirs, and all of it stands in the audit log.
// usage: node e2e/keys-and-admin.mjs [--base URL] [--out DIR]   (without --base a fresh server is started)
import assert from 'node:assert/strict';
import { openHouse } from './house.mjs';
import { adminPages, ownPages, walk, workspacePages } from './walk.mjs';

// A key that only searching uses, so that nothing else of this journey runs on it.
const environments = 'tvly-sandbox-of-the-environment-5h2K';
const house = await openHouse('keys-and-admin', { settings: { TAVILY_API_KEY: environments } });
const { step, until } = house;
const now = Date.now();
const max = { name: 'Max Admin', email: `max-${now}@installation.example`, password: 'correct horse battery staple 7' };
const ann = { name: 'Ann Keller', email: `ann-${now}@keller.example`, password: 'seven lazy otters drift south' };
const installations = 'pplx-sandbox-of-the-installation-8Rw4';
const canary = 'sk-ant-sandbox-canary-7Q2vX9';

try {
  const admin = await house.person('max');
  await house.signUp(admin.page, max, 'Installation');
  const owner = await house.person('ann');
  const { page } = owner;
  await house.signUp(page, ann, 'Keller & Co');

  await page.goto('/settings/keys');
  const row = page.getByRole('region', { name: 'Anthropic' });
  await row.getByRole('button', { name: 'Add key' }).click();
  await row.getByLabel('Key', { exact: true }).fill('sk-ant-sandbox-wrong-0000');
  await row.getByRole('button', { name: 'Check and save' }).click();
  await row.getByRole('alert').getByText('does not know this key').waitFor();
  assert.equal(await row.getByRole('button', { name: 'Save unchecked' }).count(), 0, 'a key that is known to be wrong is not kept');
  step('a bad key is refused and explained');

  await row.getByLabel('Key', { exact: true }).fill(canary);
  await row.getByRole('button', { name: 'Check and save' }).click();
  await row.getByText('Works').waitFor();
  await row.getByText(`••••${canary.slice(-4)}`).waitFor();
  assert.ok(!(await page.content()).includes(canary), 'the key is nowhere on the page');
  assert.ok(!(await (await owner.context.request.get('/api/v1/user-keys')).text()).includes(canary), 'nor in what the server answers');
  step('a good key is checked and saved, and only its end is shown');

  await page.goto('/settings/models');
  await page.getByRole('table', { name: 'Models of Anthropic' }).getByText('Workspace key').first().waitFor();
  step('the models of that provider run on it');

  await page.goto('/settings/budgets');
  await page.getByRole('button', { name: /Set a budget|first budget/ }).first().click();
  await page.getByLabel('A month, in USD').fill('25');
  await page.getByRole('button', { name: 'Save budget' }).click();
  await page.getByRole('meter', { name: 'Workspace' }).waitFor();
  step('a budget is set');

  const looking = admin.page;
  await looking.goto('/admin/users');
  await looking.getByRole('link', { name: 'Installation keys' }).click();
  const tavily = looking.getByRole('region', { name: 'Tavily' });
  await tavily.getByText('From the environment').waitFor();
  assert.equal(await tavily.getByRole('button', { name: /^Remove/ }).count(), 0, 'what the server was started with is not taken away here');
  const perplexity = looking.getByRole('region', { name: 'Perplexity' });
  await perplexity.getByRole('button', { name: 'Add key' }).click();
  await perplexity.getByLabel('Key', { exact: true }).fill('pplx-sandbox-wrong-0000');
  await perplexity.getByRole('button', { name: 'Check and save' }).click();
  await perplexity.getByRole('alert').getByText('does not know this key').waitFor();
  await perplexity.getByLabel('Key', { exact: true }).fill(installations);
  await perplexity.getByRole('button', { name: 'Check and save' }).click();
  await perplexity.getByText(`••••${installations.slice(-4)}`).waitFor();
  await perplexity.getByRole('button', { name: 'Check now' }).click();
  await looking.getByText('The Perplexity key was checked.').waitFor();
  const told = await (await admin.context.request.get('/api/v1/admin/keys')).text();
  for (const key of [installations, environments]) assert.ok(!told.includes(key) && !told.includes(key.slice(5, 20)), 'the server answers no key');
  await perplexity.getByRole('button', { name: 'Remove Perplexity' }).click();
  await looking.getByRole('button', { name: 'Remove key' }).click();
  await perplexity.getByRole('button', { name: 'Add key' }).waitFor();
  assert.equal((await owner.context.request.get('/api/v1/admin/keys')).status(), 403, 'an owner of a workspace is not shown them');
  step('an administrator sets, checks and removes a key of the installation, and sees which come from the environment');

  await looking.goto('/admin/models');
  const models = () => admin.context.request.get('/api/v1/models?limit=100').then((answer) => answer.json()).then(({ items }) => items);
  const [edited, successor] = (await models()).filter(({ status }) => status === 'active');
  const change = async (fill) => {
    await looking.getByRole('button', { name: `Change ${edited.display}`, exact: true }).click();
    const form = looking.getByRole('dialog');
    await fill(form);
    await form.getByRole('button', { name: 'Save' }).click();
    await form.waitFor({ state: 'detached' });
    return (await models()).find(({ id }) => id === edited.id);
  };
  const filled = await change(async (form) => {
    await form.getByLabel('In', { exact: true }).fill('1.25');
    await form.getByLabel('Out', { exact: true }).fill('9');
    await form.getByLabel('Successor').selectOption(successor.id);
    await form.getByLabel('Retires on').fill('2030-01-31');
  });
  assert.equal(filled.price.inPerM, 1.25);
  assert.deepEqual([filled.price.outPerM, filled.replacement, filled.retiresAt], [9, successor.id, '2030-01-31']);
  const cleared = await change(async (form) => {
    for (const label of ['In', 'Out', 'Cached']) await form.getByLabel(label, { exact: true }).fill('');
    await form.getByLabel('Successor').selectOption('');
    await form.getByLabel('Retires on').fill('');
  });
  assert.deepEqual([cleared.price, cleared.replacement, cleared.retiresAt], [null, null, null]);
  await looking.getByRole('listitem').filter({ hasText: edited.id }).getByText('price unknown').first().waitFor();
  step('what is known of a model is corrected, and taken back');

  await looking.goto(`/admin/users?query=${encodeURIComponent(ann.email)}`);
  await looking.getByRole('link', { name: ann.name }).click();
  await looking.getByRole('button', { name: 'Impersonate' }).click();
  await looking.getByLabel('Reason').fill('Ticket 4711: the key page looks odd');
  await looking.getByRole('button', { name: /Begin/ }).click();
  const banner = looking.getByRole('complementary', { name: 'Impersonation' });
  await banner.getByText(`You see what ${ann.name} sees.`).waitFor();
  await banner.getByText('Ticket 4711').waitFor();
  step('an administrator sees what somebody sees, under a banner');

  await looking.goto('/settings/keys');
  await looking.getByText('Not while you are signed in as somebody else', { exact: false }).first().waitFor();
  await banner.waitFor();
  await looking.goto('/practice');
  await banner.waitFor();
  step('keys stay closed to them, and the banner stays in sight');

  await banner.getByRole('button', { name: /^End/ }).click();
  await looking.waitForURL(/admin\/users/);
  await until('being oneself again', async () => (await (await admin.context.request.get('/api/v1/me')).json()).impersonation === null);
  step('and they are themselves again');

  await page.goto('/settings/audit');
  const log = page.getByRole('list', { name: 'Audit log' });
  await log.getByText(/impersonation/i).first().waitFor();
  await page.getByRole('button', { name: 'Verify' }).click();
  await page.getByText(/^Unbroken/).waitFor();
  assert.ok(!(await page.content()).includes(canary), 'the key is not in the log');
  step('the owner reads it in the audit log, which is unbroken');
  await walk(owner, [...ownPages, ...workspacePages]);
  step('an owner opens every page: no error, no failed request, no code where words belong, 320 pixels are enough');
  await walk(admin, adminPages);
  step('and so does an administrator');
  house.assertQuiet();
} catch (failure) {
  await house.picture('failure');
  throw failure;
} finally {
  await house.close();
}
