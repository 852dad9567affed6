import { useQuery } from '@tanstack/react-query';
import { useState, type FormEvent } from 'react';
import type { Budget, BudgetScope } from '@/shared/api/house-types';
import { useMay } from '@/shared/api/me';
import { sentence } from '@/shared/api/sentences';
import { peopleQuery } from '@/shared/api/people';
import { modules, moduleName } from '@/shared/lib/modules';
import { money, parseMinor, price } from '@/shared/lib/money';
import { useTitle } from '@/shared/lib/use-title';
import { providerName } from '@/shared/lib/provider-names';
import { Button } from '@/shared/ui/button';
import { Dialog } from '@/shared/ui/dialog';
import { DialogActions } from '@/shared/ui/dialog-actions';
import { Panel } from '@/shared/ui/faces';
import { SelectField, TextField } from '@/shared/ui/field';
import { Loaded } from '@/shared/ui/loaded';
import { Meter } from '@/shared/ui/meter';
import { refused } from '@/shared/ui/refused';
import { ScreenHead } from '@/shared/ui/screen-head';
import { SettingsScreen } from '@/shared/ui/section';
import { toast } from '@/shared/ui/toasts';
import { budgetsQuery, keysQuery, useRemoveBudget, useSetBudget } from './models-queries';

const scopeNames: Partial<Record<BudgetScope, string>> = { workspace: 'The whole workspace', user: 'One person', key: 'One key', module: 'One module' };

/** How much may be spent in a month, on the whole, by a person, on a key or in a module. */
export function BudgetsScreen() {
  useTitle('Budgets');
  const may = useMay()('keys.manage');
  const budgets = useQuery(budgetsQuery);
  const [editing, setEditing] = useState<Budget | 'new'>();
  const drop = useRemoveBudget();
  const set = useSetBudget();
  const nameOf = useBudgetNames();
  const remove = (budget: Budget) => {
    drop.mutate(budget, {
      onSuccess: () => { toast('The budget is gone.', { action: { label: 'Undo', run: () => { set.mutate(budget, { onError: refused }); } } }); },
      onError: refused,
    });
  };
  return (
    <SettingsScreen>
      <ScreenHead
        title="Budgets"
        text="At the warning line we tell you. At the limit new requests are refused; what is running finishes. They start again on the first of the month."
        actions={
          may && (
            <Button tone="next" icon="plus" onClick={() => { setEditing('new'); }}>
              Set a budget
            </Button>
          )
        }
      />
      <Loaded query={budgets} what="budgets" rows={2} row="h-20">
        {({ items }) =>
          items.length === 0 ? (
            <Panel className="flex flex-col items-start gap-4 p-6">
              <div className="w-full max-w-80">
                <Meter label="Sales team, November" used={0} max={100} text="no limit" />
              </div>
              <p className="max-w-[34rem] text-ink-muted">No budgets yet. Your own keys are only limited by the provider. Set a budget to be warned before a month gets expensive.</p>
              {may && <Button onClick={() => { setEditing('new'); }}>Set the first budget</Button>}
            </Panel>
          ) : (
            <Panel>
              <ul aria-label="Budgets" className="divide-y divide-hairline">
                {items.map((budget) => (
                  <li key={`${budget.scope} ${budget.id}`} className="flex flex-wrap items-center gap-x-4 gap-y-2 px-4 py-3">
                    <div className="min-w-0 flex-1 basis-64">
                      <Meter
                        label={nameOf(budget)}
                        used={budget.spent.amount}
                        max={budget.monthMinor / 100}
                        soft={budget.softPercent / 100}
                        text={`${price(budget.spent)} of ${money({ minor: budget.monthMinor, currency: budget.currency })}, warns at ${String(budget.softPercent)}%`}
                      />
                    </div>
                    {may && (
                      <Button size="small" aria-label={`Change the budget of ${nameOf(budget)}`} onClick={() => { setEditing(budget); }}>
                        Change
                      </Button>
                    )}
                    {may && (
                      <Button size="small" tone="quiet" aria-label={`Remove the budget of ${nameOf(budget)}`} onClick={() => { remove(budget); }}>
                        Remove
                      </Button>
                    )}
                  </li>
                ))}
              </ul>
            </Panel>
          )
        }
      </Loaded>
      <Dialog open={editing !== undefined} onClose={() => { setEditing(undefined); }} title={editing === 'new' ? 'Set a budget' : 'Change budget'}>
        <BudgetForm budget={editing === 'new' ? undefined : editing} onDone={() => { setEditing(undefined); }} />
      </Dialog>
    </SettingsScreen>
  );
}

