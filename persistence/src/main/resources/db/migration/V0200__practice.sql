-- Practice sessions as people look at them; all of it follows from the journal and can be built again.
CREATE TABLE practice_session (
  workspace_id      text        NOT NULL,
  id                text        NOT NULL,
  learner_id        text        NOT NULL,
  mode              text        NOT NULL,
  persona_id        text        NOT NULL,
  scenario_id       text        NOT NULL,
  focus             text        NOT NULL,
  difficulty        text        NOT NULL,
  time_limit_s      integer     NOT NULL,
  hints             text        NOT NULL,
  script            text,
  context_ids       text[]      NOT NULL,
  language          text        NOT NULL,
  state             text        NOT NULL,
  created_at        timestamptz NOT NULL,
  started_at        timestamptz,
  ended_at          timestamptz,
  ends_by           timestamptz,
  end_reason        text,
  duration_ms       bigint,
  epoch             bigint      NOT NULL DEFAULT 0,
  engine            text,
  partner_simulated boolean     NOT NULL DEFAULT false,
  turns             integer     NOT NULL DEFAULT 0,
  score             numeric(4, 1),
  insufficient      boolean     NOT NULL DEFAULT false,
  scorecard         jsonb,
  metrics           jsonb,
  score_failure     text,
  discarded_until   timestamptz,
  revision          bigint      NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX practice_session_history ON practice_session (workspace_id, learner_id, id DESC);
SELECT tenant_table('practice_session');

CREATE TABLE practice_turn (
  workspace_id text    NOT NULL,
  session_id   text    NOT NULL,
  id           text    NOT NULL,
  revision     bigint  NOT NULL,
  speaker      text    NOT NULL,
  words        text    NOT NULL,
  start_ms     bigint  NOT NULL,
  end_ms       bigint  NOT NULL,
  interrupted  boolean NOT NULL,
  PRIMARY KEY (workspace_id, session_id, id)
);
SELECT tenant_table('practice_turn');

CREATE TABLE practice_hint (
  workspace_id text   NOT NULL,
  session_id   text   NOT NULL,
  revision     bigint NOT NULL,
  at_ms        bigint NOT NULL,
  words        text   NOT NULL,
  PRIMARY KEY (workspace_id, session_id, revision)
);
SELECT tenant_table('practice_hint');

CREATE TABLE practice_beat (
  workspace_id text   NOT NULL,
  session_id   text   NOT NULL,
  beat         text   NOT NULL,
  mark         text   NOT NULL,
  turn_id      text   NOT NULL,
  revision     bigint NOT NULL,
  PRIMARY KEY (workspace_id, session_id, beat)
);
SELECT tenant_table('practice_beat');

-- What has to happen to a session by itself, and when: its clock, or its scoring. A row that a node has
-- claimed and not finished becomes free again when the claim runs out.
CREATE TABLE practice_due (
  workspace_id  text        NOT NULL,
  session_id    text        NOT NULL,
  work          text        NOT NULL,
  due_at        timestamptz NOT NULL,
  node          text        NOT NULL DEFAULT '',
  epoch         bigint      NOT NULL DEFAULT 0,
  claimed_until timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (workspace_id, session_id)
);
CREATE INDEX practice_due_next ON practice_due (due_at);
SELECT tenant_table('practice_due');

-- Company context that learners brought. Untrusted text: data for the buyer, instructions to nobody.
CREATE TABLE practice_context (
  workspace_id    text        NOT NULL,
  id              text        NOT NULL,
  owner_id        text        NOT NULL,
  kind            text        NOT NULL,
  title           text        NOT NULL,
  words           text,
  problem_code    text,
  problem_message text,
  added_at        timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
SELECT tenant_table('practice_context');
