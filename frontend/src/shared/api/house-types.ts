import type { ApiKeyItem, Letter, Notification, PasskeyPasskeyItem, PeopleMember, PeopleRole, PeopleTeam, PeopleWorkspace, Preferences, PreferencesType, SecondFactorEnrolment } from './openapi';

/** The records around people, keys, money and administration, as the screens name them. */

export type Money = { minor: number; currency: string };

export type Role = 'owner' | 'admin' | 'manager' | 'rep' | 'compliance_reviewer' | 'viewer';

// People

export type WorkspaceRecord = PeopleWorkspace;
export type Member = Omit<PeopleMember, 'role'> & { role: Role };
export type RoleRow = PeopleRole;
export type Team = PeopleTeam;
export type Invitation = { id: string; email: string; role: Role; state: 'pending' | 'accepted' | 'expired' | 'revoked'; expiresAt: string; invitedBy: string | null };
export type InvitationLetter = { workspaceName: string; email: string; role: Role; state: Invitation['state']; accountExists: boolean };
export type ApiKey = ApiKeyItem;

// Sign-in

export type Passkey = PasskeyPasskeyItem;
export type TotpStart = SecondFactorEnrolment;
export type Sso = { issuer: string; clientId: string; domains: string[]; required: boolean; hasSecret?: boolean };

// Administration and audit

export type AdminUser = {
  id: string;
  name: string;
  email: string;
  status: string;
  platformAdmin: boolean;
  workspaces: { id: string; name: string; role?: Role }[];
  lastSeenAt: string | null;
  secondFactor: boolean;
};
export type AdminWorkspace = { id: string; name: string; memberCount: number; createdAt: string; state?: string };
export type FeatureSwitch = { name: string; on: boolean; text?: string };
export type AuditEntry = {
  seq: number;
  at: string;
  action: string;
  subject: string;
  actor: { id: string; name: string | null };
  onBehalfOf: { id: string; name: string | null } | null;
  before: Record<string, string>;
  after: Record<string, string>;
  from: string;
  requestId: string;
  hash: string;
};
export type AuditVerdict = { ok: boolean; checked: number; brokenAt?: number | null; reason?: string | null };

// Mail and notifications

export type Notice = Notification;
export type NoticeWay = PreferencesType;
export type NoticePreferences = Preferences;
export type NoticeChannel = { id: string; kind: 'webhook' | 'slack'; url: string; createdAt?: string };
export type SandboxLetter = Letter;
export type MailSettings = { host: string; port: number; tls: string; username: string; from: string; sandbox: boolean };

// Models and keys

export type KeyOwner = 'user' | 'workspace' | 'platform';
export type UserKey = {
  provider: string;
  owner: KeyOwner;
  label: string | null;
  status: 'unverified' | 'valid' | 'invalid' | 'expired' | 'revoked' | 'quota_exhausted';
  last4: string;
  checkedAt: string | null;
  expiresAt: string | null;
  createdBy: string | null;
  reason: string | null;
};
export type ModelRow = {
  id: string;
  provider: string;
  display: string;
  capabilities: string[];
  contextTokens: number | null;
  price: { inPerM: number; outPerM: number; cachedPerM: number | null; currency: string } | null;
  status: 'active' | 'deprecated' | 'unavailable';
  retiresAt: string | null;
  replacement: string | null;
  available: boolean;
  keySource: KeyOwner | null;
  simulated: boolean;
};
export type Chain = { feature: string; chain: string[] };
export type Levels = { userKeys: boolean; platformKeys: boolean };
export type BudgetScope = 'user' | 'key' | 'module' | 'workspace';
export type Budget = { scope: BudgetScope; id: string; monthMinor: number; currency: string; softPercent: number; usedMinor: number | null };
export type UsageGroup = 'day' | 'model' | 'user' | 'key' | 'module';
export type UsageRow = { key: string; label?: string | null; tokensIn: number; tokensOut: number; cost: Money | null; requests: number };

// Modules and payment

export type PlanModuleName = 'practice' | 'analysis' | 'coach' | 'followup' | 'brain';
export type PlanModule = { module: string; name: string; description: string; monthly: Money; includes: string[] };
export type Plans = {
  modules: PlanModule[];
  bundle: { price: Money; discountPercent: number };
  free: { limits: Record<string, number> };
  selfHosted: boolean;
};
export type Limit = { used: number; max: number | null; resetsAt: string | null };
export type Entitlement = {
  module: string;
  state: 'free' | 'trialing' | 'active' | 'past_due' | 'grace' | 'expired' | 'complimentary' | 'none';
  seats: number | null;
  until: string | null;
  limits: Record<string, Limit>;
};
export type ChangePreview = { dueNow: Money; monthly: Money; lines: { text: string; amount: Money }[]; at: string | null };
export type Invoice = { id: string; number: string; at: string; total: Money; status: string; url: string | null };
export type Coupon = { id: string; code: string; percentOff: number | null; maxRedemptions: number | null; redeemed: number; expiresAt: string | null };
