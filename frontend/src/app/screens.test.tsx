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
    const { ownPath } = await import('@/shared/lib/way-back');
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

  it('shows how the counted numbers develop, each with its table', async () => {
    renderApp('/practice/sessions');
    expect(await screen.findByRole('slider', { name: 'Talk share of each call' }, patient)).toHaveAttribute('aria-valuetext', expect.stringMatching(/^\d+(\.\d)?% on /));
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

  it('brings a script along, takes another, and wants one of the two', async () => {
    const user = userEvent.setup();
    renderApp('/practice?mode=script');
    const start = await screen.findByRole('button', { name: /^Call / }, patient);
    const script = screen.getByLabelText('Your script');
    expect(script).toHaveDisplayValue(/Ask what a late delivery cost them/);
    expect(start).toBeEnabled();
    await user.clear(script);
    expect(start).toBeDisabled();
    await user.type(script, 'Ask what it costs.');
    expect(start).toBeEnabled();
    await user.click(screen.getByRole('button', { name: 'Use the script of this scenario' }));
    expect(script).toHaveDisplayValue(/Ask what a late delivery cost them/);
  });

  it('takes along what was brought for an earlier call', async () => {
    const user = userEvent.setup();
    const { sent } = renderApp('/practice?mode=text');
    const list = await screen.findByRole('list', { name: 'What you brought' }, patient);
    await user.click(within(list).getByRole('checkbox', { name: 'Product sheet.pdf' }));
    expect(within(list).getByText('18,240 characters read')).toBeInTheDocument();
    await user.click(within(list).getByRole('checkbox', { name: 'Depot map.png' }));
    await user.click(within(list).getByRole('checkbox', { name: 'Depot map.png' }));
    expect(within(list).getAllByRole('listitem')).toHaveLength(5);
    await user.click(screen.getByRole('button', { name: 'Show earlier ones' }));
    expect(await within(list).findByRole('checkbox', { name: 'https://keller.example/customers' })).toBeEnabled();
    await user.click(screen.getByRole('button', { name: /^Write to/ }));
    await waitFor(() => {
      expect(sent).toContainEqual(expect.objectContaining({ contextIds: ['ctx_106'] }));
    });
  });

  it('offers nothing that could not be read, and says why', async () => {
    renderApp('/practice');
    const list = await screen.findByRole('list', { name: 'What you brought' }, patient);
    expect(within(list).getByText(/needs a password/)).toBeInTheDocument();
    expect(within(list).queryByRole('checkbox', { name: 'Board deck.pdf' })).not.toBeInTheDocument();
    expect(within(list).getByRole('button', { name: 'Remove Board deck.pdf' })).toBeEnabled();
  });

  it('has no more pages read than a call takes', async () => {
    const user = userEvent.setup();
    renderApp('/practice');
    const address = await screen.findByLabelText('Website address', {}, patient);
    for (let page = 1; page <= 5; page += 1) {
      await user.type(address, `https://northline.example/${String(page)}`);
      await user.click(screen.getByRole('button', { name: 'Read page' }));
      await screen.findByRole('checkbox', { name: `https://northline.example/${String(page)}` });
    }
    expect(address).toBeDisabled();
    await user.click(screen.getByRole('checkbox', { name: 'https://northline.example/2' }));
    expect(screen.getByRole('checkbox', { name: 'https://northline.example/2' })).toBeEnabled();
    expect(address).toBeEnabled();
  });

  it('starts calls also when what was brought before cannot be loaded', async () => {
    renderApp('/practice', 'no-shelf');
    expect(await screen.findByText(/What you brought before could not be loaded/, {}, patient)).toBeInTheDocument();
    expect(screen.getByRole('button', { name: 'Try again' })).toBeEnabled();
    expect(screen.getByRole('button', { name: /^Call / })).toBeEnabled();
  });

  it('says where material stays when nobody has brought any', async () => {
    renderApp('/practice', 'empty');
    expect(await screen.findByText(/Nothing brought yet/, {}, patient)).toBeInTheDocument();
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
    const user = userEvent.setup();
    await user.click(await screen.findByRole('button', { name: /Asks what the problem costs/ }, patient));
    expect(await screen.findAllByRole('button', { name: /Play from .*what did a late delivery cost you last week/ })).toHaveLength(2);
  });
});

