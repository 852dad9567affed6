-- Accounts that may not enter, and those whose person is gone and whose row only keeps the id.
ALTER TABLE account ADD COLUMN suspended_at timestamptz;
ALTER TABLE account ADD COLUMN suspended_reason text NOT NULL DEFAULT '';
ALTER TABLE account ADD COLUMN deleted_at timestamptz;
CREATE INDEX account_name ON account (lower(name), user_id);

-- Who acts in whose name. Hangs on the admin's session; at most one at a time.
CREATE TABLE impersonation (
  id           text        PRIMARY KEY,
  session_id   text        NOT NULL,
  admin_id     text        NOT NULL,
  workspace_id text        NOT NULL,
  user_id      text        NOT NULL,
  reason       text        NOT NULL,
  mode         text        NOT NULL CHECK (mode IN ('READ_ONLY', 'WRITABLE')),
  began_at     timestamptz NOT NULL,
  until        timestamptz NOT NULL CHECK (until <= began_at + interval '60 minutes'),
  ended_at     timestamptz,
  ended_by     text
);
CREATE UNIQUE INDEX impersonation_live ON impersonation (session_id) WHERE ended_at IS NULL;
CREATE INDEX impersonation_expiry ON impersonation (until) WHERE ended_at IS NULL;
CREATE INDEX impersonation_of_admin ON impersonation (admin_id) WHERE ended_at IS NULL;
SELECT tenant_table('impersonation');

-- Workspaces that want their owners to be asked first; no row: they do not.
CREATE TABLE impersonation_terms (
  workspace_id text    PRIMARY KEY,
  consent      boolean NOT NULL
);
SELECT tenant_table('impersonation_terms');

CREATE TABLE impersonation_consent (
  workspace_id text        NOT NULL,
  id           text        NOT NULL,
  admin_id     text        NOT NULL,
  user_id      text        NOT NULL,
  reason       text        NOT NULL,
  stage        text        NOT NULL CHECK (stage IN ('ASKED', 'GRANTED', 'REFUSED', 'USED')),
  asked_at     timestamptz NOT NULL,
  until        timestamptz NOT NULL,
  decided_by   text,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX impersonation_consent_open ON impersonation_consent (workspace_id, admin_id, user_id)
  WHERE stage IN ('ASKED', 'GRANTED');
SELECT tenant_table('impersonation_consent');

-- What admins have set for the whole installation; what is not here is as the program has it.
CREATE TABLE installation_value (
  name       text        PRIMARY KEY,
  value      text        NOT NULL,
  changed_by text        NOT NULL,
  changed_at timestamptz NOT NULL
);
