import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { ModelRow } from '@/shared/api/house-types';
import { sentence } from '@/shared/api/sentences';
import { shortDay } from '@/shared/lib/format';
import { useTitle } from '@/shared/lib/use-title';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { Panel } from '@/shared/ui/faces';
import { SelectField, TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { Tag } from '@/shared/ui/tag';
import { toast } from '@/shared/ui/toasts';
import { modelPrice } from './model-price';
import { modelsQuery, useChangeModel } from './models-queries';
import { providerName } from './providers';

/** The catalogue as data of the installation: what a provider's list does not say is written here. */
export function CatalogueScreen() {
  useTitle('Model catalogue');
  const models = useQuery(modelsQuery);
  const [editing, setEditing] = useState<ModelRow>();
  return (
    <SettingsScreen>
      <ScreenHead title="Model catalogue" text="Refreshed from the providers every day. Prices and successors are yours to correct; where no price is known, tokens are counted and no money is shown." />
      <Loaded query={models} what="models" rows={8}>
        {({ items }) => (
          <Panel>
            <ul aria-label="Model catalogue" className="divide-y divide-hairline">
              {items.map((model) => (
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
                  <span className="num text-sm">{modelPrice(model.price)}</span>
                  <Button size="small" className="ml-auto" aria-label={`Change ${model.display}`} onClick={() => { setEditing(model); }}>
                    Change
                  </Button>
                </li>
              ))}
            </ul>
          </Panel>
        )}
      </Loaded>
      <Dialog open={editing !== undefined} onClose={() => { setEditing(undefined); }} title={editing?.display ?? ''}>
        {editing && <ModelForm model={editing} others={models.data?.items ?? []} onDone={() => { setEditing(undefined); }} />}
      </Dialog>
    </SettingsScreen>
  );
}

function ModelForm({ model, others, onDone }: { model: ModelRow; others: readonly ModelRow[]; onDone: () => void }) {
  const change = useChangeModel();
  const [halfPriced, setHalfPriced] = useState(false);
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const number = (name: string) => (text(name) === '' ? null : Number(text(name).replace(',', '.')));
    const inPerM = number('inPerM');
    const outPerM = number('outPerM');
    const cachedPerM = number('cachedPerM');
    const half = (inPerM === null) !== (outPerM === null) || (inPerM === null && cachedPerM !== null);
    setHalfPriced(half);
    if (half) return;
    // Null says that nothing is known of it any more.
    change.mutate(
      {
        id: model.id,
        display: text('display'),
        status: text('status'),
        contextTokens: number('contextTokens'),
        price: inPerM === null || outPerM === null ? null : { inPerM, outPerM, cachedPerM, audio: model.price?.audio ?? null },
        retiresAt: text('retiresAt') === '' ? null : text('retiresAt'),
        replacement: text('replacement') === '' ? null : text('replacement'),
      },
      { onSuccess: () => { toast(`${model.display} is changed.`); onDone(); } },
    );
  };
  const price = (name: 'inPerM' | 'outPerM' | 'cachedPerM') => model.price?.[name] ?? '';
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      <div className="grid grid-cols-2 gap-3">
        <TextField label="Name" name="display" required defaultValue={model.display} problem={change.error?.field('display')} />
        <SelectField label="State" name="status" defaultValue={model.status}>
          <option value="active">Active</option>
          <option value="deprecated">Deprecated</option>
          <option value="unavailable">Not available</option>
        </SelectField>
      </div>
      <fieldset className="grid grid-cols-3 gap-3">
        <legend className="mb-1 text-sm text-ink-muted">Price per million tokens, {model.price?.currency ?? 'USD'}. Empty means not known.</legend>
        <TextField label="In" name="inPerM" inputMode="decimal" defaultValue={price('inPerM')} problem={halfPriced ? 'In and out belong together.' : (change.error?.field('price') ?? change.error?.field('price.inPerM'))} />
        <TextField label="Out" name="outPerM" inputMode="decimal" defaultValue={price('outPerM')} problem={change.error?.field('price.outPerM')} />
        <TextField label="Cached" name="cachedPerM" inputMode="decimal" defaultValue={price('cachedPerM')} problem={change.error?.field('price.cachedPerM')} />
      </fieldset>
      <div className="grid grid-cols-2 gap-3">
        <TextField label="Context, tokens" name="contextTokens" type="number" min={1} defaultValue={model.contextTokens ?? ''} problem={change.error?.field('contextTokens')} />
        <TextField label="Retires on" name="retiresAt" type="date" defaultValue={model.retiresAt?.slice(0, 10) ?? ''} problem={change.error?.field('retiresAt')} />
      </div>
      <SelectField label="Successor" name="replacement" defaultValue={model.replacement ?? ''}>
        <option value="">None</option>
        {others.filter(({ id }) => id !== model.id).map((other) => (
          <option key={other.id} value={other.id}>
            {other.display}
          </option>
        ))}
      </SelectField>
      {change.error && change.error.fields.length === 0 && <p role="alert" className="text-danger">{sentence(change.error)}</p>}
      <Button type="submit" tone="next" busy={change.isPending} className="self-end">
        Save
      </Button>
    </form>
  );
}
