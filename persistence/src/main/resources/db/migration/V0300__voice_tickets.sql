-- Tickets to voice sockets: short-lived, used once. Only a hash is kept, so the table opens nothing.
CREATE TABLE voice_ticket (
  workspace_id text        NOT NULL,
  hash         bytea       NOT NULL,
  user_id      text        NOT NULL,
  kind         text        NOT NULL,
  session_id   text        NOT NULL,
  expires_at   timestamptz NOT NULL,
  used_at      timestamptz,
  PRIMARY KEY (workspace_id, hash)
);
CREATE INDEX voice_ticket_expiry ON voice_ticket (workspace_id, expires_at);
SELECT tenant_table('voice_ticket');
