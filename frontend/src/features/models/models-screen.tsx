import { useQuery } from '@tanstack/react-query';
import { Link } from '@tanstack/react-router';
import { useState } from 'react';
import type { KeySource, ModelRow } from '@/shared/api/house-types';
import { useMay } from '@/shared/api/me';
import { shortDay } from '@/shared/lib/format';
import { compact } from '@/shared/lib/money';
import { useTitle } from '@/shared/lib/use-title';
import { providerName } from '@/shared/lib/provider-names';
import { Panel, SimulatedMark } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { FirstRows } from '@/shared/ui/first-rows';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { Section, SettingsScreen } from '@/shared/ui/section';
import { Tag } from '@/shared/ui/tag';
import { capabilityText } from './capability-words';
import { ChainsSection } from './chains-section';
import { audioPrice, modelPrice } from './model-price';
import { fitting } from './model-search';
import { modelsQuery } from './models-queries';

const sources: Record<KeySource, string> = { user: 'Your key', workspace: 'Workspace key', platform: 'Installation key', sandbox: 'Sandbox' };

/** Which models there are, what they cost, on whose key they run, and in which order they stand in for each other. */
export function ModelsScreen() {
  useTitle('Models');
  const models = useQuery(modelsQuery);
  const may = useMay()('keys.manage');
  return (
    <SettingsScreen>
      <ScreenHead title="Models" text="Prices are the providers’ own per million tokens; with your keys you pay them, without mark-up." />
      <Loaded query={models} what="models" rows={8}>
        {({ items }) =>
          items.length === 0 ? (
            <Panel className="p-6 text-ink-muted">
              <p>
                The catalogue is empty. Models appear as soon as a provider has a <Link to="/settings/keys" className="underline underline-offset-4">key</Link>.
              </p>
            </Panel>
          ) : (
            <>
              <Found items={items} />
              {may && <ChainsSection models={items} />}
            </>
          )
        }
      </Loaded>
    </SettingsScreen>
  );
}

/** With a few models there is nothing to look for; a provider that resells hundreds makes a search worth its place. */
const worthSearching = 15;

function Found({ items }: { items: readonly ModelRow[] }) {
  const [wanted, setWanted] = useState('');
  const fits = fitting(items, wanted);
  return (
    <>
      {items.length >= worthSearching && <TextField label="Find a model" type="search" placeholder="Name or provider" value={wanted} onChange={(event) => { setWanted(event.target.value); }} className="sm:max-w-96" />}
      {fits.length === 0 && <p className="rounded-lg border border-hairline bg-surface px-4 py-6 text-ink-muted">No model fits. Shorten the search.</p>}
      <FirstRows items={fits}>{(shown) => <ModelTable items={shown} all={items} />}</FirstRows>
    </>
  );
}

function ModelTable({ items, all }: { items: readonly ModelRow[]; all: readonly ModelRow[] }) {
  const providers = [...new Set(items.map(({ provider }) => provider))];
  const nameOf = (id: string | null) => all.find((model) => model.id === id)?.display ?? id;
  return (
    <>
      {providers.map((provider) => (
        <Section key={provider} title={providerName(provider)}>
          <Panel>
            <table aria-label={`Models of ${providerName(provider)}`} className="w-full border-collapse text-left max-md:block">
              <thead className="max-md:sr-only">
                <tr className="border-b border-hairline text-sm text-ink-muted">
                  <th scope="col" className="py-2 pr-3 pl-4 font-normal">Model</th>
                  <th scope="col" className="w-44 py-2 pr-3 text-right font-normal">In / out, per million</th>
                  <th scope="col" className="w-24 py-2 pr-3 text-right font-normal">Context</th>
                  <th scope="col" className="w-36 py-2 pr-4 text-right font-normal">Runs on</th>
                </tr>
              </thead>
              <tbody className="max-md:block">
                {items.filter((model) => model.provider === provider).map((model) => (
                  <tr key={model.id} className="border-b border-hairline last:border-0 max-md:flex max-md:flex-wrap max-md:gap-x-4 max-md:px-4 max-md:py-3">
                    <td className="py-2.5 pr-3 pl-4 max-md:w-full max-md:p-0">
                      <p className="flex flex-wrap items-center gap-x-2 gap-y-1 font-medium">
                        {model.display}
                        <ModelState model={model} />
                        {model.simulated && <SimulatedMark />}
                      </p>
                      <p className="text-sm text-ink-muted">
                        {capabilityText(model.capabilities)}
                        {model.retiresAt !== null && <span className="text-warn"> · retires {shortDay(model.retiresAt)}</span>}
                        {model.replacement !== null && ` · then ${nameOf(model.replacement) ?? ''}`}
                      </p>
                    </td>
                    <td className="num py-2.5 pr-3 text-right whitespace-nowrap max-md:p-0 max-md:text-sm">
                      {model.price === null ? <span className="text-ink-muted">{modelPrice(null)}</span> : modelPrice(model.price)}
                      {model.price?.audio != null && <span className="block text-sm text-ink-muted">{audioPrice(model.price)}</span>}
                    </td>
                    <td className="num py-2.5 pr-3 text-right max-md:p-0 max-md:text-sm">
                      {model.contextTokens === null ? <span className="text-ink-muted max-md:hidden">not known</span> : compact(model.contextTokens)}
                      {model.contextTokens !== null && <span className="text-ink-muted md:hidden"> context</span>}
                    </td>
                    <td className="py-2.5 pr-4 text-right text-sm text-ink-muted max-md:ml-auto max-md:p-0">
                      {model.available && model.keySource !== null ? sources[model.keySource] : <Link to="/settings/keys" className="underline underline-offset-4 hover:text-ink">Needs a key</Link>}
                    </td>
                  </tr>
                ))}
              </tbody>
            </table>
          </Panel>
        </Section>
      ))}
    </>
  );
}

function ModelState({ model }: { model: ModelRow }) {
  if (model.status === 'active') return null;
  return <Tag tone={model.status === 'deprecated' ? 'warn' : 'danger'}>{model.status === 'deprecated' ? 'Deprecated' : 'Not available'}</Tag>;
}
