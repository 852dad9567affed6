import { afterEach, describe, expect, it, vi } from 'vitest';
import { ago } from './format';
import { money } from './money';
import { keepWayBack, takeWayBack } from './way-back';

describe('how long ago', () => {
  const now = Date.parse('2026-11-23T12:00:00.000Z');

  it('is said as people say it', () => {
    const said = (instant: string) => ago(instant, now);
    expect(said('2026-11-23T11:59:40.000Z')).toBe('just now');
    expect(said('2026-11-23T12:00:20.000Z')).toBe('just now');
    expect(said('2026-11-23T11:55:00.000Z')).toBe('5 min ago');
    expect(said('2026-11-23T10:59:00.000Z')).toBe('an hour ago');
    expect(said('2026-11-23T04:00:00.000Z')).toBe('8 hours ago');
    expect(said('2026-11-22T08:00:00.000Z')).toBe('yesterday');
    expect(said('2026-11-20T08:00:00.000Z')).toBe('3 days ago');
    expect(said('2026-11-10T08:00:00.000Z')).toBe('on 10 Nov');
    expect(said('2025-11-10T08:00:00.000Z')).toBe('on 10 Nov 2025');
  });
});

describe('money that goes back', () => {
  it('has a minus, not a hyphen', () => {
    expect(money({ minor: -8_200, currency: 'EUR' })).toBe('−€82');
  });
});

describe('the way back from a company’s sign-in', () => {
  afterEach(() => {
    vi.useRealTimers();
    sessionStorage.clear();
  });

  it('is told once, leads nowhere else, and is forgotten after a while', () => {
    vi.useFakeTimers();
    keepWayBack('/invitations/abc');
    expect(takeWayBack()).toBe('/invitations/abc');
    expect(takeWayBack()).toBeUndefined();
    keepWayBack('//evil.example');
    expect(takeWayBack()).toBe('/home');
    keepWayBack('/invitations/abc');
    vi.advanceTimersByTime(16 * 60_000);
    expect(takeWayBack()).toBeUndefined();
  });
});
