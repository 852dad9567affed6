// A company signs its people in itself: the part of the journey around people that needs a provider of its own.
import assert from 'node:assert/strict';
import { client, openProvider } from './openid-provider.mjs';

/** @param owner an owner whose address is proven; its domain becomes the company's */
export async function companySignIn(house, { page }, { email: owner }) {
  const { step, letterTo, linkIn } = house;
  const domain = owner.slice(owner.indexOf('@') + 1);
  // Providers are told the number of the house, and a browser comes back there only with what it took from there.
  const at = (path) => house.base.replace('localhost', '127.0.0.1') + path;
  const mia = { name: 'Mia Torres', email: `mia-${Date.now()}@${domain}` };
  const provider = await openProvider();
  try {
    provider.person = { sub: 'employee-17', email: mia.email };
    await page.goto('/settings/single-sign-on');
    await page.getByLabel('Issuer').fill(provider.issuer);
    await page.getByLabel('Client id').fill(client.id);
    await page.getByLabel('Client secret').fill(client.secret);
    await page.getByLabel('E-mail domains').fill(domain);
    await page.getByRole('switch', { name: 'Required' }).click();
    await page.getByRole('button', { name: 'Save' }).click();
    await page.getByText('Single sign-on is saved.').waitFor();
    step('a company’s sign-in is set up and required');

    await page.goto('/settings/members');
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByRole('dialog').getByLabel('E-mail').fill(mia.email);
    await page.getByRole('button', { name: 'Send invitation' }).click();
    await page.getByRole('list', { name: 'Invitations' }).getByText(mia.email).waitFor();
    const guest = (await house.person('mia')).page;
    await guest.goto(at(linkIn(await letterTo(page, mia.email, /invit/i), /\/invitations\//)));
    await guest.getByLabel('Your name').fill(mia.name);
    await guest.getByLabel('Password').fill('eleven calm herons wade north');
    await guest.getByRole('button', { name: 'Join Keller & Co' }).click();
    await guest.getByRole('heading', { name: 'You are a member of Keller & Co' }).waitFor();
    await guest.getByRole('button', { name: 'Use your company’s sign-in' }).click();
    await guest.getByRole('link', { name: `Go on as ${mia.email}` }).click();
    await guest.waitForURL(/home$/);
    await guest.getByRole('heading', { level: 1, name: 'Home' }).or(guest.getByRole('heading', { name: 'No calls yet' })).first().waitFor();
    step('whoever has joined goes on to the company’s sign-in and is in');

    await guest.goto(at('/account'));
    await guest.getByRole('button', { name: 'Log out' }).click();
    await guest.waitForURL(/log-in/);
    await guest.goto(at('/account/notifications'));
    await guest.waitForURL(/log-in\?next/);
    await guest.getByRole('button', { name: 'Single sign-on' }).click();
    await guest.getByLabel('Work e-mail').fill(mia.email);
    await guest.getByRole('button', { name: 'Go to your company’s sign-in' }).click();
    await guest.getByRole('link', { name: `Go on as ${mia.email}` }).click();
    await guest.waitForURL(/account\/notifications$/);
    step('by the company’s sign-in one comes back to where one meant to be');

    provider.person = { sub: 'employee-99', email: `nobody@${domain}` };
    const stranger = (await house.person('stranger')).page;
    await stranger.goto(at('/log-in'));
    await stranger.getByRole('button', { name: 'Single sign-on' }).click();
    await stranger.getByLabel('Work e-mail').fill(provider.person.email);
    await stranger.getByRole('button', { name: 'Go to your company’s sign-in' }).click();
    await stranger.getByRole('link', { name: /^Go on as/ }).click();
    await stranger.waitForURL(/log-in\?sso=/);
    assert.match(await stranger.getByRole('alert').textContent(), /Nobody of this address is a member yet/);
    step('somebody of the company who is no member is told so');
  } finally {
    await provider.close();
  }
}
