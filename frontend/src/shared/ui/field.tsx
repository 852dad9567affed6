import { useId, type InputHTMLAttributes, type ReactNode, type Ref, type SelectHTMLAttributes, type TextareaHTMLAttributes } from 'react';
import { classes } from '@/shared/lib/classes';
import { Icon } from './icons';

const control =
  'w-full rounded-md border bg-surface text-ink text-base placeholder:text-ink-faint transition-colors ease-motion ' +
  'hover:border-ink-faint disabled:opacity-50';

type FieldText = { label: string; hint?: ReactNode; problem?: string | undefined; optional?: boolean; className?: string };

function Field({ label, hint, problem, optional, className, id, children }: FieldText & { id: string; children: ReactNode }) {
  return (
    <div className={classes('flex flex-col gap-1.5', className)}>
      <label htmlFor={id} className="text-sm font-medium text-ink-soft">
        {label}
        {optional === true && <span className="font-normal text-ink-faint"> (optional)</span>}
      </label>
      {children}
      {problem !== undefined ? (
        <p id={`${id}-problem`} className="flex items-start gap-1.5 text-sm text-danger">
          <Icon name="alert" size={14} className="mt-0.5 shrink-0" />
          {problem}
        </p>
      ) : (
        hint !== undefined && (
          <p id={`${id}-hint`} className="text-sm text-ink-muted">
            {hint}
          </p>
        )
      )}
    </div>
  );
}

function described(id: string, { hint, problem }: FieldText) {
  return {
    id,
    'aria-invalid': problem !== undefined || undefined,
    'aria-describedby': problem !== undefined ? `${id}-problem` : hint !== undefined ? `${id}-hint` : undefined,
  } as const;
}

function edge(problem: string | undefined): string {
  return problem !== undefined ? 'border-danger' : 'border-control-line';
}

export function TextField({ label, hint, problem, optional, className, ...rest }: FieldText & InputHTMLAttributes<HTMLInputElement> & { ref?: Ref<HTMLInputElement> }) {
  const id = useId();
  const text = { label, hint, problem, optional, className } as FieldText;
  return (
    <Field {...text} id={id}>
      <input {...rest} {...described(id, text)} className={classes(control, edge(problem), 'h-9 px-3')} />
    </Field>
  );
}

export function TextArea({ label, hint, problem, optional, className, ...rest }: FieldText & TextareaHTMLAttributes<HTMLTextAreaElement>) {
  const id = useId();
  const text = { label, hint, problem, optional, className } as FieldText;
  return (
    <Field {...text} id={id}>
      <textarea {...rest} {...described(id, text)} className={classes(control, edge(problem), 'min-h-24 px-3 py-2')} />
    </Field>
  );
}

export function SelectField({
  label,
  hint,
  problem,
  optional,
  className,
  children,
  ...rest
}: FieldText & SelectHTMLAttributes<HTMLSelectElement>) {
  const id = useId();
  const text = { label, hint, problem, optional, className } as FieldText;
  return (
    <Field {...text} id={id}>
      <span className="relative block">
        <select {...rest} {...described(id, text)} className={classes(control, edge(problem), 'h-9 appearance-none pr-9 pl-3')}>
          {children}
        </select>
        <Icon name="down" size={14} className="pointer-events-none absolute top-1/2 right-3 -translate-y-1/2 text-ink-muted" />
      </span>
    </Field>
  );
}
