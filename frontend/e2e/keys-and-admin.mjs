// Keys of one's own and administration through the real product in a real browser: a bad key is explained, a good one is
// saved and shows its last four characters, models become available, a budget is set; then an administrator looks with
// somebody's eyes, with a banner in sight, is refused what is not theirs, and all of it stands in the audit log.
// usage: node e2e/keys-and-admin.mjs [--base URL] [--out DIR]   (without --base a fresh server is started)
import assert from 'node:assert/strict';
import { openHouse } from './house.mjs';
import { adminPages, ownPages, walk, workspacePages } from './walk.mjs';

const house = await openHouse('keys-and-admin');
const { step, until } = house;
const now = Date.now();
const max = { name: 'Max Admin', email: `max-${now}@installation.example`, password: 'correct horse battery staple 7' };
const ann = { name: 'Ann Keller', email: `ann-${now}@keller.example`, password: 'seven lazy otters drift south' };
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
