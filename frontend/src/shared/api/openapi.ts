// Written by scripts/api-types.mjs from openapi.json. Do not edit.

export type AccountActingAdmin = {
  id: string;
  name: string;
};

export type AccountImpersonation = {
  id: string;
  admin: AccountActingAdmin;
  reason: string;
  until: string;
  writable: boolean;
};

export type AccountLogin = {
  email: string;
  password: string;
  code?: string | null;
};

export type AccountMe = {
  user: AccountUser;
  workspace: AccountWorkspace;
  role: "owner" | "admin" | "manager" | "rep" | "compliance_reviewer" | "viewer" | "api_client";
  permissions: (string)[];
  modules: ("practice" | "analysis" | "coach" | "crm" | "calling" | "followup" | "proposals" | "brain" | "readiness" | "compliance" | "integrations")[];
  impersonation: AccountImpersonation | null;
  workspaces: (AccountMembership)[];
  secondFactor: SecondFactorFactors;
  mustEnrol: boolean;
};

export type AccountMembership = {
  id: string;
  name: string;
  role: "owner" | "admin" | "manager" | "rep" | "compliance_reviewer" | "viewer" | "api_client";
  deletedUntil: string | null;
};

export type AccountRegister = {
  email: string;
  password: string;
  name: string;
  workspaceName: string;
};

export type AccountRegistered = {
  user: AccountUser;
  workspace: AccountWorkspace;
};

export type AccountSession = {
  id: string;
  current: boolean;
  createdAt: string;
  lastSeenAt: string;
  userAgent: string;
  ip: string;
};

export type AccountUser = {
  id: string;
  name: string;
  email: string;
  emailVerified: boolean;
  platformAdmin: boolean;
  createdAt: string;
};

export type AccountWorkspace = {
  id: string;
  name: string;
};

export type Address = {
  url: string;
};

export type AdministrationConsent = {
  id: string;
  admin: AdministrationPersonNamed;
  user: AdministrationPersonNamed;
  reason: string;
  state: "asked" | "granted" | "refused" | "used";
  askedAt: string;
  until: string;
};

export type AdministrationDecision = {
  granted: boolean;
};

export type AdministrationDelete = {
  reassignTo?: string | null;
};

export type AdministrationImpersonate = {
  userId: string;
  workspaceId?: string | null;
  reason: string;
  writable?: boolean | null;
  minutes?: number | null;
};

export type AdministrationImpersonating = {
  id: string;
  until: string;
  writable: boolean;
};

export type AdministrationImpersonationTerms = {
  consentRequired: boolean;
};

export type AdministrationImpersonationTermsInput = {
  consentRequired: boolean;
};

export type AdministrationMembership = {
  id: string;
  name: string;
  role: "owner" | "admin" | "manager" | "rep" | "compliance_reviewer" | "viewer" | "api_client";
};

export type AdministrationPerson = {
  id: string;
  name: string;
  email: string;
  status: "active" | "pending" | "suspended" | "deleted";
  platformAdmin: boolean;
  workspaces: (AdministrationMembership)[];
  lastSeenAt: string | null;
  createdAt: string;
  secondFactor: boolean;
  suspendedReason: string | null;
};

export type AdministrationPersonNamed = {
  id: string;
  name: string;
};

export type AdministrationReason = {
  reason: string;
};

export type AdministrationWorkspaceSeen = {
  id: string;
  name: string;
  members: number;
  owners: (string)[];
  consentRequired: boolean;
};

export type Amount = {
  minor: number;
  currency: string;
};

export type AmountInput = {
  minor: number;
  currency: string;
};

export type ApiKeyItem = {
  id: string;
  name: string;
  prefix: string;
  last4: string;
  scopes: (string)[];
  createdAt: string;
  lastUsedAt: string | null;
  expiresAt: string;
  state: "active" | "expired" | "revoked";
};

export type ApiKeyMade = {
  id: string;
  key: string;
  item: ApiKeyItem;
};

