-- What people were told. A row without "shown" only waits for its summary. The key makes it the same
-- news: somebody who was told before is not told again.
CREATE TABLE notification (
  workspace_id text        NOT NULL,
  id           text        NOT NULL,
  user_id      text        NOT NULL,
  kind         text        NOT NULL,
  title        text        NOT NULL,
  body         text        NOT NULL,
  path         text        NOT NULL,
  dedupe_key   text        NOT NULL,
  at           timestamptz NOT NULL,
  shown        boolean     NOT NULL,
  read_at      timestamptz,
  digest_due   timestamptz,
  digested_at  timestamptz,
  PRIMARY KEY (workspace_id, id),
  UNIQUE (workspace_id, user_id, dedupe_key)
);
CREATE INDEX notification_list ON notification (workspace_id, user_id, id DESC) WHERE shown;
CREATE INDEX notification_unread ON notification (workspace_id, user_id) WHERE shown AND read_at IS NULL;
CREATE INDEX notification_digest ON notification (digest_due)
  WHERE digest_due IS NOT NULL AND digested_at IS NULL;
CREATE INDEX notification_age ON notification (at);
SELECT tenant_table('notification');

-- How somebody wants to be told; who has no row has chosen nothing.
CREATE TABLE notification_preference (
  workspace_id text  NOT NULL,
  user_id      text  NOT NULL,
  choices      jsonb NOT NULL,
  quiet_from   text  NOT NULL,
  quiet_to     text  NOT NULL,
  zone         text  NOT NULL,
  digest_at    text  NOT NULL,
  PRIMARY KEY (workspace_id, user_id)
);
SELECT tenant_table('notification_preference');

-- Where a workspace wants its news posted. The signing secret, and an address that is a secret by
-- itself, are sealed.
CREATE TABLE notification_channel (
  workspace_id  text        NOT NULL,
  id            text        NOT NULL,
  kind          text        NOT NULL CHECK (kind IN ('webhook', 'slack')),
  host          text        NOT NULL,
  key_version   integer     NOT NULL,
  sealed        bytea       NOT NULL,
  kinds         text[]      NOT NULL,
  created_by    text        NOT NULL,
  created_at    timestamptz NOT NULL,
  failing_since timestamptz,
  disabled_at   timestamptz,
  PRIMARY KEY (workspace_id, id)
);
SELECT tenant_table('notification_channel');
