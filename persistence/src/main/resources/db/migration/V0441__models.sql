-- Keys that people and workspaces brought, sealed; one for each owner and provider.
CREATE TABLE provider_key (
  workspace_id text        NOT NULL,
  owner        text        NOT NULL,
  provider     text        NOT NULL,
  id           text        NOT NULL,
  label        text        NOT NULL,
  key_version  integer     NOT NULL,
  ciphertext   bytea       NOT NULL,
  last4        text        NOT NULL,
  status       text        NOT NULL,
  reason       text,
  checked_at   timestamptz,
  expires_at   timestamptz,
  base_url     text,
  created_by   text        NOT NULL,
  created_at   timestamptz NOT NULL,
  version      bigint      NOT NULL,
  lease_until  timestamptz,
  PRIMARY KEY (workspace_id, owner, provider)
);
CREATE INDEX provider_key_checked ON provider_key (coalesce(checked_at, created_at));
CREATE INDEX provider_key_sealed ON provider_key (key_version);
SELECT tenant_table('provider_key');

CREATE TABLE model_levels (
  workspace_id  text    PRIMARY KEY,
  user_keys     boolean NOT NULL,
  platform_keys boolean NOT NULL
);
SELECT tenant_table('model_levels');

CREATE TABLE model_route (
  workspace_id text   NOT NULL,
  feature      text   NOT NULL,
  models       text[] NOT NULL,
  PRIMARY KEY (workspace_id, feature)
);
SELECT tenant_table('model_route');

-- Amounts are millionths of a dollar.
CREATE TABLE model_budget (
  workspace_id text    NOT NULL,
  scope        text    NOT NULL,
  subject      text    NOT NULL,
  month_micros bigint  NOT NULL CHECK (month_micros >= 0),
  soft_percent integer NOT NULL CHECK (soft_percent BETWEEN 1 AND 100),
  PRIMARY KEY (workspace_id, scope, subject)
);
SELECT tenant_table('model_budget');

-- What is counted against budgets: settled costs and what answers under way may still cost.
CREATE TABLE model_spend (
  workspace_id text        NOT NULL,
  month        date        NOT NULL,
  scope        text        NOT NULL,
  subject      text        NOT NULL,
  micros       bigint      NOT NULL DEFAULT 0,
  told_at      timestamptz,
  PRIMARY KEY (workspace_id, month, scope, subject)
);
SELECT tenant_table('model_spend');

CREATE TABLE model_use (
  workspace_id     text        NOT NULL,
  id               text        NOT NULL,
  user_id          text        NOT NULL,
  module           text        NOT NULL,
  feature          text        NOT NULL,
  template         text        NOT NULL,
  template_version integer     NOT NULL,
  inputs           text[]      NOT NULL,
  key_source       text        NOT NULL,
  key_id           text,
  provider         text        NOT NULL,
  model            text        NOT NULL,
  tokens_in        bigint      NOT NULL,
  tokens_cached    bigint      NOT NULL,
  tokens_out       bigint      NOT NULL,
  counted          text        NOT NULL,
  cost_micros      bigint,
  outcome          text        NOT NULL,
  instead_of       text,
  started_at       timestamptz NOT NULL,
  first_token_ms   bigint      NOT NULL,
  total_ms         bigint      NOT NULL,
  PRIMARY KEY (workspace_id, id)
);
CREATE INDEX model_use_time ON model_use (workspace_id, started_at);
SELECT tenant_table('model_use');

-- Belongs to the installation. Prices are millionths of a dollar for a million tokens; null is unknown.
CREATE TABLE model_catalog (
  id                text        PRIMARY KEY,
  provider          text        NOT NULL,
  name              text        NOT NULL,
  display           text        NOT NULL,
  capabilities      text[]      NOT NULL,
  context_tokens    integer,
  price_in_micros   bigint,
  price_out_micros  bigint,
  price_read_micros bigint,
  state             text        NOT NULL,
  retires_at        date,
  replacement       text,
  source            text        NOT NULL,
  vanished_at       timestamptz,
  edited_at         timestamptz
);

-- Whose list of models was read when; one node takes each turn.
CREATE TABLE model_list_turn (
  provider text        PRIMARY KEY,
  taken_at timestamptz NOT NULL
);