export type ApiKeyNew = {
  name: string;
  scopes: (string)[];
  expiresAt?: string | null;
};

export type AuditActor = {
  kind: string;
  id: string;
  name: string | null;
};

export type AuditCheckpoint = {
  chains: number;
};

export type AuditEntry = {
  seq: number;
  at: string;
  action: string;
  subject: string;
  actor: AuditActor;
  onBehalfOf: AuditActor | null;
  before: Record<string, string>;
  after: Record<string, string>;
  from: string;
  requestId: string;
  hash: string;
};

export type AuditVerdict = {
  ok: boolean;
  checked: number;
  brokenAt: number | null;
  reason: string | null;
};

export type BudgetEndpointsBudget = {
  scope: string;
  id: string;
  monthMinor: number;
  currency: string;
  softPercent: number;
  spent: TryEndpointsCost;
};

export type BudgetEndpointsSetBudget = {
  scope: string;
  id?: string | null;
  monthMinor: number;
  currency?: string | null;
  softPercent?: number | null;
};

export type CallLineSpan = {
  speaker: "user" | "persona";
  startMs: number;
  endMs: number;
};

export type ChangePreview = {
  dueNow: Amount;
  monthly: Amount;
  lines: (ChangePreviewLine)[];
  at: string;
};

export type ChangePreviewLine = {
  text: string;
  amount: Amount;
};

export type Channel = {
  id: string;
  kind: "webhook" | "slack";
  url: string;
  types: (string)[];
  createdAt: string;
  state: "active" | "failing" | "disabled";
  failingSince: string | null;
  secret: string | null;
};

export type ChannelNewChannel = {
  kind: "webhook" | "slack";
  url: string;
  types?: (string)[] | null;
};

export type Comparison = {
  items: (ComparisonItem)[];
  metrics: (ComparisonMeasure)[];
  total: ComparisonPair;
};

export type ComparisonItem = {
  section: string;
  criterion: string;
  a: number | null;
  b: number | null;
  delta: number | null;
};

export type ComparisonMeasure = {
  key: string;
  label: string;
  unit: string;
  a: number | null;
  b: number | null;
};

export type ComparisonPair = {
  a: number | null;
  b: number | null;
};

export type Context = {
  id: string;
  kind: "pdf" | "image" | "website" | "text";
  title: string;
  status: "ready" | "failed";
  excerpt: string;
  problem: ContextTrouble | null;
  characters: number;
  addedAt: string;
};

export type ContextEndpointsPageWanted = {
  url: string;
};

export type ContextTrouble = {
  code: string;
  message: string;
};

export type Coupon = {
  id: string;
  code: string;
  percentOff: number;
  months: number | null;
  maxRedemptions: number | null;
  redeemed: number;
  expiresAt: string | null;
  active: boolean;
};

export type CouponAll = {
  items: (Coupon)[];
};

export type CouponPutting = {
  code: string;
  percentOff: number;
  months?: number | null;
  maxRedemptions?: number | null;
  expiresAt?: string | null;
  active?: boolean | null;
};

export type EntitlementEndpointsTrial = {
  module: string;
};

export type EntitlementEndpointsZone = {
  zone: string;
};

export type EntitlementEndpointsZoneInput = {
  zone: string;
};

export type Entitlements = {
  items: (EntitlementsItem)[];
  zone: string;
};

export type EntitlementsItem = {
  module: "practice" | "analysis" | "coach" | "crm" | "calling" | "followup" | "proposals" | "brain" | "readiness" | "compliance" | "integrations";
  state: "active" | "complimentary" | "trialing" | "past_due" | "grace" | "expired" | "free";
  seats: number | null;
  until: string | null;
  period: EntitlementsPeriod | null;
  ending: boolean;
  limits: Record<string, EntitlementsLimit>;
};

export type EntitlementsLimit = {
  used: number;
  max: number;
  resetsAt: string;
};

