// Every screen of the product, each face of it, and how to get there.

/** Into the room, until the buyer speaks. */
const ring = async (page) => {
  await page.getByRole('button', { name: /^(Call|Write to) / }).click();
  await page.waitForURL(/room$/);
};
const startCall = async (page) => {
  await ring(page);
  await page.locator('[data-phase=speaking]').waitFor({ timeout: 15_000 });
};
/** Until both have said something and the buyer speaks again, and the line shows it. */
const intoTalk = async (page) => {
  await startCall(page);
  await page.locator('[data-speaker=user]').first().waitFor({ timeout: 20_000 });
  await page.locator('[data-phase=speaking]').waitFor({ timeout: 15_000 });
  await page.waitForFunction(() => (document.querySelector('path.stroke-live')?.getAttribute('d') ?? '').length > 200, undefined, { timeout: 15_000 });
};

/** name, path, mock world, what to do before it is judged */
export const screens = [
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
  ['lobby-context-chosen', '/practice', 'full', async (page) => {
    await page.getByLabel('Product sheet.pdf', { exact: true }).check();
    await page.getByText('characters read').waitFor();
    await page.getByRole('button', { name: 'Show earlier ones' }).click();
    await page.getByText('keller.example/customers').waitFor();
    await page.getByRole('button', { name: 'Remove Depot map.png' }).press('Enter');
    await page.getByRole('button', { name: 'Undo' }).waitFor();
  }],
  ['lobby-context-empty', '/practice', 'empty'],
  ['lobby-context-error', '/practice', 'no-shelf'],
  ['lobby-full-lines', '/practice', 'no-voice', async (page) => {
    await page.getByRole('button', { name: /^Call / }).click();
    await page.getByRole('alert').waitFor();
  }],
  ['lobby-error', '/practice', 'error'],
  ['lobby-loading', '/practice', 'slow'],
  ['lobby-reading', '/practice', 'slow-reading', async (page) => {
    await page.getByLabel('Add files').setInputFiles([{ name: 'Price list 2026.pdf', mimeType: 'application/pdf', buffer: Buffer.from('%PDF-1.7') }, { name: 'Security answers.docx', mimeType: 'application/octet-stream', buffer: Buffer.from('PK') }]);
    await page.getByText('Price list 2026.pdf').waitFor();
  }],
  ['room-voice', '/practice', 'full', intoTalk],
  ['room-listening', '/practice', 'quiet', async (page) => {
    await startCall(page);
    await page.locator('[data-phase=listening]').waitFor({ timeout: 15_000 });
  }],
  ['room-muted', '/practice', 'full', async (page) => {
    await startCall(page);
    await page.keyboard.press('m');
    await page.getByRole('button', { name: 'Unmute' }).waitFor();
    await page.getByText('You are muted').waitFor({ timeout: 15_000 });
  }],
  ['room-reconnecting', '/practice', 'full', async (page) => {
    await startCall(page);
    await page.context().setOffline(true);
    await page.locator('[data-phase=reconnecting]').waitFor();
  }],
  ['room-elsewhere', '/practice', 'full', async (page) => {
    await startCall(page);
    const second = await page.context().newPage();
    await second.goto(page.url());
    await second.getByRole('button', { name: 'Take over here' }).press('Enter');
    await page.getByRole('button', { name: 'Take over here' }).waitFor();
    await second.close();
  }],
  ['room-shortcuts', '/practice', 'full', async (page) => {
    await startCall(page);
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  }],
  ['room-script', '/practice?mode=script', 'full', async (page) => {
    await intoTalk(page);
    await page.getByText('Ask who else decides').filter({ visible: true }).first().waitFor();
  }],
  ['room-typing', '/practice', 'full', async (page) => {
    await startCall(page);
    await page.keyboard.press('t');
    await page.getByLabel('Type instead of speaking').fill('What did a late delivery cost you?');
  }],
  ['room-text', '/practice?mode=text', 'full', async (page) => {
    await ring(page);
    await page.getByLabel(/^Your words to/).fill('Thanks for taking the time. What did a late delivery cost you last week?');
    await page.keyboard.press('Enter');
    await page.getByRole('log').locator('[data-speaker=persona]').first().waitFor();
  }],
  ['result', '/practice/sessions/rp_100', 'full'],
  ['result-transcript', '/practice/sessions/rp_100', 'full', async (page) => {
    await page.getByRole('tab', { name: 'Transcript' }).click();
  }],
  ['result-desk', '/practice/sessions/rp_89', 'full', async (page) => {
    await page.getByRole('tab', { name: 'At the front desk' }).click();
  }],
  ['result-short', '/practice/sessions/rp_97', 'full'],
  ['result-text', '/practice/sessions/rp_96', 'full'],
  ['result-scoring', '/practice/sessions/rp_100', 'scoring'],
  ['result-missing', '/practice/sessions/rp_1', 'full'],
  ['result-loading', '/practice/sessions/rp_100', 'slow'],
  ['history', '/practice/sessions', 'full'],
  ['history-filtered-empty', '/practice/sessions?scenarioId=scn_gatekeeper', 'full'],
  ['history-empty', '/practice/sessions', 'empty'],
  ['history-deleted', '/practice/sessions?state=discarded', 'binned'],
  ['history-undo', '/practice/sessions/rp_100', 'full', async (page) => {
    await page.getByRole('button', { name: 'Delete this call' }).click();
    await page.waitForURL(/sessions$/);
    await page.getByRole('button', { name: 'Undo' }).waitFor();
  }],
  ['history-error', '/practice/sessions', 'error'],
  ['compare', '/practice/compare?a=rp_100&b=rp_98', 'full'],
  ['compare-words', '/practice/compare?a=rp_100&b=rp_98', 'full', async (page) => {
    await page.getByRole('button', { name: /Asks what the problem costs/ }).click();
    await page.getByText('You said', { exact: false }).first().waitFor();
  }],
  ['compare-choose', '/practice/compare?a=rp_100', 'full'],
  ['account', '/account', 'full'],
  ['log-in-second-factor', '/log-in', 'signed-out', async (page) => {
    await page.getByLabel('E-mail').fill('safe@example.com');
    await page.getByLabel('Password').fill('correct horse battery');
    await page.getByRole('button', { name: 'Log in' }).click();
    await page.getByLabel('Code from your authenticator app').waitFor();
  }],
  ['log-in-company', '/log-in', 'signed-out', async (page) => {
    await page.getByRole('button', { name: 'Single sign-on' }).click();
    await page.getByLabel('Work e-mail').fill('ann@nowhere.example');
    await page.getByRole('button', { name: /company/ }).click();
    await page.getByRole('alert').waitFor();
  }],
  ['forgot', '/forgot-password', 'signed-out'],
  ['reset', '/reset-password?token=abc', 'signed-out'],
  ['verify', '/verify-email?token=old', 'full', async (page) => {
    await page.getByRole('button', { name: 'Confirm address' }).click();
    await page.getByRole('alert').waitFor();
  }],
  ['invitation-new', '/invitations/abc', 'signed-out'],
  ['invitation-wrong', '/invitations/abc', 'full'],
  ['invitation-expired', '/invitations/expired', 'signed-out'],
  ['security', '/account/security', 'second-factor'],
  ['security-enrol', '/account/security', 'full', async (page) => {
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByAltText(/QR code/).waitFor();
  }],
  ['security-codes', '/account/security', 'full', async (page) => {
    await page.getByRole('button', { name: 'Set up' }).click();
    await page.getByLabel('Code from the app').fill('123456');
    await page.getByRole('button', { name: 'Turn on' }).click();
    await page.getByRole('list', { name: 'Recovery codes' }).waitFor();
  }],
  ['security-step-up', '/account/security', 'second-factor', async (page) => {
    await page.getByRole('button', { name: 'Turn off' }).click();
    await page.getByRole('dialog').getByRole('button', { name: 'Turn off' }).click();
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
  }],
  ['notices', '/notifications', 'full'],
  ['notices-empty', '/notifications', 'empty'],
  ['notice-settings', '/account/notifications', 'full'],
  ['general', '/settings', 'full'],
  ['general-delete', '/settings', 'full', async (page) => {
    await page.getByRole('button', { name: 'Delete workspace' }).click();
    await page.getByRole('dialog').waitFor();
  }],
  ['members', '/settings/members', 'full'],
  ['members-invite', '/settings/members', 'full', async (page) => {
    await page.getByRole('button', { name: 'Invite', exact: true }).click();
    await page.getByRole('dialog').getByLabel('E-mail').fill('ann@example.com');
    await page.getByRole('button', { name: 'Send invitation' }).click();
    await page.getByText('in the workspace already').waitFor();
  }],
  ['members-remove', '/settings/members', 'full', async (page) => {
    await page.getByRole('button', { name: 'Remove Jonas Lund' }).click();
    await page.getByRole('dialog').getByRole('option').first().waitFor({ state: 'attached' });
  }],
  ['members-refused', '/settings/members', 'rep'],
  ['members-error', '/settings/members', 'error'],
  ['members-loading', '/settings/members', 'slow'],
  ['teams', '/settings/teams', 'full'],
  ['teams-empty', '/settings/teams', 'empty'],
  ['roles', '/settings/roles', 'full'],
  ['single-sign-on', '/settings/single-sign-on', 'full'],
  ['api-keys', '/settings/api-keys', 'full'],
  ['api-keys-made', '/settings/api-keys', 'full', async (page) => {
    await page.getByRole('button', { name: 'New key' }).click();
    await page.getByRole('dialog').getByLabel('Name').fill('Nightly export');
    await page.getByRole('button', { name: 'Make key' }).click();
    await page.getByRole('heading', { name: 'Copy your key now' }).waitFor();
  }],
  ['keys', '/settings/keys', 'full'],
  ['keys-refused', '/settings/keys', 'full', async (page) => {
    await page.getByRole('button', { name: 'Add key for Tavily' }).click();
    await page.getByLabel('Key', { exact: true }).fill('slow-key-1234');
    await page.getByRole('button', { name: 'Check and save' }).click();
    await page.getByRole('button', { name: 'Save unchecked' }).waitFor();
  }],
  ['models', '/settings/models', 'full'],
  ['models-locked', '/settings/models', 'locked'],
  ['budgets', '/settings/budgets', 'full'],
  ['budgets-empty', '/settings/budgets', 'empty', async () => undefined],
  ['usage', '/settings/usage', 'full'],
  ['usage-models', '/settings/usage?group=model', 'full'],
  ['pricing', '/pricing', 'full', async (page) => {
    await page.getByRole('checkbox', { name: /Practice/ }).check();
    await page.getByRole('checkbox', { name: /AI Coach/ }).check();
  }],
  ['pricing-visitor', '/pricing', 'signed-out'],
  ['pricing-own', '/pricing', 'self-hosted'],
  ['billing', '/settings/billing', 'full'],
  ['billing-back', '/settings/billing?checkout=done', 'full'],
  ['billing-change', '/settings/billing?add=brain', 'full', async (page) => {
    await page.getByText('Due now').waitFor();
  }],
  ['billing-zone', '/settings/billing', 'empty', async (page) => {
    await page.getByLabel('Time zone').selectOption('Asia/Tokyo');
    await page.getByRole('button', { name: 'Save time zone' }).click();
    await page.getByText('Months begin at midnight in Asia/Tokyo').waitFor();
  }],
  ['billing-empty', '/settings/billing', 'empty'],
  ['audit', '/settings/audit', 'full', async (page) => {
    await page.getByText('Member role changed').click();
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('Unbroken').waitFor();
  }],
  ['audit-broken', '/settings/audit', 'broken-chain', async (page) => {
    await page.getByRole('button', { name: 'Verify' }).click();
    await page.getByText('Broken at entry').waitFor();
  }],
  ['impersonating', '/home', 'impersonating'],
  ['admin-users', '/admin/users', 'full'],
  ['admin-user', '/admin/users/usr_2', 'full'],
  ['admin-impersonate', '/admin/users/usr_2', 'full', async (page) => {
    await page.getByRole('button', { name: 'Impersonate' }).click();
    await page.getByRole('dialog').waitFor();
  }],
  ['admin-delete', '/admin/users/usr_4', 'full', async (page) => {
    await page.getByRole('button', { name: 'Delete account' }).click();
    await page.getByRole('combobox', { name: /^Hand their records to/ }).fill('keller');
    await page.getByRole('dialog').getByRole('option').first().waitFor();
  }],
  ['admin-workspaces', '/admin/workspaces', 'full'],
  ['admin-gifts', '/admin/workspaces', 'full', async (page) => {
    await page.getByRole('button', { name: 'Modules for Keller & Co' }).click();
    await page.getByRole('button', { name: 'Give Practice' }).click();
    await page.getByLabel('Until').waitFor();
  }],
  ['admin-switches', '/admin/switches', 'full'],
  ['admin-installation', '/admin/installation', 'full'],
  ['admin-mail', '/admin/mail', 'full'],
  ['admin-keys', '/admin/keys', 'full'],
  ['admin-keys-empty', '/admin/keys', 'empty'],
  ['admin-keys-error', '/admin/keys', 'error'],
  ['admin-keys-loading', '/admin/keys', 'slow'],
  ['admin-keys-refused', '/admin/keys', 'full', async (page) => {
    await page.getByRole('button', { name: 'Add key for Tavily' }).click();
    await page.getByLabel('Key', { exact: true }).fill('bad-key-1234');
    await page.getByRole('button', { name: 'Check and save' }).click();
    await page.getByRole('alert').getByText('does not know this key').waitFor();
  }],
  ['admin-keys-confirm', '/admin/keys', 'full', async (page) => {
    await page.getByRole('button', { name: 'Remove OpenAI' }).click();
    await page.getByRole('button', { name: 'Remove key' }).click();
    await page.getByRole('heading', { name: 'Confirm that it is you' }).waitFor();
  }],
  ['admin-models', '/admin/models', 'full', async (page) => {
    await page.getByRole('button', { name: 'Change GPT-4.1' }).click();
    await page.getByRole('dialog').waitFor();
  }],
  ['admin-plans', '/admin/plans', 'full'],
  ['admin-free-limits', '/admin/plans', 'full', async (page) => {
    await page.getByRole('button', { name: 'Change what is free' }).click();
    await page.getByRole('dialog').waitFor();
  }],
  ['admin-bundle', '/admin/plans', 'full', async (page) => {
    await page.getByRole('button', { name: 'Change the bundle' }).click();
    await page.getByRole('dialog').waitFor();
  }],
  ['admin-audit', '/admin/audit', 'full'],
  ['admin-letters', '/admin/letters', 'full'],
  ['switch-workspace', '/home', 'full', async (page) => {
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.getByRole('dialog').waitFor();
  }],
  ['switch-workspace-refused', '/home', 'rep', async (page) => {
    await page.keyboard.press('g');
    await page.keyboard.press('w');
    await page.getByRole('button', { name: /North Wind/ }).click();
    await page.getByRole('button', { name: 'Use your company’s sign-in' }).waitFor();
  }],
  ['not-found', '/nowhere', 'full'],
  ['palette', '/home', 'full', async (page) => {
    await page.keyboard.press('Control+k');
    await page.getByRole('combobox', { name: 'Search and commands' }).fill('dana');
  }],
  ['shortcuts', '/home', 'full', async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('dialog').waitFor();
  }],
  ['shortcuts-taken', '/home', 'full', async (page) => {
    await page.keyboard.press('?');
    await page.getByRole('button', { name: /^New practice call:/ }).press('Enter');
    await page.keyboard.press('[');
    await page.getByRole('alert').waitFor();
  }],
  ['offline', '/settings', 'full', async (page) => {
    await page.context().setOffline(true);
    await page.getByLabel('Workspace name').fill('Keller & Partners');
    await page.getByRole('button', { name: 'Save name' }).click();
    await page.getByText('One change waits').waitFor();
  }],
];

/** What passes by itself, so that each look must begin it anew: calls go on, and what can be undone is offered for some seconds only. */
export const passing = (name) => name.startsWith('room') || name === 'history-undo';
