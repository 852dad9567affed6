// @vitest-environment node
import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';

const css = readFileSync('src/tokens.css', 'utf8');
const declared = new Map([...css.matchAll(/--([\w-]+):\s*([^;]+);/g)].map(([, name, value]) => [name ?? '', (value ?? '').trim()]));

type Colour = [number, number, number, number];

function colour(value: string, dark: boolean): Colour {
  const both = /^light-dark\((.+)\)$/s.exec(value);
  if (both) {
    const inside = both[1] ?? '';
    let depth = 0;
    const comma = [...inside].findIndex((letter) => {
      if (letter === '(') depth += 1;
      if (letter === ')') depth -= 1;
      return letter === ',' && depth === 0;
    });
    return colour((dark ? inside.slice(comma + 1) : inside.slice(0, comma)).trim(), dark);
  }
  const name = /^var\(--([\w-]+)\)$/.exec(value)?.[1];
  if (name !== undefined) return colour(declared.get(name) ?? '', dark);
  const hex = /^#([0-9a-f]{6})$/i.exec(value)?.[1];
  if (hex !== undefined) return [0, 2, 4].map((at) => parseInt(hex.slice(at, at + 2), 16)).concat(1) as Colour;
  const rgb = /^rgb\((\d+) (\d+) (\d+) \/ ([\d.]+)\)$/.exec(value);
  if (rgb) return rgb.slice(1).map(Number) as Colour;
  throw new Error(`not a colour: ${value}`);
}

function over(top: Colour, under: Colour): Colour {
  const mix = (at: 0 | 1 | 2) => top[at] * top[3] + under[at] * (1 - top[3]);
  return [mix(0), mix(1), mix(2), 1];
}

function luminance([red, green, blue]: Colour): number {
  const linear = [red, green, blue].map((part) => {
    const share = part / 255;
    return share <= 0.04045 ? share / 12.92 : ((share + 0.055) / 1.055) ** 2.4;
  });
  return 0.2126 * (linear[0] ?? 0) + 0.7152 * (linear[1] ?? 0) + 0.0722 * (linear[2] ?? 0);
}

function contrast(front: string, back: string, dark: boolean, wash?: string): number {
  let ground = over(colour(`var(--${back})`, dark), colour('var(--canvas)', dark));
  if (wash !== undefined) ground = over(colour(`var(--${wash})`, dark), ground);
  const [a, b] = [luminance(over(colour(`var(--${front})`, dark), ground)), luminance(ground)];
  return (Math.max(a, b) + 0.05) / (Math.min(a, b) + 0.05);
}

describe.each([
  ['light', false],
  ['dark', true],
])('in the %s theme', (_name, dark) => {
  it.each(['ink', 'ink-soft', 'ink-muted', 'ink-faint', 'good', 'warn', 'danger', 'accent'])('text in %s can be read on every surface', (front) => {
    for (const back of ['canvas', 'surface', 'raised']) expect(contrast(front, back, dark), back).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['ink-muted', 'ink'])('%s can be read where the pointer rests', (front) => {
    for (const back of ['canvas', 'surface']) {
      expect(contrast(front, back, dark, 'hover'), `${back} hover`).toBeGreaterThanOrEqual(4.5);
      expect(contrast(front, back, dark, 'pressed'), `${back} pressed`).toBeGreaterThanOrEqual(4.5);
    }
  });

  it('the neon button can be read', () => {
    expect(contrast('on-accent', 'accent', dark)).toBeGreaterThanOrEqual(4.5);
    expect(contrast('on-accent', 'accent-hover', dark)).toBeGreaterThanOrEqual(4.5);
  });

  it.each(['control-line', 'ours', 'theirs', 'focus', 'live', 'data-1', 'data-2', 'data-3', 'data-4', 'data-5', 'data-6'])('%s stands out as a shape', (front) => {
    for (const back of ['canvas', 'surface']) expect(contrast(front, back, dark), back).toBeGreaterThanOrEqual(3);
  });
});

describe('raw values', () => {
  it('are used nowhere but in tokens.css', () => {
    const raw = [...declared.keys()].filter((name) => /^(charcoal|gunmetal|steel|canvas|neon|green|amber|red|data)-[a-z\d]+$|^white$/.test(name) && !/^data-\d$/.test(name));
    expect(raw.length).toBeGreaterThan(20);
    const styles = readFileSync('src/styles.css', 'utf8');
    for (const name of raw) expect(styles.includes(`var(--${name})`), name).toBe(false);
  });
});