export type EntitlementsPeriod = {
  start: string | null;
  end: string;
};

export type Evidence = {
  turnId: string;
  quote: string;
};

export type FieldProblem = {
  field: string;
  code: string;
  message: string;
};

export type FreeLimits = {
  limits: Record<string, number>;
};

export type FreeLimitsInput = {
  limits: Record<string, number>;
};

export type Gifts = {
  items: (GiftsOne)[];
};

export type GiftsGiving = {
  workspaceId: string;
  module: string;
  until?: string | null;
};

export type GiftsOne = {
  module: "practice" | "analysis" | "coach" | "crm" | "calling" | "followup" | "proposals" | "brain" | "readiness" | "compliance" | "integrations";
  until: string | null;
};

export type Installation = {
  name: string;
  version: string;
  sandbox: boolean;
  simulated: (string)[];
  voice: InstallationVoice;
};

export type InstallationValueEndpointsSetting = {
  name: string;
  description: string;
  kind: "text" | "number";
  value: string;
  usual: string;
  min: number | null;
  max: number;
};

export type InstallationValueEndpointsSettings = {
  values: Record<string, string>;
};

export type InstallationValueEndpointsSwitch = {
  name: string;
  description: string;
  on: boolean;
  usual: boolean;
};

export type InstallationValueEndpointsSwitched = {
  on: boolean;
};

export type InstallationVoice = {
  available: boolean;
  engines: (string)[];
  capacity: number;
};

export type InvitationAccept = {
  name?: string | null;
  password?: string | null;
};

export type InvitationAccepted = {
  workspace: AccountWorkspace;
  role: "owner" | "admin" | "manager" | "rep" | "compliance_reviewer" | "viewer" | "api_client";
};

export type InvitationItem = {
  id: string;
  email: string;
  role: "owner" | "admin" | "manager" | "rep" | "compliance_reviewer" | "viewer" | "api_client";
  teamId: string | null;
  state: "pending" | "accepted" | "expired" | "revoked";
  createdAt: string;
  expiresAt: string;
  invitedBy: string;
};

export type InvitationNew = {
  email: string;
  role: string;
  teamId?: string | null;
};

export type InvitationShown = {
  workspaceName: string;
  email: string;
  role: "owner" | "admin" | "manager" | "rep" | "compliance_reviewer" | "viewer" | "api_client";
  state: "pending" | "accepted" | "expired" | "revoked";
  expiresAt: string;
  accountExists: boolean;
};

export type Invoice = {
  id: string;
  number: string;
  at: string;
  total: Amount;
  status: string;
  url: string | null;
  pdf: string | null;
};

export type InvoiceSome = {
  items: (Invoice)[];
};

export type Letter = {
  id: string;
  to: string;
  subject: string;
  at: string;
  text: string;
  html: string;
  simulated: boolean;
};

export type LiveEventTypesBudgetNearlySpent = {
  scope: string;
  id: string;
};

export type LiveEventTypesKeyChanged = {
  provider: string;
  status: string;
};

export type LiveEventTypesNotificationsChanged = {
  unread: string;
};

export type LiveEventTypesSessionChanged = {
  id: string;
  state: string;
};

export type LiveEventsResync = {

};

export type MailSettings = {
  host: string;
  port: number;
  tls: "starttls" | "tls" | "none";
  username: string | null;
  passwordSet: boolean;
  from: string;
  origin: "sandbox" | "environment" | "admin";
  sandbox: boolean;
  stopped: MailSettingsStopped | null;
};

export type MailSettingsStopped = {
  problem: string;
  at: string;
};

export type MasterKeyEndpointsMasterKey = {
  current: number;
  held: (number)[];
  origin: string;
};

export type Metric = {
  key: string;
  label: string;
  unit: string;
  value: number | null;
  band: MetricBand | null;
  state: "in" | "near" | "far" | "none";
  formula: string;
};

