/** Passkeys through the browser's own JSON forms; the server speaks the same. */

export function passkeysWork(): boolean {
  return typeof PublicKeyCredential !== 'undefined' && typeof PublicKeyCredential.parseRequestOptionsFromJSON === 'function';
}

/** Whether the browser can offer passkeys inside the e-mail field, without a button. */
export async function autofillWorks(): Promise<boolean> {
  return passkeysWork() && (await PublicKeyCredential.isConditionalMediationAvailable());
}

type Given = { publicKey?: unknown };

function bare(options: unknown): unknown {
  return (options as Given).publicKey ?? options;
}

export async function makePasskey(options: unknown): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseCreationOptionsFromJSON(bare(options) as PublicKeyCredentialCreationOptionsJSON);
  const made = await navigator.credentials.create({ publicKey });
  return made === null ? undefined : (made as PublicKeyCredential).toJSON();
}

export async function presentPasskey(options: unknown, how: { signal?: AbortSignal; autofill?: boolean } = {}): Promise<unknown> {
  const publicKey = PublicKeyCredential.parseRequestOptionsFromJSON(bare(options) as PublicKeyCredentialRequestOptionsJSON);
  const used = await navigator.credentials.get({ publicKey, ...(how.signal && { signal: how.signal }), ...(how.autofill === true && { mediation: 'conditional' as const }) });
  return used === null ? undefined : (used as PublicKeyCredential).toJSON();
}

/** Somebody who closes the browser's window has not failed at anything. */
export function wasCancelled(cause: unknown): boolean {
  return cause instanceof DOMException && (cause.name === 'NotAllowedError' || cause.name === 'AbortError');
}
