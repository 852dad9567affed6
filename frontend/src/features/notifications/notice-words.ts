const names: Record<string, string> = {
  'practice.scored': 'A call of yours is scored',
  'workspace.invitation-accepted': 'Somebody joins',
  'workspace.member-joined': 'Somebody joins',
  'account.new-device': 'A log-in from a new device',
  'key.failed': 'A key stops working',
  'models.key-failed': 'A key stops working',
  'budget.soft': 'A budget runs low',
  'models.budget': 'A budget runs low',
  'billing.payment-failed': 'A payment fails',
  'billing.trial-ending': 'A trial ends soon',
  'billing.limit': 'A free limit is nearly used up',
};

/** A type of notice in words; one that is new here is read out of its code. */
export function noticeName(type: string): string {
  const known = names[type];
  if (known !== undefined) return known;
  const words = (type.split('.').at(-1) ?? type).replaceAll(/[-_]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