export type MetricBand = {
  low: number;
  high: number;
};

export type Model = {
  id: string;
  provider: string;
  display: string;
  capabilities: (string)[];
  contextTokens: number | null;
  price: ModelPrice | null;
  status: string;
  retiresAt: string | null;
  replacement: string | null;
  available: boolean;
  keySource: string | null;
  simulated: boolean;
  source: string;
};

export type ModelAudioPrice = {
  inPerM: number;
  outPerM: number;
  cachedPerM: number | null;
};

export type ModelAudioPriceInput = {
  inPerM: number;
  outPerM: number;
  cachedPerM?: number | null;
};

export type ModelEndpointsEditModel = {
  display?: string | null;
  capabilities?: (string)[] | null;
  contextTokens?: number | null;
  price?: ModelEndpointsEditPrice | null;
  status?: string | null;
  retiresAt?: string | null;
  replacement?: string | null;
};

export type ModelEndpointsEditPrice = {
  inPerM: number;
  outPerM: number;
  cachedPerM?: number | null;
  audio?: ModelAudioPriceInput | null;
};

export type ModelEndpointsRoute = {
  feature: string;
  chain: (string)[];
};

export type ModelEndpointsRouteInput = {
  feature: string;
  chain: (string)[];
};

export type ModelEndpointsRouting = {
  features: (ModelEndpointsRoute)[];
};

export type ModelEndpointsRoutingInput = {
  features: (ModelEndpointsRouteInput)[];
};

export type ModelPrice = {
  inPerM: number;
  outPerM: number;
  cachedPerM: number | null;
  audio: ModelAudioPrice | null;
  currency: string;
};

export type Notification = {
  id: string;
  type: string;
  title: string;
  body: string;
  link: string;
  at: string;
  readAt: string | null;
};

export type OfferChange = {
  name?: string | null;
  description?: string | null;
  monthly?: AmountInput | null;
  includes?: (string)[] | null;
  trialDays?: number | null;
  discountPercent?: number | null;
  version?: number | null;
};

export type OpenSession = {
  mode: "voice" | "text" | "script";
  personaId: string;
  scenarioId: string;
  focus: "sales_call" | "discovery" | "demo" | "objection" | "negotiation" | "closing" | "general";
  difficulty: "easy" | "medium" | "hard" | "expert";
  script?: string | null;
  contextIds?: (string)[] | null;
  seed?: number | null;
  engine?: "auto" | "cascade" | "speech_to_speech" | null;
  timeLimitS?: number | null;
  hints?: boolean | null;
};

export type PasskeyAdd = {
  label: string;
  credential: unknown;
};

export type PasskeyAdded = {
  passkey: PasskeyPasskeyItem;
  recoveryCodes: (string)[];
};

export type PasskeyAnswer = {
  credential: unknown;
};

export type PasskeyPasskeyItem = {
  id: string;
  label: string;
  createdAt: string;
  lastUsedAt: string | null;
};

export type PasskeyQuestion = {
  publicKey: unknown;
};

export type PasswordChange = {
  current: string;
  next: string;
};

export type PasswordForgot = {
  email: string;
};

export type PasswordReset = {
  token: string;
  password: string;
};

export type PasswordToken = {
  token: string;
};

export type PeopleChosen = {
  workspaceId: string;
};

export type PeopleConfirm = {
  confirm: string;
};

export type PeopleGrant = {
  code: string;
  scope: "own" | "team" | "workspace";
};

export type PeopleHeir = {
  userId: string;
};

export type PeopleMember = {
  userId: string;
  name: string;
  email: string;
  role: "owner" | "admin" | "manager" | "rep" | "compliance_reviewer" | "viewer" | "api_client";
  teamId: string | null;
  teamIds: (string)[];
  joinedAt: string;
  status: "active" | "suspended";
};

export type PeopleMemberChange = {
  role?: string | null;
  teamId?: string | null;
  teamIds?: (string)[] | null;
};

