-- How people prove who they are. All of it belongs to a person, not to a workspace: a person has one
-- way in to all of theirs. Secrets are sealed, everything that is only compared is hashed, and none of
-- it is in the journal, which never forgets.
ALTER TABLE account ADD COLUMN email_verified_at timestamptz;
ALTER TABLE account ADD COLUMN password_set_at timestamptz;

-- When and by what the person at this device last proved who they are.
ALTER TABLE session ADD COLUMN proved_at timestamptz;
UPDATE session SET proved_at = created_at;
ALTER TABLE session ALTER COLUMN proved_at SET NOT NULL;
ALTER TABLE session ADD COLUMN proved_by text NOT NULL DEFAULT 'password'
  CHECK (proved_by IN ('password', 'password_and_code', 'passkey', 'single_sign_on'));
CREATE INDEX session_of_person ON session (user_id);

-- Links in letters. One of a purpose at a time.
CREATE TABLE one_time_token (
  user_id    text        NOT NULL,
  purpose    text        NOT NULL CHECK (purpose IN ('verify_email', 'reset_password')),
  token_hash bytea       NOT NULL UNIQUE,
  email      text        NOT NULL,
  issued_at  timestamptz NOT NULL,
  expires_at timestamptz NOT NULL,
  PRIMARY KEY (user_id, purpose)
);
CREATE INDEX one_time_token_age ON one_time_token (expires_at);

-- Code apps. A pending secret was shown and not proven; it waits beside the one in use.
CREATE TABLE totp (
  user_id      text        NOT NULL,
  stage        text        NOT NULL CHECK (stage IN ('pending', 'confirmed')),
  seal_version integer     NOT NULL,
  sealed       bytea       NOT NULL,
  last_step    bigint      NOT NULL DEFAULT 0,
  since        timestamptz NOT NULL,
  PRIMARY KEY (user_id, stage)
);
CREATE INDEX totp_seal ON totp (seal_version);

CREATE TABLE recovery_code (
  user_id   text        NOT NULL,
  code_hash bytea       NOT NULL,
  made_at   timestamptz NOT NULL,
  used_at   timestamptz,
  PRIMARY KEY (user_id, code_hash)
);

CREATE TABLE passkey (
  passkey_id    text        PRIMARY KEY,
  credential_id bytea       NOT NULL UNIQUE,
  user_id       text        NOT NULL,
  public_key    bytea       NOT NULL,
  sign_count    bigint      NOT NULL,
  label         text        NOT NULL,
  created_at    timestamptz NOT NULL,
  last_used_at  timestamptz
);
CREATE INDEX passkey_of_user ON passkey (user_id);

-- Questions to devices that wait for their answer, on whichever node it arrives.
CREATE TABLE passkey_ceremony (
  challenge  bytea       PRIMARY KEY,
  kind       text        NOT NULL CHECK (kind IN ('register', 'sign_in')),
  user_id    text,
  request    text        NOT NULL,
  expires_at timestamptz NOT NULL
);
CREATE INDEX passkey_ceremony_age ON passkey_ceremony (expires_at);

-- Devices that somebody signed in from; the device keeps the secret.
CREATE TABLE known_device (
  user_id     text        NOT NULL,
  device_hash bytea       NOT NULL,
  user_agent  text        NOT NULL,
  first_at    timestamptz NOT NULL,
  last_at     timestamptz NOT NULL,
  PRIMARY KEY (user_id, device_hash)
);
CREATE INDEX known_device_age ON known_device (last_at);
