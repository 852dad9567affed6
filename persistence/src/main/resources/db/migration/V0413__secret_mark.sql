-- By what nodes tell secrets of their making from invented ones: one key of the installation, sealed.
-- Secrets given out before it was made carry no mark, and are looked up until the last has run out.
CREATE TABLE secret_mark (
  one            boolean     PRIMARY KEY DEFAULT true CHECK (one),
  key_version    integer     NOT NULL,
  key            bytea       NOT NULL,
  made_at        timestamptz NOT NULL,
  sessions_until timestamptz NOT NULL,
  keys_until     timestamptz NOT NULL
);
