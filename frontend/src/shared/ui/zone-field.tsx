import { SelectField } from './field';

const zones = typeof Intl.supportedValuesOf === 'function' ? Intl.supportedValuesOf('timeZone') : [];
const ownZone = Intl.DateTimeFormat().resolvedOptions().timeZone;

/** Every time zone by name, the chosen one and one's own first. */
export function ZoneField({ zone, problem, label = 'Time zone', className }: { zone: string | undefined; problem?: string | undefined; label?: string; className?: string }) {
  const first = zone ?? ownZone;
  return (
    <SelectField label={label} name="zone" defaultValue={first} problem={problem} {...(className !== undefined && { className })}>
      {[...new Set([first, ownZone, 'UTC', ...zones])].map((one) => (
        <option key={one} value={one}>
          {one.replaceAll('_', ' ')}
        </option>
      ))}
    </SelectField>
  );
}
