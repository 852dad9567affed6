// What the journeys around people, keys and money share: a server, persons with a browser of their own, the sandbox inbox.
import assert from 'node:assert/strict';
import { mkdirSync, mkdtempSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { launch } from './browser.mjs';
import { startServer } from './server.mjs';

/** Makes a workspace of one's own and comes to its first page. */
export async function signUp(page, { name, email, password }, workspace) {
  await page.goto('/sign-up');
  await page.getByLabel('Your name').fill(name);
  await page.getByLabel('E-mail').fill(email);
  await page.getByLabel('Company or team').fill(workspace);
  await page.getByLabel('Password').fill(password);
  await page.getByRole('button', { name: 'Create workspace' }).click();
  await page.waitForURL(/home$/);
}

/** A rep whom no other run knows. */
export function newRep() {
  return { name: 'Ann Rep', email: `ann-${Date.now()}@northwind.example`, password: 'correct horse battery staple 7' };
}

/**
 * @param settings more environment for the server, such as QUOTAHIT_BILLING
 * @param host browsers give no passkeys to numbers; links out of the house come back to the number
 */
export async function openHouse(name, { settings = {}, host = '127.0.0.1' } = {}) {
  const { values: options } = parseArgs({ options: { out: { type: 'string' }, base: { type: 'string' } } });
  const out = options.out ?? mkdtempSync(join(tmpdir(), `quotahit-${name}-`));
  mkdirSync(out, { recursive: true });
  const server = options.base === undefined ? await startServer({ QUOTAHIT_VOICE: 'off', ...settings }) : undefined;
  const base = (options.base ?? server.base).replace('127.0.0.1', host);
  const browser = await launch();
  const began = Date.now();
  const people = [];
  const problems = [];

  async function person(label) {
    const context = await browser.newContext({ baseURL: base, viewport: { width: 1280, height: 860 } });
    const page = await context.newPage();
    page.setDefaultTimeout(15_000);
    page.on('console', (message) => {
      if (message.type() === 'error' && !/Failed to load resource/.test(message.text())) problems.push(`${label}: ${message.text()}`);
    });
    page.on('pageerror', (error) => problems.push(`${label}: ${error.message}`));
    const one = { label, context, page };
    people.push(one);
    return one;
  }

  async function until(what, look, withinMs = 15_000) {
    const end = Date.now() + withinMs;
    for (;;) {
      if (await look()) return;
      if (Date.now() > end) throw new Error(`${what} did not happen within ${withinMs} ms`);
      await new Promise((done) => setTimeout(done, 150));
    }
  }

  /** The newest letter to an address whose subject or text fits. */
  async function letterTo(page, email, fits) {
    let found;
    await until(`a letter to ${email}`, async () => {
      const answer = await page.context().request.get(`/api/v1/sandbox/mail?to=${encodeURIComponent(email)}`);
      assert.ok(answer.ok(), `the inbox answers ${answer.status()}`);
      found = (await answer.json()).items.find(({ subject, text }) => fits.test(subject) || (text !== undefined && fits.test(text)));
      return found !== undefined;
    });
    if (found.text !== undefined) return found;
    return (await page.context().request.get(`/api/v1/sandbox/mail/${found.id}`)).json();
  }

  /** The path behind a link, so that it opens at this server whatever the letter calls it. */
  function linkIn({ text }, fits) {
    const link = (text.match(/https?:\/\/[^\s<>"')]+/g) ?? []).find((one) => fits.test(one));
    assert.ok(link, `the letter has a link like ${fits}:\n${text}`);
    const { pathname, search } = new URL(link);
    return pathname + search;
  }

  /** A passkey device that says yes to everything. */
  async function authenticator({ context, page }) {
    const session = await context.newCDPSession(page);
    await session.send('WebAuthn.enable');
    await session.send('WebAuthn.addVirtualAuthenticator', {
      options: { protocol: 'ctap2', transport: 'internal', hasResidentKey: true, hasUserVerification: true, isUserVerified: true, automaticPresenceSimulation: true },
    });
    return session;
  }

  async function picture(label) {
    for (const one of people) await one.page.screenshot({ path: join(out, `${label}-${one.label}.png`) }).catch(() => undefined);
    console.error(`pictures in ${out}; browser: ${problems.join(' | ')}`);
  }

  return {
    base,
    person,
    signUp,
    until,
    letterTo,
    linkIn,
    authenticator,
    picture,
    step: (text) => console.log(`· ${text}`),
    assertQuiet: () => assert.deepEqual(problems, [], 'the browser reports no error'),
    async close() {
      await browser.close();
      await server?.stop();
      console.log(`${name}: ${Math.round((Date.now() - began) / 1000)} s`);
    },
  };
}
