-- Effects outside: dial, send, charge. Written in the transaction that decided them, carried out by a
-- sender that holds a lease, at most once. What may have happened is looked up, never repeated.
CREATE TABLE outbox (
  id           bigserial   PRIMARY KEY,
  workspace_id text        NOT NULL,
  kind         text        NOT NULL,
  business_key text        NOT NULL,
  payload      jsonb       NOT NULL,
  state        text        NOT NULL DEFAULT 'PLANNED'
                           CHECK (state IN ('PLANNED', 'CLAIMED', 'SENT', 'UNKNOWN', 'FAILED')),
  not_before   timestamptz NOT NULL DEFAULT now(),
  not_after    timestamptz NOT NULL,
  owner        text,
  fence        bigint      NOT NULL DEFAULT 0,
  lease_until  timestamptz,
  provider_id  text,
  problem      text,
  lookups      integer     NOT NULL DEFAULT 0,
  planned_at   timestamptz NOT NULL DEFAULT now(),
  settled_at   timestamptz,
  UNIQUE (workspace_id, kind, business_key)
);
CREATE INDEX outbox_open ON outbox (kind, not_before) WHERE state IN ('PLANNED', 'CLAIMED', 'UNKNOWN');
SELECT tenant_table('outbox');