/** What a budget is for, in words. */
function useBudgetNames(): (budget: Budget) => string {
  const people = useQuery({ ...peopleQuery, enabled: useMay()('members.read') }).data?.items;
  const keys = useQuery(keysQuery).data?.items;
  return ({ scope, id }) => {
    switch (scope) {
      case 'workspace':
        return 'Workspace';
      case 'platform':
        return 'The installation’s keys';
      case 'module':
        return moduleName(id);
      case 'user':
        return people?.find(({ userId }) => userId === id)?.name ?? id;
      case 'key': {
        const key = keys?.find((one) => one.id === id);
        return key ? `${providerName(key.provider)} ••••${key.last4}` : id;
      }
    }
  };
}

function BudgetForm({ budget, onDone }: { budget: Budget | undefined; onDone: () => void }) {
  const set = useSetBudget();
  const keys = useQuery(keysQuery).data?.items ?? [];
  const people = useQuery(peopleQuery).data?.items ?? [];
  const [scope, setScope] = useState<BudgetScope>(budget?.scope ?? 'workspace');
  const [wrong, setWrong] = useState(false);
  const currency = budget?.currency ?? 'USD';
  const submit = (event: FormEvent<HTMLFormElement>) => {
    event.preventDefault();
    const form = new FormData(event.currentTarget);
    const monthMinor = parseMinor(String(form.get('amount') ?? ''), currency);
    setWrong(monthMinor === undefined);
    if (monthMinor === undefined) return;
    const id = budget?.id ?? (scope === 'workspace' ? '' : String(form.get('id') ?? ''));
    set.mutate({ scope, id, monthMinor, currency, softPercent: Number(form.get('softPercent')) }, { onSuccess: () => { toast('The budget is set.'); onDone(); } });
  };
  return (
    <form onSubmit={submit} className="flex flex-col gap-4">
      {budget === undefined && (
        <SelectField label="For" value={scope} onChange={(event) => { setScope(event.target.value as BudgetScope); }}>
          {Object.entries(scopeNames).map(([value, name]) => (
            <option key={value} value={value}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {budget === undefined && scope === 'module' && (
        <SelectField label="Module" name="id">
          {Object.entries(modules).map(([id, { name }]) => (
            <option key={id} value={id}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      {budget === undefined && scope === 'key' && (
        <SelectField label="Key" name="id">
          {keys.map((key) => (
            <option key={key.id} value={key.id}>
              {providerName(key.provider)} ••••{key.last4}
            </option>
          ))}
        </SelectField>
      )}
      {budget === undefined && scope === 'user' && (
        <SelectField label="Person" name="id" problem={set.error?.field('id')}>
          {people.map(({ userId, name }) => (
            <option key={userId} value={userId}>
              {name}
            </option>
          ))}
        </SelectField>
      )}
      <div className="grid grid-cols-2 gap-3">
        <TextField label={`A month, in ${currency}`} name="amount" inputMode="decimal" required defaultValue={budget === undefined ? '' : String(budget.monthMinor / 100)} problem={wrong ? 'Write an amount such as 50 or 49.90.' : set.error?.field('monthMinor')} />
        <TextField label="Warn at, %" name="softPercent" type="number" min={1} max={100} required defaultValue={budget?.softPercent ?? 80} problem={set.error?.field('softPercent')} />
      </div>
      {set.error && set.error.fields.length === 0 && <p role="alert" className="text-danger">{sentence(set.error)}</p>}
      <DialogActions onCancel={onDone}>
        <Button type="submit" tone="next" busy={set.isPending}>
          Save budget
        </Button>
      </DialogActions>
    </form>
  );
}
