-- The journal: facts, in order, for ever. Names and payloads are ours, never class names.
CREATE TABLE event_journal (
  ordering           bigserial    NOT NULL,
  persistence_id     varchar(255) NOT NULL,
  sequence_number    bigint       NOT NULL,
  deleted            boolean      NOT NULL DEFAULT false,
  writer             varchar(255) NOT NULL,
  write_timestamp    bigint,
  adapter_manifest   varchar(255),
  event_ser_id       integer      NOT NULL,
  event_ser_manifest varchar(255) NOT NULL,
  event_payload      bytea        NOT NULL,
  meta_ser_id        integer,
  meta_ser_manifest  varchar(255),
  meta_payload       bytea,
  PRIMARY KEY (persistence_id, sequence_number)
);
CREATE UNIQUE INDEX event_journal_ordering ON event_journal (ordering);

-- Readers ask "after this position, with this tag", so the tag leads. Nothing is ever deleted from
-- the journal and both rows are written in one transaction, so there is no foreign key to pay for.
CREATE TABLE event_tag (
  event_id bigint       NOT NULL,
  tag      varchar(256) NOT NULL,
  PRIMARY KEY (tag, event_id)
);

-- Disposable: dropped whenever the shape of a state changes.
CREATE TABLE snapshot (
  persistence_id        varchar(255) NOT NULL,
  sequence_number       bigint       NOT NULL,
  created               bigint       NOT NULL,
  snapshot_ser_id       integer      NOT NULL,
  snapshot_ser_manifest varchar(255) NOT NULL,
  snapshot_payload      bytea        NOT NULL,
  meta_ser_id           integer,
  meta_ser_manifest     varchar(255),
  meta_payload          bytea,
  PRIMARY KEY (persistence_id, sequence_number)
);

-- How far each projection has read.
CREATE TABLE pekko_projection_offset_store (
  projection_name varchar(255) NOT NULL,
  projection_key  varchar(255) NOT NULL,
  current_offset  varchar(255) NOT NULL,
  manifest        varchar(4)   NOT NULL,
  mergeable       boolean      NOT NULL,
  last_updated    bigint       NOT NULL,
  PRIMARY KEY (projection_name, projection_key)
);
CREATE TABLE pekko_projection_management (
  projection_name varchar(255) NOT NULL,
  projection_key  varchar(255) NOT NULL,
  paused          boolean      NOT NULL,
  last_updated    bigint       NOT NULL,
  PRIMARY KEY (projection_name, projection_key)
);

-- Facts that a projection could not take in; it went on without them, and somebody must look.
CREATE TABLE projection_dead_letter (
  projection      text        NOT NULL,
  persistence_id  text        NOT NULL,
  sequence_number bigint      NOT NULL,
  event_name      text        NOT NULL,
  problem         text        NOT NULL,
  parked_at       timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (projection, persistence_id, sequence_number)
);