export type PeopleNewWorkspace = {
  name: string;
};

export type PeopleRename = {
  name: string;
  version: number;
};

export type PeopleRole = {
  role: "owner" | "admin" | "manager" | "rep" | "compliance_reviewer" | "viewer" | "api_client";
  permissions: (PeopleGrant)[];
};

export type PeopleRoles = {
  roles: (PeopleRole)[];
};

export type PeopleTeam = {
  id: string;
  name: string;
  parentId: string | null;
  memberCount: number;
};

export type PeopleTeamFields = {
  name: string;
  parentId?: string | null;
};

export type PeopleWorkspace = {
  id: string;
  name: string;
  version: number;
  createdAt: string;
  memberCount: number;
  ownerIds: (string)[];
};

export type Persona = {
  id: string;
  name: string;
  role: string;
  company: string;
  industry: string;
  seniority: "specialist" | "team_lead" | "head" | "director" | "executive" | "owner";
  summary: string;
  manner: "formal" | "blunt" | "warm" | "rambling" | "analytical" | "skeptical" | "brisk" | "easygoing";
  voice: string;
  traits: Traits;
  language: string;
};

export type PersonaBrief = {
  id: string;
  name: string;
  role: string;
  company: string;
};

export type PlanParts = {
  items: (PlanPartsOne)[];
};

export type PlanPartsAttaching = {
  module?: string | null;
};

export type PlanPartsOne = {
  part: "practice" | "analysis" | "coach" | "crm" | "calling" | "followup" | "proposals" | "brain" | "readiness" | "compliance" | "integrations";
  module: "practice" | "analysis" | "coach" | "crm" | "calling" | "followup" | "proposals" | "brain" | "readiness" | "compliance" | "integrations" | null;
};

export type Plans = {
  modules: (PlansOffer)[];
  bundle: PlansBundle;
  free: PlansFree;
  attached: Record<string, string>;
  selfHosted: boolean;
  simulated: boolean;
};

export type PlansBundle = {
  price: Amount;
  discountPercent: number;
  version: number;
};

export type PlansFree = {
  limits: Record<string, number>;
};

export type PlansOffer = {
  module: "practice" | "analysis" | "coach" | "crm" | "calling" | "followup" | "proposals" | "brain" | "readiness" | "compliance" | "integrations";
  name: string;
  description: string;
  monthly: Amount;
  includes: (string)[];
  trialDays: number;
  version: number;
};

export type PlatformKeyEndpointsHeld = {
  items: (UserKey)[];
  environment: (string)[];
};

export type Preferences = {
  types: (PreferencesType)[];
  quietHours: PreferencesQuietHours | null;
  digestAt: string;
  zone: string | null;
};

export type PreferencesInput = {
  types: (PreferencesTypeInput)[];
  quietHours?: PreferencesQuietHoursInput | null;
  digestAt: string;
  zone?: string | null;
};

export type PreferencesQuietHours = {
  from: string;
  to: string;
  zone: string;
};

export type PreferencesQuietHoursInput = {
  from: string;
  to: string;
  zone: string;
};

export type PreferencesType = {
  type: string;
  group: string | null;
  inApp: boolean;
  email: "off" | "instant" | "digest";
};

export type PreferencesTypeInput = {
  type: string;
  group?: string | null;
  inApp: boolean;
  email: "off" | "instant" | "digest";
};

export type Problem = {
  type: string;
  title: string;
  status: number;
  code: string;
  detail: string;
  errors: (FieldProblem)[];
  requestId: string;
  methods: (string)[] | null;
};

export type Purchase = {
  modules: (string)[];
  bundle?: boolean | null;
  seats?: number | null;
  coupon?: string | null;
  at?: string | null;
};

export type Read = {
  ids?: (string)[] | null;
  all?: boolean | null;
};

export type RecordingEndpointsWaveform = {
  msPerPeak: number;
  user: (number)[];
  persona: (number)[];
};

