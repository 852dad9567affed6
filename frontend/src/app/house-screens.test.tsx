import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { renderApp } from './render-app';

const patient = { timeout: 20_000 };

beforeEach(() => {
  vi.stubGlobal('ResizeObserver', class {
    observe() {
      return undefined;
    }
    unobserve() {
      return undefined;
    }
    disconnect() {
      return undefined;
    }
  });
});
afterEach(() => {
  vi.unstubAllGlobals();
});

describe('the second step of a log-in', () => {
  it('asks for a code, says when it is wrong, and goes on where somebody wanted to go', async () => {
    const user = userEvent.setup();
    const { router } = renderApp('/log-in?next=%2Faccount', 'full');
    await user.type(await screen.findByLabelText('E-mail', {}, patient), 'safe@example.com');
    await user.type(screen.getByLabelText('Password'), 'correct horse battery');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    const code = await screen.findByLabelText('Code from your authenticator app', {}, patient);
    await user.type(code, '000000');
    await user.click(screen.getByRole('button', { name: 'Go on' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('This code is not right.');
    await user.clear(code);
    await user.type(code, '123456{Enter}');
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/account');
    }, patient);
  });
});

describe('what needs a recent sign-in', () => {
  it('asks who is there and then does what was pressed', async () => {
    const user = userEvent.setup();
    const { asked } = renderApp('/account/security', 'second-factor');
    await user.click(await screen.findByRole('button', { name: 'Turn off' }, patient));
    await user.click(within(await screen.findByRole('dialog')).getByRole('button', { name: 'Turn off' }));
    await user.type(await screen.findByLabelText('Password', { selector: 'input' }, patient), 'correct horse battery');
    await user.type(screen.getByLabelText('Code from your authenticator app'), '123456');
    await user.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await screen.findByText('The authenticator app is off.', {}, patient)).toBeInTheDocument();
    expect(asked.filter((call) => /DELETE .*totp$|confirm$/.test(call))).toEqual(['DELETE /api/v1/auth/totp', 'POST /api/v1/auth/confirm', 'DELETE /api/v1/auth/totp']);
  });
});

describe('members', () => {
  it('gives another role at once and takes it back on request', async () => {
    const user = userEvent.setup();
    const { asked } = renderApp('/settings/members');
    await user.selectOptions(await screen.findByLabelText('Role of Jonas Lund', {}, patient), 'manager');
    expect(await screen.findByText('Jonas Lund is now manager.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    await waitFor(() => {
      expect(asked.filter((call) => call.startsWith('PATCH'))).toHaveLength(2);
    });
  });

  it('says to whom a door is closed, and who can open it', async () => {
    renderApp('/settings/members', 'rep');
    expect(await screen.findByRole('heading', { name: 'Your role does not open members' }, patient)).toBeInTheDocument();
  });
});

describe('a key', () => {
  it('may be kept unchecked only when nobody could check it', async () => {
    const user = userEvent.setup();
    renderApp('/settings/keys');
    const row = await screen.findByRole('region', { name: 'Tavily' }, patient);
    await user.click(within(row).getByRole('button', { name: /Add key/ }));
    await user.type(within(row).getByLabelText('Key'), 'bad-key');
    await user.click(within(row).getByRole('button', { name: 'Check and save' }));
    expect(await within(row).findByRole('alert')).toHaveTextContent('does not know this key');
    expect(within(row).queryByRole('button', { name: 'Save unchecked' })).not.toBeInTheDocument();
    await user.clear(within(row).getByLabelText('Key'));
    await user.type(within(row).getByLabelText('Key'), 'slow-key-9999');
    await user.click(within(row).getByRole('button', { name: 'Check and save' }));
    await user.click(await within(row).findByRole('button', { name: 'Save unchecked' }));
    expect(await within(row).findByText('Not checked')).toBeInTheDocument();
  });
});

describe('a key of the installation', () => {
  it('goes only after a confirmation, and the one of the environment is seen again', async () => {
    const user = userEvent.setup();
    const { asked } = renderApp('/admin/keys');
    const row = await screen.findByRole('region', { name: 'OpenAI' }, patient);
    expect(row).toHaveTextContent('••••p8Lm');
    expect(row).toHaveTextContent('instead of the environment’s');
    await user.click(within(row).getByRole('button', { name: 'Remove OpenAI' }));
    const dialog = await screen.findByRole('dialog');
    expect(dialog).toHaveTextContent('goes on with the key that the server was started with');
    await user.click(within(dialog).getByRole('button', { name: 'Remove key' }));
    await user.type(await screen.findByLabelText('Password', { selector: 'input' }, patient), 'correct horse battery');
    await user.click(screen.getByRole('button', { name: 'Confirm' }));
    expect(await within(row).findByText('From the environment', {}, patient)).toBeInTheDocument();
    expect(within(row).queryByRole('button', { name: /Remove/ })).not.toBeInTheDocument();
    expect(asked.filter((call) => /keys|confirm$/.test(call) && !call.startsWith('GET'))).toEqual(['DELETE /api/v1/admin/keys/openai', 'POST /api/v1/auth/confirm', 'DELETE /api/v1/admin/keys/openai']);
  });

  it('is explained when its provider refuses it', async () => {
    const user = userEvent.setup();
    const { asked } = renderApp('/admin/keys');
    const row = await screen.findByRole('region', { name: 'Tavily' }, patient);
    await user.click(within(row).getByRole('button', { name: /Add key/ }));
    await user.type(within(row).getByLabelText('Key'), 'bad-key');
    await user.click(within(row).getByRole('button', { name: 'Check and save' }));
    expect(await within(row).findByRole('alert')).toHaveTextContent('does not know this key');
    await user.clear(within(row).getByLabelText('Key'));
    await user.type(within(row).getByLabelText('Key'), 'tvly-good-4321');
    await user.click(within(row).getByRole('button', { name: 'Check and save' }));
    expect(await within(row).findByText('Works')).toBeInTheDocument();
    expect(row).toHaveTextContent('••••4321');
    expect(asked.filter((call) => call.startsWith('PUT'))).toEqual(['PUT /api/v1/admin/keys/tavily', 'PUT /api/v1/admin/keys/tavily']);
  });
});

