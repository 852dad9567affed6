import type { Turn, Waveform } from '../src/shared/api/types.ts';
import { seeded } from './random.ts';

/** One written call. The mock gives it times and sound shapes; the product's own come from a real recording. */
const lines: ['user' | 'persona', string][] = [
  ['persona', 'Dana Whitfield. You have ten minutes, I have a depot call after this.'],
  ['user', 'Thanks, Dana. Then I will use them for one question: what did a late delivery cost you last week?'],
  ['persona', 'Depends who you ask. Finance says forty pounds. I say it is the customer who does not call back.'],
  ['user', 'How many of those customers did you have this quarter?'],
  ['persona', 'Three that I know of. One was a supermarket, so that one hurt.'],
  ['user', 'What happened with the supermarket?'],
  ['persona', 'We were late four Mondays in a row. Same depot, same road works. The planner did it by hand and nobody saw the pattern until they had left.'],
  ['user', 'Nobody saw it until they had left. Who would have had to see it, and where?'],
  ['persona', 'Me. On a screen. On the second Monday.'],
  ['user', 'What have you tried since then?'],
  ['persona', 'We bought a planning suite two years ago. It took a year to roll out and the drivers hated it. So if you are about to show me another one of those, we can save ourselves six minutes.'],
  ['user', 'That is fair. I would rather not show you anything today. What made the drivers hate it?'],
  ['persona', 'It told them what to do and never asked what they knew. They know every yard in the county.'],
  ['user', 'So a plan that a driver cannot correct is worse than none.'],
  ['persona', 'Exactly that. What does yours cost?'],
  ['user', 'For forty depots between thirty and fifty thousand a year. Before that number means anything: besides you, who has to say yes?'],
  ['persona', 'Above thirty it goes to the board. Marcus in finance brings it in, and he brings nothing he has not seen work.'],
  ['user', 'Then let us make something for Marcus to see. Two depots, four weeks, your drivers correct the plan, and we count the late Mondays.'],
  ['persona', 'Which two?'],
  ['user', 'The one with the road works, and one that runs well, so that we learn the difference. Could your planner join us on Thursday at nine?'],
  ['persona', 'Thursday at nine works. Send me one page, not a deck.'],
  ['user', 'One page by tomorrow noon. Thank you, Dana.'],
];

export type Written = { turns: Turn[]; durationMs: number; waveform: Waveform };

export function writtenCall(seed: number, take = lines.length): Written {
  const random = seeded(seed);
  const turns: Turn[] = [];
  let at = 1_200;
  lines.slice(0, take).forEach(([speaker, text], index) => {
    const words = text.split(' ').length;
    const length = Math.round(words * (speaker === 'user' ? 345 : 330) * (0.9 + random() * 0.25) + 250);
    const interrupted = index === 10;
    turns.push({ id: `trn_${String(index + 1)}`, speaker, text, startMs: at, endMs: at + length, interrupted });
    at += length + Math.round(interrupted ? -300 : 350 + random() * 900);
  });
  const durationMs = at + 800;
  return { turns, durationMs, waveform: waveform(turns, durationMs, random) };
}

/** Speech as it looks: phrases that swell and fall, syllables in them, breaths between them. */
function waveform(turns: Turn[], durationMs: number, random: () => number): Waveform {
  const msPerPeak = 40;
  const count = Math.ceil(durationMs / msPerPeak);
  const user = new Array<number>(count).fill(0);
  const persona = new Array<number>(count).fill(0);
  for (const turn of turns) {
    const side = turn.speaker === 'user' ? user : persona;
    const loud = turn.speaker === 'user' ? 0.8 : 0.68;
    let at = Math.floor(turn.startMs / msPerPeak);
    const end = Math.min(count, Math.floor(turn.endMs / msPerPeak));
    while (at < end) {
      const length = 14 + Math.floor(random() * 34);
      const stress = 0.45 + random() * 0.55;
      for (let inside = 0; inside < length && at < end; inside += 1, at += 1) {
        const fall = 1 - 0.55 * (inside / length);
        const syllable = 0.25 + 0.75 * Math.abs(Math.sin(inside * (0.62 + random() * 0.05) + stress * 9)) ** 1.4;
        side[at] = Math.min(1, loud * stress * fall * syllable * (0.75 + random() * 0.4));
      }
      at += 2 + Math.floor(random() * 6);
    }
  }
  return { msPerPeak, user, persona };
}
