-- Master keys by version with a check value; the keys themselves are never here.
CREATE TABLE seal_key (
  version       integer     PRIMARY KEY,
  check_value   text        NOT NULL,
  introduced_at timestamptz NOT NULL DEFAULT now(),
  used_at       timestamptz
);

-- Which versions each node can open: a key comes into use when all of them have it.
CREATE TABLE seal_node (
  node     text        PRIMARY KEY,
  versions integer[]   NOT NULL,
  seen_at  timestamptz NOT NULL DEFAULT now()
);