describe('deleting', () => {
  it('takes a call away at once and brings it back on request', async () => {
    const user = userEvent.setup();
    const { asked, router } = renderApp('/practice/sessions/rp_100');
    await user.click(await screen.findByRole('button', { name: 'Delete this call' }, patient));
    await waitFor(() => {
      expect(router.state.location.pathname).toBe('/practice/sessions');
    });
    expect(await screen.findByText('The call with Dana Whitfield was deleted.')).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('The call with Dana Whitfield is back.')).toBeInTheDocument();
    expect(asked.filter((call) => /rp_100(\/restore)?$/.test(call) && !call.startsWith('GET'))).toEqual(['DELETE /api/v1/practice/sessions/rp_100', 'POST /api/v1/practice/sessions/rp_100/restore']);
  });

  it('keeps deleted calls in a list of their own, from which they are restored', async () => {
    const user = userEvent.setup();
    const { asked } = renderApp('/practice/sessions?state=discarded', 'binned');
    const table = await screen.findByRole('table', { name: 'Deleted calls' }, patient);
    expect(within(table).queryByRole('link')).not.toBeInTheDocument();
    const [restore] = within(table).getAllByRole('button', { name: 'Restore' });
    if (restore) await user.click(restore);
    await waitFor(() => {
      expect(asked.some((call) => /POST .*\/restore$/.test(call))).toBe(true);
    });
  });

  it('forgets a page only when nobody can want it back', async () => {
    const user = userEvent.setup();
    const { asked } = renderApp('/practice');
    await user.type(await screen.findByLabelText('Website address', {}, patient), 'https://northline.example/');
    await user.click(screen.getByRole('button', { name: 'Read page' }));
    await user.click(await screen.findByRole('button', { name: 'Remove https://northline.example/' }));
    expect(screen.queryByText('4,812 characters read')).not.toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'Undo' }));
    expect(await screen.findByText('4,812 characters read')).toBeInTheDocument();
    expect(asked.some((call) => call.startsWith('DELETE'))).toBe(false);
    const removed = screen.getByRole('button', { name: 'Remove https://northline.example/' });
    removed.focus();
    await user.keyboard('{Enter}');
    expect(screen.getByRole('checkbox', { name: 'Product sheet.pdf' })).toHaveFocus();
    // Earlier tests may have left their own notes.
    const dismiss = screen.getAllByRole('button', { name: 'Dismiss' }).at(-1);
    if (dismiss) await user.click(dismiss);
    await waitFor(() => {
      expect(asked.some((call) => /DELETE .*contexts\/ctx_/.test(call))).toBe(true);
    });
  });
});

describe('long work', () => {
  it('shows each document that is being read, and lets the call start meanwhile', async () => {
    const user = userEvent.setup();
    renderApp('/practice', 'slow-reading');
    await user.upload(await screen.findByLabelText('Add files', {}, patient), [new File(['%PDF'], 'prices.pdf'), new File(['PK'], 'answers.docx')]);
    expect(await screen.findByRole('progressbar', { name: 'Reading prices.pdf' })).toBeInTheDocument();
    expect(screen.getByRole('progressbar', { name: 'Reading answers.docx' })).toBeInTheDocument();
    expect(screen.getByRole('button', { name: /^Call / })).toBeEnabled();
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
  it('decides whether calls are recorded and for how long', async () => {
    const user = userEvent.setup();
    renderApp('/settings');
    const days = await screen.findByLabelText('Keep for days', {}, patient);
    await user.clear(days);
    await user.type(days, '1');
    await user.click(screen.getByRole('radio', { name: 'Not recorded' }));
    await user.click(screen.getByRole('button', { name: 'Save' }));
    expect(await screen.findByText('Calls are not recorded. Earlier recordings are deleted after 1 day.')).toBeInTheDocument();
  });

  it('lists where somebody is logged in and ends a session', async () => {
    const user = userEvent.setup();
    renderApp('/account/security');
    expect(await screen.findByText('Safari on iPhone', {}, patient)).toBeInTheDocument();
    await user.click(screen.getByRole('button', { name: 'End session' }));
    await waitFor(() => {
      expect(screen.queryByText('Safari on iPhone')).not.toBeInTheDocument();
    });
  });
});
