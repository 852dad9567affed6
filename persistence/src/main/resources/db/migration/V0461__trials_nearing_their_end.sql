-- A workspace's billing now says what was told of a trial; snapshots of the old shape go.
DELETE FROM snapshot WHERE persistence_id LIKE 'billing|%';

-- Trials that run already are told of as well.
SELECT set_config('app.platform', 'on', true);
INSERT INTO billing_due (workspace_id, what, due_at)
SELECT workspace_id, what || '/soon', due_at - interval '3 days' FROM billing_due
WHERE what LIKE 'trial/%' AND due_at > now() ON CONFLICT DO NOTHING;
INSERT INTO billing_due (workspace_id, what, due_at)
SELECT workspace_id, what || '/last-day', due_at - interval '1 day' FROM billing_due
WHERE what LIKE 'trial/%' AND what NOT LIKE '%/soon' AND due_at > now() ON CONFLICT DO NOTHING;
