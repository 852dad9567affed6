-- Who was made a platform admin and who is none any more, until the journal has it. Written in the
-- transaction that did it, also by whoever runs the machine while no node does.
CREATE TABLE platform_admin_fact (
  id       bigserial   PRIMARY KEY,
  user_id  text        NOT NULL,
  what     text        NOT NULL CHECK (what IN ('GRANTED', 'REVOKED')),
  done_by  jsonb       NOT NULL,
  at       timestamptz NOT NULL
);
