import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { Chain, ModelRow } from '@/shared/api/house-types';
import { IconButton } from '@/shared/ui/button';
import { Panel } from '@/shared/ui/faces';
import { Loaded } from '@/shared/ui/loaded';
import { refused } from '@/shared/ui/refused';
import { Section } from '@/shared/ui/section';
import { SmallSelect } from '@/shared/ui/small-select';
import { toast } from '@/shared/ui/toasts';
import { moved } from './moved';
import { routingQuery, useSetRouting } from './models-queries';

const modelsMax = 3;

const featureNames: Record<string, string> = { coach: 'Coach', grading: 'Grading', buyer: 'Buyers', 'practice.buyer': 'Buyers', 'practice.grade': 'Grading', 'practice.call': 'Spoken calls', search: 'Search', drafts: 'Drafts', analysis: 'Call analysis' };

function featureName(feature: string): string {
  return featureNames[feature] ?? feature.charAt(0).toUpperCase() + feature.slice(1).replaceAll(/[._-]/g, ' ');
}

/** Up to three models for each feature: when the first cannot answer, the next one does. */
export function ChainsSection({ models }: { models: readonly ModelRow[] }) {
  const routing = useQuery(routingQuery);
  return (
    <Section title="Which model does what" text="When the first one is down, too slow or refuses, the next one answers. The answer always says which one it was.">
      <Loaded query={routing} what="chains" rows={3}>
        {({ features }) => <Chains key={JSON.stringify(features)} features={features} models={models} />}
      </Loaded>
    </Section>
  );
}

function Chains({ features, models }: { features: readonly Chain[]; models: readonly ModelRow[] }) {
  const set = useSetRouting();
  const [said, setSaid] = useState('');
  const nameOf = (id: string) => models.find((model) => model.id === id)?.display ?? id;
  const save = (feature: string, chain: string[], text: string) => {
    const before = [...features];
    set.mutate(
      features.map((one) => (one.feature === feature ? { feature, chain } : one)),
      {
        onSuccess: () => {
          setSaid(text);
          toast(text, { action: { label: 'Undo', run: () => { set.mutate(before, { onError: refused }); } } });
        },
        onError: refused,
      },
    );
  };
  return (
    <Panel className="divide-y divide-hairline">
      <p className="sr-only" aria-live="polite">{said}</p>
      {features.map(({ feature, chain }) => {
        const rest = models.filter(({ id, status }) => !chain.includes(id) && status !== 'unavailable');
        return (
          <section key={feature} aria-label={featureName(feature)} className="grid gap-x-6 gap-y-2 px-4 py-3 sm:grid-cols-[9rem_1fr]">
            <h3 className="pt-1 font-medium">{featureName(feature)}</h3>
            <div>
              <ol className="flex flex-col gap-1">
                {chain.map((id, index) => (
                  <li key={id} className="flex items-center gap-2">
                    <span className="num w-4 shrink-0 text-sm text-ink-muted">{index + 1}</span>
                    <span className="min-w-0 flex-1 truncate">{nameOf(id)}</span>
                    <IconButton icon="up" size="small" label={`Move ${nameOf(id)} up`} disabled={index === 0 || set.isPending} onClick={() => { save(feature, moved(chain, index, -1), `${nameOf(id)} is now number ${String(index)}.`); }} />
                    <IconButton icon="down" size="small" label={`Move ${nameOf(id)} down`} disabled={index === chain.length - 1 || set.isPending} onClick={() => { save(feature, moved(chain, index, 1), `${nameOf(id)} is now number ${String(index + 2)}.`); }} />
                    <IconButton icon="close" size="small" label={`Take ${nameOf(id)} out`} disabled={set.isPending} onClick={() => { save(feature, chain.filter((one) => one !== id), `${nameOf(id)} is out of ${featureName(feature)}.`); }} />
                  </li>
                ))}
              </ol>
              {chain.length === 0 && <p className="text-ink-muted">The default order of the installation.</p>}
              {chain.length < modelsMax && rest.length > 0 && (
                <div className="mt-2 max-w-64">
                  <SmallSelect label={`Add a model to ${featureName(feature)}`} value="" disabled={set.isPending} onChange={(id) => { if (id !== '') save(feature, [...chain, id], `${nameOf(id)} joins ${featureName(feature)}.`); }}>
                    <option value="">{chain.length === 0 ? 'Choose a model' : 'Then…'}</option>
                    {rest.map((model) => (
                      <option key={model.id} value={model.id}>
                        {model.display}
                      </option>
                    ))}
                  </SmallSelect>
                </div>
              )}
            </div>
          </section>
        );
      })}
      {features.length === 0 && (
        <p className="p-4 text-ink-muted">No feature asks a model yet.</p>
      )}
    </Panel>
  );
}
