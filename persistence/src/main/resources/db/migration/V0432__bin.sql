-- Workspaces whose time in the bin is over are emptied by one node at a time.
ALTER TABLE workspace ADD COLUMN emptied_by_until timestamptz NOT NULL DEFAULT '-infinity';
CREATE INDEX workspace_bin ON workspace (deleted_until) WHERE deleted_until IS NOT NULL;

-- A log is only added to for as long as its workspace is there or can be brought back. Its end is
-- written into the installation's own log, which stays.
CREATE FUNCTION bin_time_is_over(gone text) RETURNS boolean LANGUAGE sql STABLE AS $$
  SELECT EXISTS (SELECT 1 FROM workspace WHERE workspace_id = gone AND deleted_until <= now())
$$;

CREATE OR REPLACE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'DELETE' AND TG_LEVEL = 'ROW' AND bin_time_is_over(OLD.workspace_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'insufficient_privilege';
END
$$;

CREATE OR REPLACE FUNCTION audit_head_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.workspace_id = OLD.workspace_id AND NEW.seq = OLD.seq + 1 THEN
    RETURN NEW;
  END IF;
  IF TG_OP = 'DELETE' AND bin_time_is_over(OLD.workspace_id) THEN
    RETURN OLD;
  END IF;
  RAISE EXCEPTION 'the end of the audit log only moves on' USING ERRCODE = 'insufficient_privilege';
END
$$;

-- The application has no right to delete from the log; through this one, within those bounds only.
CREATE FUNCTION delete_audit_of_emptied(gone text, most integer) RETURNS bigint
  LANGUAGE plpgsql SECURITY DEFINER SET search_path = public, pg_temp AS $$
DECLARE
  deleted bigint;
BEGIN
  DELETE FROM audit_entry WHERE workspace_id = gone AND seq IN (
    SELECT seq FROM audit_entry WHERE workspace_id = gone ORDER BY seq LIMIT most);
  GET DIAGNOSTICS deleted = ROW_COUNT;
  IF deleted = 0 THEN
    DELETE FROM audit_head WHERE workspace_id = gone;
  END IF;
  RETURN deleted;
END
$$;
REVOKE EXECUTE ON FUNCTION delete_audit_of_emptied(text, integer) FROM PUBLIC;
DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'quotahit_app') THEN
    GRANT EXECUTE ON FUNCTION delete_audit_of_emptied(text, integer) TO quotahit_app;
  END IF;
END
$$;

-- A workspace's state has a further stage; snapshots of the old shape go.
DELETE FROM snapshot WHERE persistence_id LIKE 'workspace|%';
