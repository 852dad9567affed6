-- Makes a table that has a column workspace_id invisible outside its workspace, even to its owner.
-- Every tenant table calls it:  SELECT tenant_table('practice_session');
-- app.workspace is set for one transaction at a time; app.platform only by the platform's own
-- processes that must see all workspaces.
CREATE FUNCTION tenant_table(name regclass) RETURNS void LANGUAGE plpgsql AS $$
BEGIN
  EXECUTE format('ALTER TABLE %s ENABLE ROW LEVEL SECURITY', name);
  EXECUTE format('ALTER TABLE %s FORCE ROW LEVEL SECURITY', name);
  EXECUTE format(
    'CREATE POLICY tenant ON %s USING (workspace_id = current_setting(''app.workspace'', true)'
    ' OR current_setting(''app.platform'', true) = ''on'')', name);
END
$$;
