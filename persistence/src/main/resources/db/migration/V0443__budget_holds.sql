-- What answers under way may cost at the most, apart from what is spent: it runs out by itself when
-- nobody is left to settle it.
CREATE TABLE model_hold (
  workspace_id text        NOT NULL,
  scope        text        NOT NULL,
  subject      text        NOT NULL,
  use_id       text        NOT NULL,
  month        date        NOT NULL,
  micros       bigint      NOT NULL CHECK (micros > 0),
  held_until   timestamptz NOT NULL,
  PRIMARY KEY (workspace_id, scope, subject, use_id)
);
SELECT tenant_table('model_hold');
