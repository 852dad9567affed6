import type { IconName } from '@/shared/ui/icons';

/** Every section of the settings and of the administration: the list beside them, the select on a phone and the palette read this. */
export const settingsGroups = [
  {
    name: 'You',
    sections: [
      { to: '/account', name: 'Account', icon: 'account', words: 'profile appearance theme log out' },
      { to: '/account/security', name: 'Sign-in and devices', icon: 'shield', words: 'password two-factor TOTP passkey recovery codes sessions' },
      { to: '/account/notifications', name: 'Notifications', icon: 'bell', words: 'e-mail digest quiet hours webhook Slack' },
    ],
  },
  {
    name: 'Workspace',
    sections: [
      { to: '/settings', name: 'General', icon: 'gear', words: 'name recordings ownership delete workspace' },
      { to: '/settings/members', name: 'Members', icon: 'people', permission: 'members.read', words: 'invite people roles remove' },
      { to: '/settings/teams', name: 'Teams', icon: 'list', permission: 'members.read', words: 'tree' },
      { to: '/settings/roles', name: 'Roles', icon: 'check', permission: 'members.read', words: 'permissions matrix' },
      { to: '/settings/single-sign-on', name: 'Single sign-on', icon: 'plug', permission: 'settings.manage', words: 'OIDC SSO domains' },
      { to: '/settings/api-keys', name: 'API keys', icon: 'swap', permission: 'settings.manage', words: 'partner API scopes' },
      { to: '/settings/audit', name: 'Audit log', icon: 'history', permission: 'audit.read', words: 'who did what verify export' },
    ],
  },
  {
    name: 'Models',
    sections: [
      { to: '/settings/keys', name: 'Keys', icon: 'key', words: 'OpenAI Anthropic OpenRouter Perplexity Tavily ElevenLabs Deepgram Twilio SMTP provider' },
      { to: '/settings/models', name: 'Models', icon: 'coach', words: 'catalogue prices fallback chains' },
      { to: '/settings/budgets', name: 'Budgets', icon: 'signal', words: 'limit month spend' },
      { to: '/settings/usage', name: 'Usage', icon: 'compare', words: 'tokens cost plot' },
    ],
  },
  {
    name: 'Plan',
    sections: [{ to: '/settings/billing', name: 'Plan and billing', icon: 'card', words: 'modules seats trial invoices upgrade cancel limits time zone' }],
  },
] as const satisfies readonly Group[];

export const adminGroups = [
  {
    name: 'Administration',
    sections: [
      { to: '/admin/users', name: 'Users', icon: 'people', words: 'search suspend impersonate' },
      { to: '/admin/workspaces', name: 'Workspaces', icon: 'home', words: 'tenants gifts give modules' },
      { to: '/admin/switches', name: 'Switches', icon: 'swap', words: 'feature flags' },
      { to: '/admin/installation', name: 'Installation', icon: 'gear', words: 'settings sign-up public address' },
      { to: '/admin/mail', name: 'Mail', icon: 'mail', words: 'SMTP test letter' },
      { to: '/admin/keys', name: 'Installation keys', icon: 'key', words: 'OpenAI Anthropic OpenRouter Perplexity Tavily ElevenLabs Deepgram Twilio provider environment' },
      { to: '/admin/models', name: 'Model catalogue', icon: 'coach', words: 'prices retirement successor' },
      { to: '/admin/plans', name: 'Plans and coupons', icon: 'card', words: 'prices free limits discount bundle parts' },
      { to: '/admin/audit', name: 'Platform audit', icon: 'history', words: 'verify export' },
      { to: '/admin/letters', name: 'Sandbox inbox', icon: 'file', words: 'mail letters caught' },
    ],
  },
] as const satisfies readonly Group[];

type Group = { name: string; sections: readonly { to: string; name: string; icon: IconName; permission?: string; words: string }[] };

export type SectionPath = (typeof settingsGroups)[number]['sections'][number]['to'] | (typeof adminGroups)[number]['sections'][number]['to'];
export type Section = { to: SectionPath; name: string; icon: IconName; permission?: string; words: string };
export type SectionGroup = { name: string; sections: readonly Section[] };

export function openTo(groups: readonly SectionGroup[], may: (permission: string) => boolean): SectionGroup[] {
  return groups.map((group) => ({ ...group, sections: group.sections.filter(({ permission }) => permission === undefined || may(permission)) })).filter(({ sections }) => sections.length > 0);
}
