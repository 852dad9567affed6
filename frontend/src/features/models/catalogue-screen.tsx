import { useQuery } from '@tanstack/react-query';
import { useState } from 'react';
import type { ModelRow } from '@/shared/api/house-types';
import { shortDay } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { providerName } from '@/shared/lib/provider-names';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { Panel } from '@/shared/ui/faces';
import { TextField } from '@/shared/ui/field';
import { FirstRows } from '@/shared/ui/first-rows';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { Tag } from '@/shared/ui/tag';
import { ModelForm } from './model-form';
import { audioPrice, modelPrice } from './model-price';
import { fitting } from './model-search';
import { modelsQuery } from './models-queries';

/** The catalogue as data of the installation: what a provider's list does not say is written here. */
export function CatalogueScreen() {
  useTitle('Model catalogue');
  const models = useQuery(modelsQuery);
  const [editing, setEditing] = useState<ModelRow>();
  const [wanted, setWanted] = useState('');
  return (
    <SettingsScreen>
      <ScreenHead title="Model catalogue" text="Refreshed from the providers every day. Prices and successors are yours to correct; where no price is known, tokens are counted and no money is shown." />
      <Loaded query={models} what="models" rows={8}>
        {({ items }) => {
          const fits = fitting(items, wanted);
          return (
            <div>
              <TextField label="Find a model" type="search" placeholder="Name or provider" value={wanted} onChange={(event) => { setWanted(event.target.value); }} className="mb-3 sm:max-w-96" />
              {fits.length === 0 && <p className="rounded-lg border border-hairline bg-surface px-4 py-6 text-ink-muted">{wanted === '' ? 'The catalogue is empty. Models appear as soon as a provider has a key.' : 'No model fits. Shorten the search.'}</p>}
              <FirstRows items={fits}>
                {(shown) => shown.length > 0 && (
                  <Panel>
                  <ul aria-label="Model catalogue" className="divide-y divide-hairline">
                    {shown.map((model) => (
                      <li key={model.id} className="flex flex-wrap items-center gap-x-4 gap-y-1 px-4 py-2.5">
                        <div className="min-w-0 flex-1 basis-56">
                          <p className="flex flex-wrap items-center gap-2 font-medium">
                            {model.display}
                            {model.status !== 'active' && <Tag tone={model.status === 'deprecated' ? 'warn' : 'danger'}>{model.status === 'deprecated' ? 'Deprecated' : 'Not available'}</Tag>}
                          </p>
                          <p className="num text-sm break-words text-ink-muted">
                            {providerName(model.provider)} · {model.id}
                            {model.retiresAt !== null && ` · retires ${shortDay(model.retiresAt)}`}
                            {model.replacement !== null && ` · then ${items.find(({ id }) => id === model.replacement)?.display ?? model.replacement}`}
                          </p>
                        </div>
                        <span className="num text-sm sm:text-right">
                          {modelPrice(model.price)}
                          {model.price?.audio != null && <span className="block text-ink-muted">{audioPrice(model.price)}</span>}
                        </span>
                        <Button size="small" className="ml-auto" aria-label={`Change ${model.display}`} onClick={() => { setEditing(model); }}>
                          Change
                        </Button>
                      </li>
                    ))}
                  </ul>
                  </Panel>
                )}
              </FirstRows>
            </div>
          );
        }}
      </Loaded>
      <Dialog open={editing !== undefined} onClose={() => { setEditing(undefined); }} title={editing?.display ?? ''}>
        {editing && <ModelForm model={editing} others={models.data?.items ?? []} onDone={() => { setEditing(undefined); }} />}
      </Dialog>
    </SettingsScreen>
  );
}
