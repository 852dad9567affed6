import type { Trend } from '@/shared/api/types';
import { score as scoreText } from '@/shared/lib/format';
import { TrendPlot } from './trend-plot';
import { passMark } from './words';

/** Scores over time from zero to a hundred, the pass mark as a labelled line. */
export function ScoreTrend({ items, title }: { items: readonly Trend[]; title: string }) {
  const points = items.flatMap(({ sessionId, at, score }) => (score === null ? [] : [{ id: sessionId, at, value: score }]));
  return <TrendPlot points={points} title={title} unit="Score" text={scoreText} scale={{ top: 100, ticks: [0, 50, 100], mark: { value: passMark, text: `${String(passMark)} pass` } }} />;
}
