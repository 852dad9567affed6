import type {
  AdministrationPerson,
  AdministrationWorkspaceSeen,
  ApiKeyItem,
  AuditEntry as AuditEntryRecord,
  AuditVerdict as AuditVerdictRecord,
  BudgetEndpointsBudget,
  BudgetEndpointsUsage,
  InstallationValueEndpointsSetting,
  InstallationValueEndpointsSwitch,
  InvitationItem,
  InvitationShown,
  Letter,
  Model,
  ModelEndpointsRoute,
  Notification,
  PasskeyPasskeyItem,
  PeopleMember,
  PeopleRole,
  PeopleTeam,
  PeopleWorkspace,
  Preferences,
  PreferencesType,
  SecondFactorEnrolment,
  TryEndpointsCost,
  UserKey as UserKeyRecord,
  UserKeyEndpointsLevels,
  UserKeySaveKey,
} from './openapi';

/** The records around people, keys, money and administration, as the screens name them. */

export type Money = { minor: number; currency: string };

export type Role = 'owner' | 'admin' | 'manager' | 'rep' | 'compliance_reviewer' | 'viewer';

// People

export type WorkspaceRecord = PeopleWorkspace;
export type Member = Omit<PeopleMember, 'role'> & { role: Role };
export type RoleRow = PeopleRole;
export type Team = PeopleTeam;
export type Invitation = Omit<InvitationItem, 'role'> & { role: Role };
export type InvitationLetter = Omit<InvitationShown, 'role'> & { role: Role };
export type ApiKey = ApiKeyItem;

// Sign-in

export type Passkey = PasskeyPasskeyItem;
export type TotpStart = SecondFactorEnrolment;
export type Sso = { issuer: string; clientId: string; domains: string[]; required: boolean; hasSecret?: boolean };

// Administration and audit

export type AdminUser = AdministrationPerson;
export type AdminWorkspace = AdministrationWorkspaceSeen;
export type FeatureSwitch = InstallationValueEndpointsSwitch;
export type Setting = InstallationValueEndpointsSetting;
export type AuditEntry = AuditEntryRecord;
export type AuditVerdict = AuditVerdictRecord;

// Mail and notifications

export type Notice = Notification;
export type NoticeWay = PreferencesType;
export type NoticePreferences = Preferences;
export type NoticeChannel = { id: string; kind: 'webhook' | 'slack'; url: string; createdAt?: string };
export type SandboxLetter = Letter;
export type MailSettings = { host: string; port: number; tls: string; username: string; from: string; sandbox: boolean };

// Models and keys

export type KeyOwner = UserKeySaveKey['owner'];
export type KeySource = KeyOwner | 'platform' | 'sandbox';
export type KeyState = 'unverified' | 'valid' | 'invalid' | 'expired' | 'revoked' | 'quota_exhausted';
export type UserKey = Omit<UserKeyRecord, 'owner' | 'status'> & { owner: KeyOwner; status: KeyState };
export type ModelRow = Omit<Model, 'status' | 'keySource'> & { status: 'active' | 'deprecated' | 'unavailable'; keySource: KeySource | null };
export type Chain = ModelEndpointsRoute;
export type Levels = UserKeyEndpointsLevels;
export type BudgetScope = 'user' | 'key' | 'module' | 'workspace' | 'platform';
export type Budget = Omit<BudgetEndpointsBudget, 'scope'> & { scope: BudgetScope };
export type UsageGroup = 'day' | 'model' | 'user' | 'key' | 'module';
export type UsageRow = BudgetEndpointsUsage;
export type Price = TryEndpointsCost;

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
