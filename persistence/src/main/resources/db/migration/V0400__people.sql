-- A workspace's state now says more of its people; snapshots of the old shape go.
DELETE FROM snapshot WHERE persistence_id LIKE 'workspace|%';

-- A deleted workspace stays for a while, so that its owners can bring it back.
ALTER TABLE workspace ADD COLUMN deleted_until timestamptz;
ALTER TABLE workspace ADD COLUMN created_at timestamptz NOT NULL DEFAULT now();

ALTER TABLE workspace_member ADD COLUMN team_id   text;
ALTER TABLE workspace_member ADD COLUMN team_ids  text[] NOT NULL DEFAULT '{}';
ALTER TABLE workspace_member ADD COLUMN joined_at timestamptz NOT NULL DEFAULT now();
CREATE INDEX workspace_member_user ON workspace_member (user_id);

-- Keys of partners, of which only a hash is kept; one of so much randomness needs no slow one.
CREATE TABLE api_key (
  workspace_id text        NOT NULL,
  id           text        NOT NULL,
  name         text        NOT NULL,
  key_hash     bytea       NOT NULL UNIQUE,
  prefix       text        NOT NULL,
  last4        text        NOT NULL,
  scopes       text[]      NOT NULL,
  created_by   text        NOT NULL,
  created_at   timestamptz NOT NULL,
  expires_at   timestamptz NOT NULL,
  last_used_at timestamptz,
  revoked_at   timestamptz,
  PRIMARY KEY (workspace_id, id)
);
SELECT tenant_table('api_key');
