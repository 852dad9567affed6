-- Letters that came to the sandbox's mail server. Of the whole installation, for platform admins;
-- bounded in number and age by whoever writes.
CREATE TABLE sandbox_mail (
  id         bigserial   PRIMARY KEY,
  message_id text        NOT NULL,
  recipient  text        NOT NULL,
  subject    text        NOT NULL,
  text_body  text        NOT NULL,
  html_body  text        NOT NULL,
  at         timestamptz NOT NULL DEFAULT clock_timestamp()
);
CREATE INDEX sandbox_mail_recipient ON sandbox_mail (recipient, id);
CREATE INDEX sandbox_mail_message ON sandbox_mail (message_id);

-- The mail server does not let us in: at most one row, for the whole cluster.
CREATE TABLE mail_stop (
  one     boolean     PRIMARY KEY DEFAULT true CHECK (one),
  problem text        NOT NULL,
  at      timestamptz NOT NULL DEFAULT clock_timestamp()
);

-- Addresses that do not exist. Only a hash is kept, and not for ever: a mailbox may be made later.
CREATE TABLE mail_suppressed (
  address_hash bytea       PRIMARY KEY,
  problem      text        NOT NULL,
  until        timestamptz NOT NULL
);

-- The mail server that a platform admin has set: at most one row. The password is sealed.
CREATE TABLE mail_settings (
  one         boolean     PRIMARY KEY DEFAULT true CHECK (one),
  host        text        NOT NULL,
  port        integer     NOT NULL,
  safety      text        NOT NULL,
  username    text,
  key_version integer,
  password    bytea,
  sender      text        NOT NULL,
  version     bigint      NOT NULL,
  CHECK ((key_version IS NULL) = (password IS NULL))
);