export type RecordingTerms = {
  recording: boolean;
  retentionDays: number;
};

export type RecordingTermsInput = {
  recording: boolean;
  retentionDays: number;
};

export type Scenario = {
  id: string;
  title: string;
  type: "sales_call" | "cold_call" | "gatekeeper" | "discovery" | "demo" | "objection" | "negotiation" | "closing" | "renewal" | "general";
  summary: string;
  learnerBrief: string;
  stages: (string)[];
  focuses: ("sales_call" | "discovery" | "demo" | "objection" | "negotiation" | "closing" | "general")[];
  timeLimitS: number;
  personaIds: (string)[];
  script: (string)[];
};

export type ScenarioBrief = {
  id: string;
  title: string;
  type: "sales_call" | "cold_call" | "gatekeeper" | "discovery" | "demo" | "objection" | "negotiation" | "closing" | "renewal" | "general";
};

export type Scorecard = {
  id: string;
  version: number;
  name: string;
  total: number | null;
  passed: boolean;
  simulated: boolean;
  sections: (ScorecardSection)[];
};

export type ScorecardCriterion = {
  name: string;
  kind: string;
  weight: number;
  score: number | null;
  verdict: "met" | "partly" | "not_met" | "not_applicable";
  evidence: (Evidence)[];
  rationale: string;
};

export type ScorecardSection = {
  name: string;
  weight: number;
  score: number | null;
  criteria: (ScorecardCriterion)[];
};

export type Seats = {
  assigned: (string)[];
  seats: number;
};

export type SeatsAssigning = {
  assigned: (string)[];
};

export type SecondFactorCode = {
  code: string;
};

export type SecondFactorConfirm = {
  password?: string | null;
  code?: string | null;
  credential?: unknown;
};

export type SecondFactorEnrolment = {
  secret: string;
  uri: string;
  qrSvg: string;
};

export type SecondFactorFactors = {
  totp: boolean;
  passkeys: number;
  recoveryCodesLeft: number;
};

export type SecondFactorRecoveryCodes = {
  recoveryCodes: (string)[];
};

export type Session = {
  id: string;
  state: string;
  mode: string;
  persona: PersonaBrief;
  scenario: ScenarioBrief;
  learnerBrief: string;
  focus: string;
  difficulty: string;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  endReason: string | null;
  durationMs: number | null;
  timeLimitS: number;
  engine: string | null;
  audio: SessionAudio;
  script: SessionScript | null;
  hints: (SessionHint)[];
  turns: (Turn)[];
  metrics: (Metric)[];
  scorecard: Scorecard | null;
  gatekeeper: SessionGate | null;
  insufficient: boolean;
  scoreFailure: string | null;
  simulated: boolean;
};

export type SessionAudio = {
  available: boolean;
  url: string | null;
  durationMs: number | null;
};

export type SessionBeat = {
  id: string;
  text: string;
  intent: string;
  state: string;
};

export type SessionGate = {
  name: string;
  role: string;
  turns: number;
  putThrough: boolean;
  scorecard: Scorecard | null;
};

export type SessionHint = {
  atMs: number;
  text: string;
};

export type SessionItem = {
  id: string;
  learnerId: string;
  state: string;
  mode: string;
  persona: PersonaBrief;
  scenario: ScenarioBrief;
  focus: string;
  difficulty: string;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  durationMs: number | null;
  score: number | null;
  insufficient: boolean;
  simulated: boolean;
  callLine: (CallLineSpan)[];
};

export type SessionOpened = {
  id: string;
  state: string;
  voice: Ticket | null;
};

export type SessionScript = {
  beats: (SessionBeat)[];
};

export type SetMail = {
  host: string;
  port: number;
  tls: "starttls" | "tls" | "none";
  username?: string | null;
  password?: string | null;
  from: string;
};

