import { moduleName } from '@/shared/lib/modules';
import { knownProvider } from '@/shared/lib/provider-names';

/** "billing.module-given" as "Billing module given"; a subject twice in a row is said once. */
export function actionInWords(action: string): string {
  const words = action.split(/[._-]/).filter((word, index, all) => word !== '' && word !== all[index - 1]);
  const text = words.join(' ');
  return text.charAt(0).toUpperCase() + text.slice(1);
}

const kinds: Record<string, string> = { usr: 'Somebody', wsp: 'The workspace', tm: 'A team', inv: 'An invitation', rp: 'A practice call', key: 'An API key', team: 'A team', invitation: 'An invitation', session: 'A practice call', impersonation: 'A look in', workspace: 'The workspace', user: 'Somebody', passkey: 'A passkey' };

/** "user:usr_1" as the person's name, "module:practice" as "Practice", "key:openai" as "Key openai"; ids that name nothing are left out. */
export function subjectInWords(subject: string, names: ReadonlyMap<string, string>): string {
  const [kind = '', ...rest] = subject.includes(':') ? subject.split(':') : ['', subject];
  const id = rest.join(':');
  const name = names.get(id);
  if (name !== undefined) return name;
  if (kind === 'module' || kind === 'part') return moduleName(id);
  const provider = knownProvider(id === '' ? kind : (id.split(':').find((part) => knownProvider(part) !== undefined) ?? ''));
  if (provider !== undefined) return provider;
  const prefix = /^([a-z]+)_/.exec(id)?.[1];
  const known = kinds[kind] ?? (prefix === undefined ? undefined : kinds[prefix]);
  if (known !== undefined && (prefix !== undefined || id === '')) return known;
  const words = [...new Set([kind, ...id.split(':')])].filter((word) => word !== '').join(' ').replaceAll(/[_-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
