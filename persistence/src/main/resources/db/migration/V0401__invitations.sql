-- Open doors, each for one e-mail address. Only a hash of the link's secret is kept. The address is
-- here and not in the journal, which never forgets.
CREATE TABLE workspace_invitation (
  workspace_id text        NOT NULL,
  id           text        NOT NULL,
  email        text        NOT NULL CHECK (email = lower(email)),
  role         text        NOT NULL,
  team_id      text,
  token_hash   bytea       NOT NULL UNIQUE,
  state        text        NOT NULL DEFAULT 'pending'
                           CHECK (state IN ('pending', 'accepting', 'accepted', 'revoked')),
  invited_by   text        NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  accepted_by  text,
  claimed_at   timestamptz,
  PRIMARY KEY (workspace_id, id)
);
CREATE UNIQUE INDEX workspace_invitation_open ON workspace_invitation (workspace_id, email)
  WHERE state = 'pending';
CREATE INDEX workspace_invitation_unfinished ON workspace_invitation (claimed_at)
  WHERE state = 'accepting';
SELECT tenant_table('workspace_invitation');