export type SingleSignOnSetting = {
  issuer: string;
  clientId: string;
  domains: (string)[];
  required: boolean;
  redirectUri: string;
  updatedAt: string;
};

export type SingleSignOnWanted = {
  issuer: string;
  clientId: string;
  clientSecret?: string | null;
  domains: (string)[];
  required: boolean;
};

export type TestLetter = {
  to: string;
};

export type Ticket = {
  url: string;
  ticket: string;
  protocol: string;
};

export type Traits = {
  patience: number;
  skepticism: number;
  warmth: number;
  talkativeness: number;
  priceSensitivity: number;
};

export type Trend = {
  sessionId: string;
  at: string;
  scenarioId: string;
  difficulty: string;
  score: number;
  metrics: Record<string, number>;
};

export type TryEndpointsCost = {
  amount: number;
  currency: string;
};

export type TryEndpointsDelta = {
  text: string;
};

export type TryEndpointsDone = {
  id: string;
  model: string;
  display: string;
  provider: string;
  keySource: string;
  usage: TryEndpointsTokens;
  cost: TryEndpointsCost | null;
  fallback: string | null;
  simulated: boolean;
  firstTokenMs: number;
  totalMs: number;
  sources: (TryEndpointsSource)[];
};

export type TryEndpointsProblemEvent = {
  code: string;
  detail: string;
};

export type TryEndpointsSource = {
  title: string;
  url: string;
};

export type TryEndpointsTokens = {
  tokensIn: number;
  tokensOut: number;
  cachedIn: number;
  estimated: boolean;
};

export type TryEndpointsTry = {
  model?: string | null;
  text: string;
};

export type Turn = {
  id: string;
  speaker: "user" | "persona";
  text: string;
  startMs: number;
  endMs: number;
  interrupted: boolean;
};

export type TypedTurnEndpointsReplyDelta = {
  text: string;
};

export type TypedTurnEndpointsReplyDone = {
  turn: Turn;
  over: boolean;
};

export type TypedTurnEndpointsReplyProblem = {
  code: string;
  detail: string;
};

export type TypedTurnEndpointsSay = {
  text: string;
};

export type Unread = {
  unread: number;
};

export type UsageEndpointsMade = {
  id: string;
  provider: string;
  model: string;
  keySource: string;
  module: string;
  feature: string;
  template: string;
  templateVersion: number;
  inputs: (string)[];
  usage: TryEndpointsTokens;
  cost: TryEndpointsCost | null;
  fallback: string | null;
  outcome: string;
  startedAt: string;
  firstTokenMs: number;
  totalMs: number;
  audio: UsageEndpointsSound | null;
};

export type UsageEndpointsSound = {
  tokensIn: number;
  tokensOut: number;
  heardSeconds: number;
  spokenSeconds: number;
};

export type UsageEndpointsUsage = {
  key: string;
  tokensIn: number;
  tokensOut: number;
  cost: TryEndpointsCost | null;
  requests: number;
  unpriced: number;
  heardSeconds: number;
  spokenSeconds: number;
};

export type UserKey = {
  provider: string;
  owner: string;
  id: string;
  label: string;
  status: string;
  last4: string;
  checkedAt: string | null;
  expiresAt: string | null;
  createdBy: string;
  createdAt: string;
  reason: string | null;
  baseUrl: string | null;
};

export type UserKeyEndpointsLevels = {
  userKeys: boolean;
  platformKeys: boolean;
};

export type UserKeyEndpointsLevelsInput = {
  userKeys: boolean;
  platformKeys: boolean;
};

export type UserKeySaveKey = {
  key: string;
  label?: string | null;
  owner: "user" | "workspace";
  baseUrl?: string | null;
  expiresAt?: string | null;
  saveUnverified?: boolean | null;
};

export type UserKeySavePlatformKey = {
  key: string;
  label?: string | null;
  baseUrl?: string | null;
  expiresAt?: string | null;
  saveUnverified?: boolean | null;
};
