import type {
  AccountMe,
  AccountMembership,
  AccountSession,
  AccountUser,
  AccountWorkspace,
  CallLineSpan,
  Comparison as ComparisonRecord,
  Context as ContextRecord,
  Installation as InstallationRecord,
  Metric as MetricRecord,
  OpenSession,
  Persona as PersonaRecord,
  Scenario as ScenarioRecord,
  Scorecard as ScorecardRecord,
  ScorecardCriterion,
  Session as SessionRecord,
  SessionBeat,
  SessionItem as SessionItemRecord,
  SessionOpened,
  Ticket,
  Traits as TraitsRecord,
  Trend as TrendRecord,
  Turn as TurnRecord,
  RecordingEndpointsWaveform,
  RecordingTerms as RecordingTermsRecord,
} from './openapi';
import type { Role } from './house-types';

/**
 * The records of the contract as the screens name them. All come from the generated file; where the document says
 * "string" for a word out of a closed list, the list is added here.
 */

export type Page<T> = { items: T[]; nextCursor: string | null };

export type User = AccountUser;
export type Workspace = AccountWorkspace;
export type Seat = AccountMembership;
export type Me = Omit<AccountMe, 'role'> & { role: Role };
export type LoginSession = AccountSession;
export type Installation = InstallationRecord;

export type Traits = TraitsRecord;
export type Persona = PersonaRecord;
export type Scenario = ScenarioRecord;
export type Context = ContextRecord;

export type NewSession = OpenSession;
export type Mode = NewSession['mode'];
export type Difficulty = NewSession['difficulty'];
export type Focus = NewSession['focus'];
export type OpenedSession = SessionOpened;
export type VoiceAccess = Ticket;

export type SessionState = 'created' | 'connecting' | 'live' | 'interrupted' | 'ended' | 'scoring' | 'scored' | 'score_failed' | 'discarded';

type Words = { state: SessionState; mode: Mode; focus: Focus; difficulty: Difficulty };

export type CallSpan = CallLineSpan;
export type SessionItem = Omit<SessionItemRecord, keyof Words> & Words;

export type Turn = TurnRecord;
export type Metric = MetricRecord;

export type CriterionResult = ScorecardCriterion;
export type Verdict = CriterionResult['verdict'];
export type Scorecard = ScorecardRecord;

export type BeatState = 'open' | 'covered' | 'skipped' | 'off_track';
export type Beat = Omit<SessionBeat, 'state'> & { state: BeatState };

export type Session = Omit<SessionRecord, keyof Words | 'script'> & Words & { script: { beats: Beat[] } | null };

export type RecordingTerms = RecordingTermsRecord;
export type Waveform = RecordingEndpointsWaveform;
export type Trend = Omit<TrendRecord, 'difficulty'> & { difficulty: Difficulty };
export type Comparison = ComparisonRecord;
