import type { Role } from '@/shared/api/house-types';

/** The roles as people say them, from the one that may most. */
export const roleNames: Record<Role, string> = {
  owner: 'Owner',
  admin: 'Admin',
  manager: 'Manager',
  rep: 'Rep',
  compliance_reviewer: 'Compliance reviewer',
  viewer: 'Viewer',
};

export const roles = Object.keys(roleNames) as Role[];

export const roleTexts: Record<Role, string> = {
  owner: 'Everything, with payment and deletion',
  admin: 'People, keys and settings',
  manager: 'Sees and coaches the team tree',
  rep: 'Own calls and deals',
  compliance_reviewer: 'Reads all calls and findings',
  viewer: 'Reads',
};

/** What somebody or a key may do, in the words of a list. */
export const permissionTexts: Record<string, string> = {
  'practice.read': 'See practice calls',
  'practice.run': 'Practise',
  'practice.author': 'Write buyers and scenarios',
  'calls.read': 'See calls',
  'calls.write': 'Upload and edit calls',
  'crm.read': 'See contacts and deals',
  'crm.write': 'Edit contacts and deals',
  'calling.read': 'See campaigns',
  'calling.run': 'Run campaigns',
  'findings.read': 'Read compliance findings',
  'members.read': 'See members',
  'members.manage': 'Invite, change and remove members',
  'settings.manage': 'Change settings',
  'keys.manage': 'Manage keys and budgets',
  'billing.manage': 'Buy and cancel',
  'audit.read': 'Read the audit log',
  'ownership.transfer': 'Hand over or delete the workspace',
};

export function roleName(role: string): string {
  return (roleNames as Record<string, string | undefined>)[role] ?? role.charAt(0).toUpperCase() + role.slice(1).replaceAll('_', ' ');
}

export function aRole(role: Role): string {
  const name = roleNames[role].toLowerCase();
  return `${/^[aeiou]/.test(name) ? 'an' : 'a'} ${name}`;
}
