/** The records of the REST contract that the screens read. */

export type Page<T> = { items: T[]; nextCursor: string | null };

export type User = { id: string; email: string; name: string };
export type Workspace = { id: string; name: string };
export type Me = { user: User; workspace: Workspace; role: string; permissions: string[]; modules: string[] };

export type LoginSession = {
  id: string;
  current: boolean;
  createdAt: string;
  lastSeenAt: string;
  userAgent: string;
  ip: string;
};

export type Installation = {
  name: string;
  version: string;
  sandbox: boolean;
  simulated: string[];
  voice: { available: boolean; engines: string[]; capacity: number };
};

export type Traits = {
  patience: number;
  skepticism: number;
  warmth: number;
  talkativeness: number;
  priceSensitivity: number;
};

export type Persona = {
  id: string;
  name: string;
  role: string;
  company: string;
  industry: string;
  seniority: string;
  summary: string;
  /** A code such as "brisk"; screens have the words for it. */
  manner: string;
  voice: string;
  traits: Traits;
  language: string;
};

export type Mode = 'voice' | 'text' | 'script';
export type Difficulty = 'easy' | 'medium' | 'hard' | 'expert';
export type Focus = 'sales_call' | 'discovery' | 'demo' | 'objection' | 'negotiation' | 'closing' | 'general';

export type Scenario = {
  id: string;
  title: string;
  type: string;
  summary: string;
  learnerBrief: string;
  stages: string[];
  focuses: Focus[];
  timeLimitS: number;
  personaIds: string[];
};

export type Context = {
  id: string;
  kind: 'pdf' | 'image' | 'website' | 'text';
  title: string;
  status: 'ready' | 'failed';
  excerpt: string;
  problem: { code: string; message: string } | null;
  characters: number;
};

export type VoiceAccess = { url: string; ticket: string; protocol: string };

export type SessionState =
  | 'created'
  | 'connecting'
  | 'live'
  | 'interrupted'
  | 'ended'
  | 'scoring'
  | 'scored'
  | 'score_failed'
  | 'discarded';

export type NewSession = {
  mode: Mode;
  personaId: string;
  scenarioId: string;
  focus: Focus;
  difficulty: Difficulty;
  script?: string;
  contextIds?: string[];
  hints?: boolean;
};

export type OpenedSession = { id: string; state: SessionState; voice?: VoiceAccess | null };

export type Speaker = 'user' | 'persona';
export type CallSpan = { speaker: Speaker; startMs: number; endMs: number };

export type SessionItem = {
  id: string;
  state: SessionState;
  mode: Mode;
  persona: { id: string; name: string; role: string; company: string };
  scenario: { id: string; title: string; type: string };
  focus: Focus;
  difficulty: Difficulty;
  createdAt: string;
  startedAt: string | null;
  endedAt: string | null;
  durationMs: number | null;
  score: number | null;
  insufficient: boolean;
  simulated: boolean;
  callLine: CallSpan[];
};

export type Turn = { id: string; speaker: Speaker; text: string; startMs: number; endMs: number; interrupted: boolean };

export type Metric = {
  key: string;
  label: string;
  unit: string;
  value: number | null;
  band: { low: number | null; high: number | null } | null;
  state: 'in' | 'near' | 'far' | 'none';
  formula: string;
};

export type Evidence = { turnId: string; quote: string };
export type CriterionKind = 'check' | 'compound' | 'rated' | 'metric' | 'knowledge' | 'forbidden';

export type CriterionResult = {
  name: string;
  kind: CriterionKind;
  score: number | null;
  verdict: Verdict;
  evidence: Evidence[];
  rationale: string;
};

export type Verdict = 'met' | 'partly' | 'not_met' | 'not_applicable';

export type Scorecard = {
  total: number | null;
  sections: { name: string; score?: number | null; criteria: CriterionResult[] }[];
};

export type BeatState = 'open' | 'covered' | 'skipped' | 'off_track';
export type Beat = { id: string; text: string; intent: string; state: BeatState };

export type Session = Omit<SessionItem, 'score' | 'insufficient' | 'callLine' | 'persona' | 'scenario'> & {
  persona: { id: string; name: string; role: string; company: string; manner?: string; summary?: string };
  scenario: { id: string; title: string; type: string; learnerBrief?: string };
  turns: Turn[];
  metrics: Metric[];
  scorecard?: Scorecard | null;
  insufficient?: boolean;
  endReason: string | null;
  timeLimitS: number;
  audio: { available: boolean; url: string | null; durationMs: number | null };
  script: { beats: Beat[] } | null;
  hints: { atMs: number; text: string }[];
  engine: string | null;
  scoreFailure?: string | null;
  learnerBrief: string;
};

export type Waveform = { msPerPeak: number; user: number[]; persona: number[] };

export type Trend = {
  sessionId: string;
  at: string;
  scenarioId: string;
  difficulty: Difficulty;
  score: number | null;
  metrics: Record<string, number | null>;
};

export type Comparison = {
  items: { section: string; criterion: string; a: number | null; b: number | null; delta: number | null }[];
  total: { a: number | null; b: number | null };
};
