import { useState, type FormEvent } from 'react';
import type { ModelRow } from '@/shared/api/house-types';
import { sentence } from '@/shared/api/sentences';
import { Button } from '@/shared/ui/button';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { SelectField, TextField } from '@/shared/ui/field';
import { toast } from '@/shared/ui/toasts';
import { readPrices } from './read-prices';
import { useChangeModel } from './models-queries';

/** What a provider's list does not say, or says wrongly, about one model. */
export function ModelForm({ model, others, onDone }: { model: ModelRow; others: readonly ModelRow[]; onDone: () => void }) {
  const change = useChangeModel();
  const [half, setHalf] = useState<'text' | 'sound'>();
  const currency = model.price?.currency ?? 'USD';
  const hears = model.price?.audio != null || model.capabilities.some((one) => one.toLowerCase() === 'audio');
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const text = (name: string) => String(form.get(name) ?? '').trim();
    const read = readPrices(text);
    setHalf(read.half);
    if (read.half !== undefined) return;
    // Null says that nothing is known of it any more.
    change.mutate(
      {
        id: model.id,
        display: text('display'),
        status: text('status'),
        contextTokens: text('contextTokens') === '' ? null : Number(text('contextTokens')),
        price: read.price,
        retiresAt: text('retiresAt') === '' ? null : text('retiresAt'),
        replacement: text('replacement') === '' ? null : text('replacement'),
      },
      { onSuccess: () => { toast(`${model.display} is changed.`); onDone(); } },
    );
  };
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
      <Prices legend={`Text, ${currency} per million tokens`} prefix="" prices={model.price} half={half === 'text'} problem={(name) => change.error?.field(`price.${name}`) ?? (name === 'inPerM' ? change.error?.field('price') : undefined)} />
      {hears && <Prices legend={`Sound, ${currency} per million tokens`} prefix="audio." prices={model.price?.audio ?? null} half={half === 'sound'} problem={(name) => change.error?.field(`price.audio.${name}`) ?? (name === 'inPerM' ? change.error?.field('price.audio') : undefined)} />}
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
      <DialogActions onCancel={onDone}>
        <Button type="submit" tone="next" busy={change.isPending}>
          Save
        </Button>
      </DialogActions>
    </form>
  );
}

type PriceName = 'inPerM' | 'outPerM' | 'cachedPerM';

function Prices({ legend, prefix, prices, half, problem }: { legend: string; prefix: string; prices: Record<PriceName, number | null> | null; half: boolean; problem: (name: PriceName) => string | undefined }) {
  const field = (name: PriceName, label: string, wrong?: string) => (
    <TextField label={label} name={`${prefix}${name}`} inputMode="decimal" autoComplete="off" defaultValue={prices?.[name] ?? ''} problem={wrong ?? problem(name)} />
  );
  return (
    <fieldset className="grid grid-cols-3 gap-3">
      <legend className="mb-1 text-sm text-ink-muted">{legend}. Empty means not known.</legend>
      {field('inPerM', 'In', half ? 'In and out belong together.' : undefined)}
      {field('outPerM', 'Out')}
      {field('cachedPerM', 'Cached')}
    </fieldset>
  );
}
