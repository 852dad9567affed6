const SENTENCES: Record<string, string> = {
  'worn-out': 'That took too long, or went on in another browser. Start your company’s sign-in again.',
  provider: 'Your company’s sign-in said no, or said something that does not hold. Try again, or ask your admin.',
  'not-a-member': 'Nobody of this address is a member yet. Ask an admin of your workspace to invite you.',
  'not-linked': 'Log in the usual way once, then use your company’s sign-in in the same browser to connect the two.',
};

/** Why somebody who comes back from their company’s sign-in is not in; nothing when they have not been there. */
export function ssoRefusal(code: string | undefined): string | undefined {
  return code === undefined ? undefined : (SENTENCES[code] ?? SENTENCES['provider']);
}
