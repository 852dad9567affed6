-- What was answered belongs to the workspace that asked, and is kept apart like all of its rows. The
-- scope is the person within it.
ALTER TABLE idempotency ADD COLUMN workspace_id text;
UPDATE idempotency SET workspace_id = split_part(scope, '/', 1), scope = split_part(scope, '/', 2);
ALTER TABLE idempotency ALTER COLUMN workspace_id SET NOT NULL;
ALTER TABLE idempotency DROP CONSTRAINT idempotency_pkey;
ALTER TABLE idempotency ADD PRIMARY KEY (workspace_id, scope, key);
SELECT tenant_table('idempotency');
