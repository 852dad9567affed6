-- Leases by which one side of a divided cluster is chosen. Time is the database's.
CREATE TABLE cluster_lease (
  name       text        PRIMARY KEY,
  owner      text        NOT NULL,
  version    bigint      NOT NULL,
  expires_at timestamptz NOT NULL
);

-- Nodes that run or have run; a node renews its row, and nodes that start join a living one.
CREATE TABLE cluster_node (
  address    text        PRIMARY KEY,
  incarnation text       NOT NULL,
  up         boolean     NOT NULL,
  renewed_at timestamptz NOT NULL
);
