// People through the real product in a real browser: sign up, confirm the address, invite somebody, be that somebody,
// turn on an authenticator app and a passkey, log in with each, change role and team, sign in by a company's own provider,
// reset a password.
// Letters are read from the sandbox inbox.
// usage: node e2e/people.mjs [--base URL] [--out DIR]   (without --base a fresh server is started)
import assert from 'node:assert/strict';
import { companySignIn } from './company.mjs';
import { openHouse } from './house.mjs';
import { walk, workspacePages } from './walk.mjs';
import { totp } from './totp.mjs';

const house = await openHouse('people', { host: 'localhost', settings: { QUOTAHIT_SSO_ALLOWED: 'localhost,127.0.0.0/8,::1/128' } });
const { step, until, letterTo, linkIn } = house;
const now = Date.now();
const ann = { name: 'Ann Keller', email: `ann-${now}@keller.example`, password: 'correct horse battery staple 7' };
const lena = { name: 'Lena Park', email: `lena-${now}@keller.example`, password: 'seven lazy otters drift south' };

try {
  const { page } = await house.person('ann');
  await house.signUp(page, ann, 'Keller & Co');
  await page.getByText('with the letter we sent').waitFor();
  await page.goto(linkIn(await letterTo(page, ann.email, /confirm|verify|address/i), /verify-email/));
  await page.getByRole('button', { name: 'Confirm address' }).click();
  await page.getByRole('heading', { name: 'Your address is confirmed' }).waitFor();
  await page.goto('/home');
  await page.getByRole('heading', { level: 1 }).waitFor();
  assert.equal(await page.getByText('with the letter we sent').count(), 0, 'a confirmed address is not asked for again');
  step('an address is confirmed by its letter');

  await page.goto('/settings/teams');
  await page.getByRole('button', { name: /New team|first team/ }).first().click();
  await page.getByLabel('Name').fill('North');
  await page.getByRole('button', { name: 'Make team' }).click();
  await page.getByRole('list', { name: 'Team tree' }).getByText('North').waitFor();
  await page.goto('/settings/members');
  await page.getByRole('button', { name: 'Invite', exact: true }).click();
  await page.getByRole('dialog').getByLabel('E-mail').fill(lena.email);
  await page.getByRole('button', { name: 'Send invitation' }).click();
  await page.getByRole('list', { name: 'Invitations' }).getByText(lena.email).waitFor();
  const invitation = linkIn(await letterTo(page, lena.email, /invit/i), /\/invitations\//);
  step('an invitation is on its way');

  await page.goto(invitation);
  await page.getByRole('heading', { name: 'This invitation is for another address' }).waitFor();
  step('whoever is signed in as somebody else is told so');

  const guest = await house.person('lena');
  await guest.page.goto(invitation);
  await guest.page.getByLabel('Your name').fill(lena.name);
  await guest.page.getByLabel('Password').fill(lena.password);
  await guest.page.getByRole('button', { name: 'Join Keller & Co' }).click();
  await guest.page.waitForURL(/home$/);
  step('the invited person is in');

  const secret = await enrol(guest.page);
  step('an authenticator app is on, with recovery codes');

  await logOut(guest.page);
  await logIn(guest.page, lena);
  await guest.page.getByLabel('Code from your authenticator app').fill('000000');
  await guest.page.getByRole('button', { name: 'Go on' }).click();
  await guest.page.getByRole('alert').waitFor();
  await guest.page.getByLabel('Code from your authenticator app').fill(await freshCode(secret.key, secret.used));
  await guest.page.getByRole('button', { name: 'Go on' }).click();
  await guest.page.waitForURL(/home$/);
  step('a wrong code is refused, the right one logs in');

  await logOut(guest.page);
  await logIn(guest.page, lena);
  await guest.page.getByRole('button', { name: 'I do not have my device' }).click();
  await guest.page.getByLabel('Recovery code').fill(secret.codes[0]);
  await guest.page.getByRole('button', { name: 'Go on' }).click();
  await guest.page.waitForURL(/home$/);
  step('a recovery code logs in without the device');

  await house.authenticator(guest);
  await guest.page.goto('/account/security');
  await guest.page.getByRole('button', { name: 'Add a passkey' }).click();
  await guest.page.getByRole('dialog').getByRole('button', { name: 'Go on' }).click();
  await guest.page.getByRole('heading', { name: 'Passkeys' }).locator('xpath=../../..').getByText('not used yet').waitFor();
  await logOut(guest.page);
  // The virtual authenticator answers at once, so the passkey that is offered in the e-mail field may be quicker than the press.
  await guest.page.getByRole('button', { name: 'Use a passkey' }).click({ timeout: 3_000 }).catch(() => undefined);
  await guest.page.waitForURL(/home$/);
  step('a passkey logs in by itself');

  await walk(guest, workspacePages, { refusals: /./ });
  step('a rep opens every page: what is closed says so');

  await page.goto('/settings/members');
  await page.getByLabel(`Role of ${lena.name}`).selectOption('manager');
  await page.getByText(`${lena.name} is now manager.`).waitFor();
  await page.getByLabel(`Team of ${lena.name}`).selectOption({ label: 'North' });
  await until('the new role', async () => (await (await guest.context.request.get('/api/v1/me')).json()).role === 'manager', 5_000);
  step('a change of role reaches the open session');

  await page.getByRole('button', { name: `Remove ${lena.name}` }).click();
  await page.getByRole('dialog').getByLabel('Hand their records to').selectOption({ label: ann.name });
  await page.getByRole('dialog').getByRole('button', { name: 'Remove' }).click();
  await page.getByText('no longer in this workspace').waitFor();
  await page.getByRole('table', { name: 'Members' }).getByText(lena.email).waitFor({ state: 'detached' });
  step('a member is removed and their records are handed over');

  await companySignIn(house, { page }, ann);

  const forgotten = await house.person('forgotten');
  await forgotten.page.goto('/forgot-password');
  await forgotten.page.getByLabel('E-mail').fill(ann.email);
  await forgotten.page.getByRole('button', { name: 'Send the link' }).click();
  await forgotten.page.getByRole('heading', { name: 'Look into your mail' }).waitFor();
  const reset = linkIn(await letterTo(page, ann.email, /password/i), /reset-password/);
  await forgotten.page.goto(reset);
  await forgotten.page.getByLabel('New password').fill('another quite long sentence 9');
  await forgotten.page.getByRole('button', { name: 'Set password' }).click();
  await forgotten.page.waitForURL(/log-in$/);
  await logIn(forgotten.page, { ...ann, password: 'another quite long sentence 9' });
  await forgotten.page.waitForURL(/home$/);
  await page.goto('/home');
  await page.waitForURL(/log-in/);
  step('a reset password logs in, and everybody else is out');
  house.assertQuiet();
} catch (failure) {
  await house.picture('failure');
  throw failure;
} finally {
  await house.close();
}

async function logOut(page) {
  await page.goto('/account');
  await page.getByRole('button', { name: 'Log out' }).click();
  await page.waitForURL(/log-in/);
}

async function logIn(page, { email, password }) {
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Log in', exact: true }).click();
}

async function enrol(page) {
  await page.goto('/account/security');
  await page.getByRole('button', { name: 'Set up' }).click();
  await page.getByAltText(/QR code/).waitFor();
  const key = (await page.getByRole('dialog').getByText(/^[A-Z2-7 ]{20,}$/).textContent()).replaceAll(/\s/g, '');
  const used = totp(key, Date.now());
  await page.getByLabel('Code from the app').fill(used);
  await page.getByRole('button', { name: 'Turn on' }).click();
  await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
  const codes = await page.getByRole('list', { name: 'Recovery codes' }).getByRole('listitem').allTextContents();
  assert.ok(codes.length >= 8, 'recovery codes are shown');
  await page.getByRole('button', { name: 'I have kept them' }).click();
  return { key, used, codes };
}

/** A code works once. The next step's code is right as well, because clocks differ; so nobody waits half a minute here. */
async function freshCode(key, used) {
  const present = totp(key, Date.now());
  return present === used ? totp(key, Date.now() + 30_000) : present;
}
