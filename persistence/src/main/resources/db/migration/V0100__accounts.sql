-- Who may sign in. The e-mail address is taken in one statement, so two can never have the same one;
-- a registration that was interrupted stays pending and is finished later.
CREATE TABLE account (
  email           text        PRIMARY KEY CHECK (email = lower(email)),
  user_id         text        NOT NULL UNIQUE,
  home_workspace  text        NOT NULL,
  name            text        NOT NULL,
  workspace_name  text        NOT NULL,
  password_hash   text        NOT NULL,
  state           text        NOT NULL DEFAULT 'pending' CHECK (state IN ('pending', 'active')),
  idempotency_key text,
  created_at      timestamptz NOT NULL
);
CREATE INDEX account_pending ON account (created_at) WHERE state = 'pending';

-- At most one row: whoever comes first runs the installation.
CREATE TABLE first_admin (
  one     boolean PRIMARY KEY DEFAULT true CHECK (one),
  user_id text    NOT NULL
);
CREATE TABLE platform_admin (
  user_id    text        PRIMARY KEY,
  granted_at timestamptz NOT NULL DEFAULT now()
);

CREATE TABLE workspace (
  workspace_id text   PRIMARY KEY,
  name         text   NOT NULL,
  revision     bigint NOT NULL DEFAULT 0
);
SELECT tenant_table('workspace');

-- A row written at registration has revision 0; what the journal says later always wins.
CREATE TABLE workspace_member (
  workspace_id text    NOT NULL,
  user_id      text    NOT NULL,
  role         text    NOT NULL,
  active       boolean NOT NULL DEFAULT true,
  revision     bigint  NOT NULL DEFAULT 0,
  PRIMARY KEY (workspace_id, user_id)
);
SELECT tenant_table('workspace_member');

-- Signed-in devices. Only a hash of the secret is kept.
CREATE TABLE session (
  session_id   text        PRIMARY KEY,
  token_hash   bytea       NOT NULL UNIQUE,
  workspace_id text        NOT NULL,
  user_id      text        NOT NULL,
  created_at   timestamptz NOT NULL,
  last_seen_at timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  user_agent   text        NOT NULL,
  ip           text        NOT NULL
);
CREATE INDEX session_of_user ON session (workspace_id, user_id);
CREATE INDEX session_expiry ON session (expires_at);
SELECT tenant_table('session');
