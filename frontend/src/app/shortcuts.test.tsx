import { onlineManager } from '@tanstack/react-query';
import { screen, waitFor, within } from '@testing-library/react';
import userEvent from '@testing-library/user-event';
import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { resetKeys, setShortcutsOn } from '@/shared/lib/shortcuts';
import { renderApp } from './render-app';

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

const patient = { timeout: 20_000 };

afterEach(() => {
  onlineManager.setOnline(true);
  resetKeys();
  setShortcutsOn(true);
});

async function openSheet() {
  const user = userEvent.setup();
  const app = renderApp('/account');
  await screen.findByRole('heading', { name: 'Appearance' }, patient);
  await user.keyboard('?');
  const sheet = within(await screen.findByRole('dialog', { name: 'Shortcuts' }));
  const close = () => user.click(sheet.getByRole('button', { name: 'Close' }));
  return { user, sheet, close, path: () => app.router.state.location.pathname };
}

describe('shortcuts', () => {
  it('can be given another key, which works at once', async () => {
    const { user, sheet, close, path } = await openSheet();
    await user.click(sheet.getByRole('button', { name: /^Settings:/ }));
    await user.keyboard('x');
    await sheet.findByRole('button', { name: 'Settings: X. Change' }, patient);
    await close();
    await user.keyboard('gs');
    expect(path()).toBe('/account');
    await user.keyboard('x');
    await waitFor(() => { expect(path()).toBe('/settings'); });
  });

  it('warn when a key is taken, and move it only when told to', async () => {
    const { user, sheet } = await openSheet();
    await user.click(sheet.getByRole('button', { name: /^Settings:/ }));
    await user.keyboard('n');
    const warning = within(await sheet.findByRole('alert', {}, patient));
    expect(warning.getByText('N is taken by “New practice call”.')).toBeInTheDocument();
    expect(sheet.getByRole('button', { name: 'Settings: G S. Change' })).toBeInTheDocument();
    await user.click(warning.getByRole('button', { name: 'Use it here instead' }));
    expect(sheet.getByRole('button', { name: 'Settings: N. Change' })).toBeInTheDocument();
    expect(sheet.getByRole('button', { name: 'New practice call: no key. Change' })).toBeInTheDocument();
    await user.click(sheet.getByRole('button', { name: 'Back to the usual keys' }));
    expect(sheet.getByRole('button', { name: 'New practice call: N. Change' })).toBeInTheDocument();
  });

  it('can be taken away, and Esc changes nothing', async () => {
    const { user, sheet, close, path } = await openSheet();
    await user.click(sheet.getByRole('button', { name: /^Settings:/ }));
    await user.keyboard('{Escape}');
    expect(sheet.getByRole('button', { name: 'Settings: G S. Change' })).toBeInTheDocument();
    await user.click(sheet.getByRole('button', { name: /^Settings:/ }));
    await user.keyboard('{Backspace}');
    expect(sheet.getByRole('button', { name: 'Settings: no key. Change' })).toBeInTheDocument();
    await close();
    await user.keyboard('gs');
    expect(path()).toBe('/account');
  });

  it('can be switched off, but for those with Ctrl', async () => {
    const { user, sheet, close, path } = await openSheet();
    await user.click(sheet.getByRole('switch', { name: 'Single keys and pairs' }));
    await close();
    await user.keyboard('gs');
    expect(path()).toBe('/account');
    await user.keyboard('{Control>}k{/Control}');
    expect(await screen.findByRole('combobox', { name: 'Search and commands' })).toBeInTheDocument();
  });
});

describe('without a line', () => {
  it('says so, keeps an edit, and sends it when the line is back', async () => {
    const user = userEvent.setup();
    const { asked } = renderApp('/settings');
    const name = await screen.findByLabelText('Workspace name', {}, patient);
    onlineManager.setOnline(false);
    expect(await screen.findByText('You are offline.')).toBeInTheDocument();
    await user.clear(name);
    await user.type(name, 'Keller & Partners');
    await user.click(screen.getByRole('button', { name: 'Save name' }));
    expect(await screen.findByText('One change waits to be sent.', { exact: false })).toBeInTheDocument();
    expect(asked).not.toContain('PATCH /api/v1/workspace');
    expect(name).toHaveValue('Keller & Partners');
    onlineManager.setOnline(true);
    expect(await screen.findByText('Back online. Your change is sent.', {}, patient)).toBeInTheDocument();
    expect(asked).toContain('PATCH /api/v1/workspace');
  });
});
