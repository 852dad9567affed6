-- Who did what. Entries are only ever added, each chained to the one before by its hash; the chain of
-- the installation itself stands under the name 'platform'. The head says where a chain ends, so that a
-- tail that is cut off is missed, and is the row on which the writers of a chain wait for each other.
CREATE TABLE audit_entry (
  workspace_id text        NOT NULL,
  seq          bigint      NOT NULL CHECK (seq > 0),
  at           timestamptz NOT NULL,
  action       text        NOT NULL,
  subject      text        NOT NULL,
  actor        text        NOT NULL,
  on_behalf_of text        NOT NULL,
  before       jsonb       NOT NULL,
  after        jsonb       NOT NULL,
  came_from    text        NOT NULL,
  request_id   text        NOT NULL,
  source       text        NOT NULL,
  hash         bytea       NOT NULL,
  PRIMARY KEY (workspace_id, seq)
);
-- A fact of the journal comes into a chain once, however often it is read.
CREATE UNIQUE INDEX audit_entry_source ON audit_entry (workspace_id, source) WHERE source <> '';
CREATE INDEX audit_entry_subject ON audit_entry (workspace_id, subject, seq);
SELECT tenant_table('audit_entry');

CREATE TABLE audit_head (
  workspace_id text   PRIMARY KEY,
  seq          bigint NOT NULL,
  hash         bytea  NOT NULL
);
SELECT tenant_table('audit_head');

CREATE FUNCTION audit_is_only_added_to() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  RAISE EXCEPTION 'the audit log is only added to' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_entry_stays BEFORE UPDATE OR DELETE ON audit_entry
  FOR EACH ROW EXECUTE FUNCTION audit_is_only_added_to();
CREATE TRIGGER audit_entry_is_not_emptied BEFORE TRUNCATE ON audit_entry
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to();

CREATE FUNCTION audit_head_only_grows() RETURNS trigger LANGUAGE plpgsql AS $$
BEGIN
  IF TG_OP = 'UPDATE' AND NEW.workspace_id = OLD.workspace_id AND NEW.seq = OLD.seq + 1 THEN
    RETURN NEW;
  END IF;
  RAISE EXCEPTION 'the end of the audit log only moves on' USING ERRCODE = 'insufficient_privilege';
END
$$;
CREATE TRIGGER audit_head_moves_on BEFORE UPDATE OR DELETE ON audit_head
  FOR EACH ROW EXECUTE FUNCTION audit_head_only_grows();
CREATE TRIGGER audit_head_is_not_emptied BEFORE TRUNCATE ON audit_head
  FOR EACH STATEMENT EXECUTE FUNCTION audit_is_only_added_to();

DO $$
BEGIN
  IF EXISTS (SELECT 1 FROM pg_roles WHERE rolname = 'quotahit_app') THEN
    REVOKE UPDATE, DELETE, TRUNCATE ON audit_entry FROM quotahit_app;
    REVOKE DELETE, TRUNCATE ON audit_head FROM quotahit_app;
  END IF;
END
$$;