describe('a workspace that asks for its company’s sign-in', () => {
  it('says so and shows the way', async () => {
    const user = userEvent.setup();
    const { asked } = renderApp('/account', 'rep');
    await user.click(await screen.findByRole('button', { name: 'Open North Wind' }, patient));
    expect(await screen.findByRole('alert')).toHaveTextContent('through their company’s sign-in only');
    await user.click(screen.getByRole('button', { name: 'Use your company’s sign-in' }));
    await waitFor(() => {
      expect(screen.getByRole('alert')).toHaveTextContent('No company sign-in is set up for the address');
    });
    expect(asked.some((call) => call.startsWith('GET /api/v1/auth/sso/start'))).toBe(true);
  });
});

describe('an invitation', () => {
  it('into a workspace that its company’s sign-in alone opens says so once joined, and shows the way', async () => {
    const user = userEvent.setup();
    const { router } = renderApp('/invitations/insists', 'rep');
    await user.click(await screen.findByRole('button', { name: 'Join North Wind' }, patient));
    expect(await screen.findByRole('heading', { name: 'You are a member of North Wind' }, patient)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Use your company’s sign-in' })).toBeInTheDocument();
    expect(router.state.location.pathname).toBe('/invitations/insists');
  });

  it('says the same to somebody new, whose first session that workspace does not take', async () => {
    const user = userEvent.setup();
    renderApp('/invitations/abc', 'signed-out');
    await user.type(await screen.findByLabelText('Your name', {}, patient), 'Lena Park');
    await user.type(screen.getByLabelText('Password'), 'seven lazy otters drift south');
    await user.click(screen.getByRole('button', { name: 'Join Keller & Co' }));
    expect(await screen.findByRole('heading', { name: 'You are a member of Keller & Co' }, patient)).toBeInTheDocument();
  });

  it('for somebody with an account offers the company’s sign-in beside the log-in', async () => {
    const user = userEvent.setup();
    renderApp('/invitations/known', 'signed-out');
    expect(await screen.findByRole('link', { name: 'Log in to join' }, patient)).toHaveAttribute('href', '/log-in?next=%2Finvitations%2Fknown');
    await user.click(screen.getByRole('button', { name: 'Use your company’s sign-in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('No company sign-in is set up for keller.example.');
  });
});

describe('a sound price', () => {
  it('is shown and changed beside the price of text', async () => {
    const user = userEvent.setup();
    const { sent } = renderApp('/admin/models', 'full');
    await user.click(await screen.findByRole('button', { name: 'Change GPT Realtime' }, patient));
    const sound = within(screen.getByRole('group', { name: /^Sound/ }));
    expect(sound.getByLabelText('In')).toHaveValue('32');
    await user.clear(sound.getByLabelText('Out'));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(sound.getByText('In and out belong together.')).toBeInTheDocument();
    await user.type(sound.getByLabelText('Out'), '48,5');
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('GPT Realtime is changed.')).toBeInTheDocument();
    expect(sent.at(-1)).toMatchObject({ price: { inPerM: 4, outPerM: 16, audio: { inPerM: 32, outPerM: 48.5, cachedPerM: 0.4 } } });
  });
});

describe('a module that is not in the plan', () => {
  it('says what it is and who can get it', async () => {
    renderApp('/settings/models', 'locked');
    expect(await screen.findByRole('heading', { name: 'AI Coach is not part of your plan' }, patient)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'See plans' })).toHaveAttribute('href', '/pricing');
  });
});

describe('impersonation', () => {
  it('says so on every screen, also outside of the house', async () => {
    const { router } = renderApp('/home', 'impersonating');
    expect(await screen.findByRole('complementary', { name: 'Impersonation' }, patient)).toHaveTextContent('You see what Ann Keller sees.');
    await router.navigate({ to: '/pricing' });
    expect(await screen.findByRole('heading', { name: 'Pay for the modules you use.' }, patient)).toBeInTheDocument();
    expect(screen.getByRole('complementary', { name: 'Impersonation' })).toBeInTheDocument();
  });
});

describe('deleting a workspace', () => {
  it('wants its name typed first', async () => {
    const user = userEvent.setup();
    renderApp('/settings');
    await user.click(await screen.findByRole('button', { name: 'Delete workspace' }, patient));
    const dialog = await screen.findByRole('dialog');
    const button = within(dialog).getByRole('button', { name: 'Delete workspace' });
    expect(button).toBeDisabled();
    await user.type(within(dialog).getByLabelText('Type Keller & Co to go on'), 'Keller & Co');
    expect(button).toBeEnabled();
  });
});
