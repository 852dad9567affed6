export type SettingValue = string | number | boolean | null;

/** The settings one can write: plain values, without what only says how things stand. */
export function editable(settings: Record<string, unknown>): [string, SettingValue][] {
  return Object.entries(settings).filter((entry): entry is [string, SettingValue] => entry[0] !== 'version' && !/At$/.test(entry[0]) && (entry[1] === null || ['string', 'number', 'boolean'].includes(typeof entry[1])));
}

/** What was typed, as the kind of value that the setting had before. */
export function read(text: string, before: SettingValue): SettingValue {
  if (typeof before === 'boolean') return text === 'true';
  if (typeof before === 'number') return Number(text);
  return text === '' && before === null ? null : text;
}

/** "signUpOpen" as "Sign up open". */
export function settingName(name: string): string {
  const words = name.replaceAll(/([a-z\d])([A-Z])/g, '$1 $2').toLowerCase();
  return words.charAt(0).toUpperCase() + words.slice(1);
}
