-- Attempts to get in, counted for all nodes together. Keys are hashes of addresses and networks. A
-- row that was made to be locked, and not written yet, has epoch for its until.
CREATE TABLE attempt (
  key      text        PRIMARY KEY,
  attempts integer     NOT NULL,
  last_at  timestamptz NOT NULL,
  open_at  timestamptz NOT NULL,
  until    timestamptz NOT NULL
);
CREATE INDEX attempt_age ON attempt (until);
