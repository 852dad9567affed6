-- A workspace's own identity provider. A domain leads to one workspace, whoever names it first and
-- has an address there.
CREATE TABLE single_sign_on (
  workspace_id text        PRIMARY KEY,
  issuer       text        NOT NULL,
  client_id    text        NOT NULL,
  seal_version integer     NOT NULL,
  sealed       bytea       NOT NULL,
  demand       text        NOT NULL CHECK (demand IN ('offered', 'required')),
  updated_at   timestamptz NOT NULL
);
SELECT tenant_table('single_sign_on');
CREATE TABLE single_sign_on_domain (
  domain       text PRIMARY KEY CHECK (domain = lower(domain)),
  workspace_id text NOT NULL
);
CREATE INDEX single_sign_on_domain_of ON single_sign_on_domain (workspace_id);
SELECT tenant_table('single_sign_on_domain');

-- Who somebody is at their provider: subject and issuer, nothing that can be given to another.
CREATE TABLE single_sign_on_identity (
  workspace_id text        NOT NULL,
  issuer       text        NOT NULL,
  subject      text        NOT NULL,
  user_id      text        NOT NULL,
  linked_at    timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, issuer, subject)
);
SELECT tenant_table('single_sign_on_identity');

-- People who are at their provider at the moment. What must stay secret until they are back is in
-- their browser; here are hashes.
CREATE TABLE single_sign_on_attempt (
  state_hash   bytea       PRIMARY KEY,
  browser_hash bytea       NOT NULL,
  workspace_id text        NOT NULL,
  expires_at   timestamptz NOT NULL
);
CREATE INDEX single_sign_on_attempt_age ON single_sign_on_attempt (expires_at);
SELECT tenant_table('single_sign_on_attempt');
