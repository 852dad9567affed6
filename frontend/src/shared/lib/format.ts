/** How times, spans and numbers are written on every screen. */

export function clock(ms: number): string {
  const total = Math.max(0, Math.floor(ms / 1000));
  const hours = Math.floor(total / 3600);
  const minutes = Math.floor((total % 3600) / 60);
  const seconds = String(total % 60).padStart(2, '0');
  return hours > 0
    ? `${String(hours)}:${String(minutes).padStart(2, '0')}:${seconds}`
    : `${String(minutes)}:${seconds}`;
}

/** A span in words, for people who hear the page instead of seeing it. */
export function spokenSpan(ms: number): string {
  const total = Math.max(0, Math.round(ms / 1000));
  const minutes = Math.floor(total / 60);
  const seconds = total % 60;
  const parts: string[] = [];
  if (minutes > 0) parts.push(minutes === 1 ? '1 minute' : `${String(minutes)} minutes`);
  if (seconds > 0 || minutes === 0) parts.push(seconds === 1 ? '1 second' : `${String(seconds)} seconds`);
  return parts.join(' ');
}

export function minutes(ms: number): string {
  return ms < 60_000 ? `${String(Math.round(ms / 1000))} s` : `${String(Math.round(ms / 60_000))} min`;
}

const dayMs = 86_400_000;

export function dayAndTime(instant: string, now: Date = new Date()): string {
  const at = new Date(instant);
  const time = at.toLocaleTimeString([], { hour: '2-digit', minute: '2-digit', hour12: false });
  const today = new Date(now.getFullYear(), now.getMonth(), now.getDate()).getTime();
  const days = Math.floor((today - at.getTime()) / dayMs) + 1;
  if (at.getTime() >= today) return `Today, ${time}`;
  if (days === 1) return `Yesterday, ${time}`;
  return `${day(instant, now)}, ${time}`;
}

/** How long ago, as people say it: "5 min ago", "yesterday", "12 Nov"; what lies a moment ahead of our clock is now. */
export function ago(instant: string, now: number): string {
  const passed = Math.max(0, now - new Date(instant).getTime());
  const hours = Math.floor(passed / 3_600_000);
  const days = Math.floor(passed / dayMs);
  if (passed < 60_000) return 'just now';
  if (hours < 1) return `${String(Math.floor(passed / 60_000))} min ago`;
  if (days < 1) return hours === 1 ? 'an hour ago' : `${String(hours)} hours ago`;
  if (days === 1) return 'yesterday';
  return days < 7 ? `${String(days)} days ago` : `on ${day(instant, new Date(now))}`;
}

/** To the minute and with its time zone, for whoever wants to know exactly. */
export function exactTime(instant: string): string {
  return new Date(instant).toLocaleString('en-GB', { day: 'numeric', month: 'long', year: 'numeric', hour: '2-digit', minute: '2-digit', timeZoneName: 'short' });
}

/** A day with its year, for what is kept for years. */
export function fullDay(instant: string): string {
  return new Date(instant).toLocaleDateString('en-GB', { day: 'numeric', month: 'short', year: 'numeric' });
}

function day(instant: string, now: Date): string {
  return new Date(instant).getFullYear() === now.getFullYear() ? shortDay(instant) : fullDay(instant);
}

export function shortDay(instant: string): string {
  return new Date(instant).toLocaleDateString('en-GB', { day: 'numeric', month: 'short' });
}

export function score(value: number): string {
  return value.toFixed(1);
}

export function signed(value: number, digits = 1): string {
  if (Math.abs(value) < 0.5 * 10 ** -digits) return '0';
  return `${value > 0 ? '+' : '−'}${Math.abs(value).toFixed(digits)}`;
}

/** A metric's number with as many digits as help, and its unit where the label does not say it. */
export function metricNumber(value: number, unit: string): { figure: string; unit: string } {
  const whole = unit === '%' || unit === 'count' || Math.abs(value) >= 100 || Number.isInteger(value);
  return { figure: whole ? String(Math.round(value)) : value.toFixed(1), unit: unitWords[unit] ?? unit };
}

/** The number and its unit as one text: "41%", "0.6 s". */
export function amount(value: number, unit: string): string {
  const shown = metricNumber(value, unit);
  if (shown.unit === '') return shown.figure;
  return shown.unit === '%' ? `${shown.figure}%` : `${shown.figure} ${shown.unit}`;
}

const unitWords: Record<string, string> = { count: '', points: '', ratio: '', '/h': 'per hour', '/min': 'per min' };
