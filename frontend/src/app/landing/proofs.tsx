import { CriterionRow } from '@/features/practice/criterion-row';
import { MetricRow } from '@/features/practice/metric-band';
import { sampleCall } from '@/shared/sample-call';
import { Panel } from '@/shared/ui/faces';
import type { ReactNode } from 'react';
import { sampleCriteria, sampleMetrics } from './sample-result';

/** What the product does, shown with its own parts and the sample call's own result. */
export function Proofs() {
  return (
    <div className="mx-auto flex w-full max-w-content flex-col gap-20 px-5 py-20 sm:px-8 sm:py-28">
      <Proof title="Every point has a quote." text="A criterion is met when the words that meet it can be shown. On your own scorecard, a click on the quote plays it. No words, no point.">
        <Panel className="px-5 py-1.5">
          <ul className="divide-y divide-hairline">
            {sampleCriteria.map((criterion) => (
              <CriterionRow key={criterion.name} criterion={criterion} turns={sampleCall.turns.map((turn) => ({ ...turn, interrupted: false }))} />
            ))}
          </ul>
        </Panel>
      </Proof>
      <Proof title="Numbers are counted." text="Talk share, pauses, questions and pace come from the call by published formulas. The same call gives the same numbers, every time.">
        <Panel className="divide-y divide-hairline px-5 py-2">
          {sampleMetrics.map((metric) => (
            <MetricRow key={metric.key} metric={metric} />
          ))}
        </Panel>
      </Proof>
      <Proof title="Buyers remember, doubt and interrupt." text="Fourteen people, each with their own patience, price limit and things they hide. You can cut in, they can cut in. Difficulty is a set of published numbers, not a mood.">
        <Panel className="px-6 py-5">
          <p className="text-lg font-medium">{sampleCall.persona.name}</p>
          <p className="text-ink-muted">
            {sampleCall.persona.role}, {sampleCall.persona.company}
          </p>
          <dl className="mt-4 flex flex-col gap-2 border-l-2 border-hairline-strong pl-4">
            {sampleCall.exchange.map(({ id, speaker, text }) => (
              <div key={id}>
                <dt className="text-sm text-ink-muted">{speaker === 'user' ? 'You' : sampleCall.persona.name}</dt>
                <dd className={speaker === 'user' ? '' : 'text-ink-soft'}>{text}</dd>
              </div>
            ))}
          </dl>
        </Panel>
      </Proof>
    </div>
  );
}

function Proof({ title, text, children }: { title: string; text: string; children: ReactNode }) {
  return (
    <section className="grid items-start gap-x-16 gap-y-6 lg:grid-cols-[1fr_1.35fr]">
      <div className="lg:sticky lg:top-10">
        <h2 className="text-xl font-semibold tracking-tight">{title}</h2>
        <p className="mt-2 max-w-[28rem] text-md text-ink-muted">{text}</p>
      </div>
      {children}
    </section>
  );
}
