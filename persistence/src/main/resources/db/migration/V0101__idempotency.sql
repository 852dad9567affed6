-- What was answered to requests that name themselves. Kept for at least seven days.
CREATE TABLE idempotency (
  scope        text        NOT NULL,
  key          text        NOT NULL,
  request_hash text        NOT NULL,
  seed         bytea       NOT NULL,
  claimed_at   timestamptz NOT NULL,
  lease_until  timestamptz NOT NULL,
  fence        bigint      NOT NULL,
  status       integer,
  content_type text,
  body         text,
  PRIMARY KEY (scope, key)
);
CREATE INDEX idempotency_age ON idempotency (claimed_at);
