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

describe('signing in', () => {
  it('sends whoever is signed out to the log-in, and back to where they wanted to go', async () => {
    const { router } = renderApp('/account', 'signed-out');
    expect(await screen.findByRole('heading', { name: 'Log in' }, patient)).toBeInTheDocument();
    expect(router.state.location.search).toEqual({ next: '/account' });
  });

  it('says in a sentence why the server refused', async () => {
    const user = userEvent.setup();
    renderApp('/log-in', 'signed-out');
    await user.type(await screen.findByLabelText('E-mail', {}, patient), 'ann@example.com');
    await user.type(screen.getByLabelText('Password'), 'wrong-password');
    await user.click(screen.getByRole('button', { name: 'Log in' }));
    expect(await screen.findByRole('alert')).toHaveTextContent('E-mail and password do not match.');
  });

  it('goes nowhere but to this site after logging in', async () => {
    const { ownPath } = await import('@/features/workspace/log-in-screen');
    expect(ownPath('/account')).toBe('/account');
    for (const evil of ['//evil.example', 'https://evil.example', '/\\evil.example', undefined]) expect(ownPath(evil)).toBe('/home');
  });
});

describe('home', () => {
  it('shows the last calls with their scores', async () => {
    renderApp('/home');
    const table = await screen.findByRole('table', { name: 'Last calls' }, patient);
    expect(within(table).getAllByTestId('session-row')).toHaveLength(6);
    expect(within(table).getByText('81.4')).toBeInTheDocument();
    expect(within(table).getByText('Too short')).toBeInTheDocument();
  });

  it('teaches by a sample when there is nothing yet', async () => {
    renderApp('/home', 'empty');
    expect(await screen.findByRole('heading', { name: 'No calls yet' }, patient)).toBeInTheDocument();
    expect(screen.getByRole('link', { name: 'Choose a buyer' })).toHaveAttribute('href', '/practice');
  });

  it('shows the request number when the server fails', async () => {
    renderApp('/home', 'error');
    expect(await screen.findByText('req_0197f3c2a1', {}, patient)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeInTheDocument();
  });
});

describe('the lobby', () => {
  it('opens a call in writing, says it to the buyer, and hears the answer', async () => {
    const user = userEvent.setup();
    const { asked, router } = renderApp('/practice?mode=text');
    await user.click(await screen.findByRole('radio', { name: /Ask for the decision/ }, patient));
    await user.click(await screen.findByRole('button', { name: 'Write to Tom' }));
    const words = await screen.findByRole('textbox', { name: 'Your words to Tom' }, patient);
    await user.type(words, 'Shall we decide today?{Enter}');
    expect(await within(screen.getByRole('log')).findByText(/Depends who you ask/, {}, patient)).toBeInTheDocument();
    expect(within(screen.getByRole('log')).getByText('Shall we decide today?')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'End' }));
    await waitFor(() => {
      expect(router.state.location.pathname).toMatch(/^\/practice\/sessions\/rp_\d+$/);
    });
    expect(asked.some((call) => /POST .*\/end$/.test(call))).toBe(true);
    expect(await screen.findByRole('progressbar', { name: 'Scoring' }, patient)).toBeInTheDocument();
  });

  it('publishes what a difficulty means', async () => {
    const user = userEvent.setup();
    renderApp('/practice');
    await user.click(await screen.findByRole('radio', { name: 'Expert' }, patient));
    expect(await screen.findByText('Seven objections. One long turn in four is interrupted.')).toBeInTheDocument();
  });

  it('offers text when all voice lines are busy', async () => {
    const user = userEvent.setup();
    renderApp('/practice', 'no-voice');
    await user.click(await screen.findByRole('button', { name: /^Call / }, patient));
    await user.click(within(await screen.findByRole('alert')).getByRole('button', { name: 'Switch to text' }));
    expect(await screen.findByRole('button', { name: /^Write to / })).toBeInTheDocument();
  });

  it('wants a script before a script call', async () => {
    const user = userEvent.setup();
    renderApp('/practice?mode=script');
    const start = await screen.findByRole('button', { name: /^Call / }, patient);
    expect(start).toBeDisabled();
    await user.type(screen.getByLabelText('Your script'), 'Ask what it costs.');
    expect(start).toBeEnabled();
  });

  it('shows what was read of a page, and keeps a failure to its own line', async () => {
    const user = userEvent.setup();
    renderApp('/practice');
    const address = await screen.findByLabelText('Website address', {}, patient);
    await user.type(address, 'http://127.0.0.1/');
    await user.click(screen.getByRole('button', { name: 'Read page' }));
    expect(await screen.findByText(/not open to the public internet/)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^Call / })).toBeEnabled();
  });
});

describe('a result', () => {
  it('shows the score alone and every point with its quote', async () => {
    renderApp('/practice/sessions/rp_100');
    expect(await screen.findByTestId('score', {}, patient)).toHaveTextContent('81.4');
    expect(screen.getByRole('button', { name: /what did a late delivery cost you last week/ })).toBeInTheDocument();
    expect(screen.getByText('Simulated buyer and grading')).toBeInTheDocument();
  });

  it('gives no number to a call that was too short', async () => {
    renderApp('/practice/sessions/rp_97');
    expect(await screen.findByRole('heading', { name: 'Too short to score' }, patient)).toBeInTheDocument();
    expect(screen.queryByTestId('score')).not.toBeInTheDocument();
  });

  it('says that scoring is going on', async () => {
    renderApp('/practice/sessions/rp_100', 'scoring');
    expect(await screen.findByRole('progressbar', { name: 'Scoring' }, patient)).toBeInTheDocument();
  });

  it('says that there is no such call', async () => {
    renderApp('/practice/sessions/rp_nothing');
    expect(await screen.findByRole('heading', { name: 'There is no such call' }, patient)).toBeInTheDocument();
  });

  it('compares two attempts criterion by criterion', async () => {
    renderApp('/practice/compare?a=rp_100&b=rp_98');
    expect(await screen.findByRole('rowheader', { name: /Asks what the problem costs/ }, patient)).toBeInTheDocument();
  });
});

describe('by keyboard', () => {
  it('finds a buyer in the palette', async () => {
    const user = userEvent.setup();
    const { router } = renderApp('/home');
    await screen.findByRole('table', { name: 'Last calls' }, patient);
    await user.keyboard('{Control>}k{/Control}');
    await user.type(await screen.findByRole('combobox'), 'call priya');
    await screen.findByRole('option', { name: /Call Priya/, selected: true });
    await user.keyboard('{Enter}');
    await waitFor(() => {
      expect(router.state.location.search).toMatchObject({ persona: 'prs_priya' });
    });
  });

  it('opens the sheet of shortcuts and goes places with two keys', async () => {
    const user = userEvent.setup();
    const { router } = renderApp('/home');
    await screen.findByRole('table', { name: 'Last calls' }, patient);
    await user.keyboard('?');
    expect(await screen.findByRole('heading', { name: 'Shortcuts' })).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Close' }));
    await user.keyboard('ga');
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/account');
    });
  });
});

describe('the account', () => {
  it('lists where somebody is logged in and ends a session', async () => {
    const user = userEvent.setup();
    renderApp('/account');
    expect(await screen.findByText('Safari on iPhone', {}, patient)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'End session' }));
    await waitFor(() => {
      expect(screen.queryByText('Safari on iPhone')).not.toBeInTheDocument();
    });
  });
});
