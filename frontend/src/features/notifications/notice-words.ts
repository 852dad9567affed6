const names: Record<string, string> = {
  'session.scored': 'A call of yours is scored',
  'invitation.accepted': 'Somebody you invited joins',
  'key.status-changed': 'A key stops or starts working',
  'budget.reached': 'A budget runs low or out',
  'trial.ending': 'A trial ends soon',
  'payment.failed': 'A payment fails',
  'module.expired': 'A module becomes read-only',
  'seat.changed': 'You get or lose a seat',
  'free-actions.used': 'Free actions run out',
  'device.new': 'A log-in from a new device',
  impersonation: 'An administrator looks into your account',
  'channel.disabled': 'A channel is switched off after failures',
  'mail.stopped': 'The mail server takes no letters',
};

/** A type of notice in words; one that is new here is read out of its code. */
export function noticeName(type: string): string {
  const known = names[type];
  if (known !== undefined) return known;
  const words = type.replaceAll(/[._-]/g, ' ');
  return words.charAt(0).toUpperCase() + words.slice(1);
}
