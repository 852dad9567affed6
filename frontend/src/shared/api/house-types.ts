import type {
  AdministrationPerson,
  AdministrationWorkspaceSeen,
  Amount,
  ApiKeyItem,
  AuditEntry as AuditEntryRecord,
  AuditVerdict as AuditVerdictRecord,
  BudgetEndpointsBudget,
  Channel,
  ChangePreview as ChangePreviewRecord,
  Coupon as CouponRecord,
  Entitlements as EntitlementsRecord,
  EntitlementsItem,
  InstallationValueEndpointsSetting,
  InstallationValueEndpointsSwitch,
  Invoice as InvoiceRecord,
  InvitationItem,
  InvitationShown,
  Letter,
  MailSettings as MailSettingsRecord,
  Model,
  ModelEndpointsRoute,
  Notification,
  PasskeyPasskeyItem,
  PeopleMember,
  PeopleRole,
  PeopleTeam,
  PeopleWorkspace,
  Plans as PlansRecord,
  PlansOffer,
  Preferences,
  PreferencesType,
  SecondFactorEnrolment,
  SingleSignOnSetting,
  TryEndpointsCost,
  PlatformKeyEndpointsHeld,
  UsageEndpointsUsage,
  UserKey as UserKeyRecord,
  UserKeyEndpointsLevels,
  UserKeySaveKey,
} from './openapi';

/** The records around people, keys, money and administration, as the screens name them. */

export type Money = Amount;

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
export type Sso = SingleSignOnSetting;

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
export type NoticeChannel = Channel;
export type SandboxLetter = Letter;
export type MailSettings = MailSettingsRecord;

// Models and keys

export type KeyOwner = UserKeySaveKey['owner'];
export type KeySource = KeyHolder | 'sandbox';
export type KeyState = 'unverified' | 'valid' | 'invalid' | 'expired' | 'revoked' | 'quota_exhausted';
/** Whose a key is: somebody's, the workspace's, or the installation's. */
export type KeyHolder = KeyOwner | 'platform';
export type UserKey = Omit<UserKeyRecord, 'owner' | 'status'> & { owner: KeyHolder; status: KeyState };
export type InstallationKeys = Omit<PlatformKeyEndpointsHeld, 'items'> & { items: UserKey[] };
export type ModelRow = Omit<Model, 'status' | 'keySource'> & { status: 'active' | 'deprecated' | 'unavailable'; keySource: KeySource | null };
export type Chain = ModelEndpointsRoute;
export type Levels = UserKeyEndpointsLevels;
export type BudgetScope = 'user' | 'key' | 'module' | 'workspace' | 'platform';
export type Budget = Omit<BudgetEndpointsBudget, 'scope'> & { scope: BudgetScope };
export type UsageGroup = 'day' | 'model' | 'user' | 'key' | 'module';
export type UsageRow = UsageEndpointsUsage;
export type Price = TryEndpointsCost;

// Modules and payment

export type PlanModule = PlansOffer;
export type Plans = PlansRecord;
export type Entitlement = EntitlementsItem;
export type Entitlements = EntitlementsRecord;
export type ChangePreview = ChangePreviewRecord;
export type Invoice = InvoiceRecord;
export type Coupon = CouponRecord;
