-- What is for sale, as data that a platform admin edits. Money in the smallest unit of the currency.
CREATE TABLE plan_offer (
  module      text    PRIMARY KEY,
  position    integer NOT NULL,
  name        text    NOT NULL,
  description text    NOT NULL,
  minor       bigint  NOT NULL CHECK (minor >= 0),
  currency    char(3) NOT NULL,
  includes    text[]  NOT NULL,
  trial_days  integer NOT NULL CHECK (trial_days BETWEEN 0 AND 365),
  version     bigint  NOT NULL DEFAULT 1
);
INSERT INTO plan_offer (module, position, name, description, minor, currency, includes, trial_days) VALUES
  ('practice', 1, 'Practice', 'Rehearse calls with buyers who talk back, and see what was good.', 2900, 'EUR',
    ARRAY['Voice, text and scripted calls', 'Scorecards with quotes', 'Readiness of the team'], 14),
  ('analysis', 2, 'Call Analyzer', 'Upload real calls and learn from what was said in them.', 3900, 'EUR',
    ARRAY['Transcripts with speakers', 'Metrics and scored reports', 'Compliance review'], 14),
  ('coach', 3, 'AI Coach', 'Ask anything about your deals, calls and pitch.', 1900, 'EUR',
    ARRAY['Chat with every model', 'Attachments', 'Objection library'], 14),
  ('followup', 4, 'Follow-up Autopilot', 'Drafts, sequences and calls that nobody forgets.', 2900, 'EUR',
    ARRAY['Drafts to approve', 'Outbound calling', 'Proposals'], 14),
  ('brain', 5, 'Company Brain', 'Everything your company knows, with sources.', 1900, 'EUR',
    ARRAY['Documents and websites', 'Answers that quote', 'Used by coach and practice'], 14);

CREATE TABLE plan_bundle (
  id               boolean PRIMARY KEY DEFAULT true CHECK (id),
  discount_percent integer NOT NULL CHECK (discount_percent BETWEEN 0 AND 100),
  version          bigint  NOT NULL DEFAULT 1
);
INSERT INTO plan_bundle (discount_percent) VALUES (25);

-- Parts of the product that come with a module. Parts that are not here belong to every plan.
CREATE TABLE plan_attachment (
  part   text PRIMARY KEY,
  module text NOT NULL REFERENCES plan_offer
);
INSERT INTO plan_attachment (part, module) VALUES
  ('readiness', 'practice'), ('compliance', 'analysis'), ('calling', 'followup'), ('proposals', 'followup');

CREATE TABLE plan_free_limit (
  name      text    PRIMARY KEY,
  per_month integer NOT NULL CHECK (per_month >= 0)
);
INSERT INTO plan_free_limit (name, per_month) VALUES
  ('practice_sessions', 10), ('analysed_calls', 3), ('coach_messages', 50), ('drafts', 5), ('documents', 10);

-- Every price ever made at a provider, with what it buys: old subscriptions keep old prices.
CREATE TABLE plan_price (
  account    text        NOT NULL,
  price      text        NOT NULL,
  plan       text        NOT NULL,
  minor      bigint      NOT NULL,
  currency   char(3)     NOT NULL,
  created_at timestamptz NOT NULL DEFAULT now(),
  PRIMARY KEY (account, price)
);
CREATE UNIQUE INDEX plan_price_once ON plan_price (account, plan, minor, currency);

CREATE TABLE coupon (
  code             text        PRIMARY KEY,
  percent_off      integer     NOT NULL CHECK (percent_off BETWEEN 1 AND 100),
  months           integer     CHECK (months > 0),
  redemptions_most integer     CHECK (redemptions_most > 0),
  redeemed         integer     NOT NULL DEFAULT 0,
  expires_at       timestamptz,
  active           boolean     NOT NULL DEFAULT true,
  CHECK (redemptions_most IS NULL OR redeemed <= redemptions_most)
);
CREATE TABLE coupon_redemption (
  code         text        NOT NULL REFERENCES coupon,
  workspace_id text        NOT NULL,
  held_at      timestamptz NOT NULL,
  held_until   timestamptz,
  PRIMARY KEY (code, workspace_id)
);
CREATE INDEX coupon_held ON coupon_redemption (held_until) WHERE held_until IS NOT NULL;
SELECT tenant_table('coupon_redemption');

-- What the free tier counts, and which actions were counted already.
CREATE TABLE free_use (
  workspace_id text    NOT NULL,
  name         text    NOT NULL,
  month        date    NOT NULL,
  used         integer NOT NULL,
  PRIMARY KEY (workspace_id, name, month)
);
SELECT tenant_table('free_use');
CREATE TABLE free_action (
  workspace_id text NOT NULL,
  name         text NOT NULL,
  action       text NOT NULL,
  month        date NOT NULL,
  PRIMARY KEY (workspace_id, name, action)
);
CREATE INDEX free_action_age ON free_action (month);
SELECT tenant_table('free_action');

-- Which workspace stands behind a customer of the payment provider.
CREATE TABLE billing_customer (
  customer     text PRIMARY KEY,
  workspace_id text NOT NULL
);
SELECT tenant_table('billing_customer');

-- Moments at which something runs out by itself.
CREATE TABLE billing_due (
  workspace_id  text        NOT NULL,
  what          text        NOT NULL,
  due_at        timestamptz NOT NULL,
  claimed_until timestamptz NOT NULL DEFAULT '-infinity',
  PRIMARY KEY (workspace_id, what)
);
CREATE INDEX billing_due_next ON billing_due (due_at);
SELECT tenant_table('billing_due');

-- Notices of the provider, each taken in once, without what they say. They mark a customer as one to
-- look at again; whoever claims it is alone with it.
CREATE TABLE payment_notice (
  event_id    text        PRIMARY KEY,
  kind        text        NOT NULL,
  customer    text,
  live        boolean     NOT NULL,
  created_at  timestamptz NOT NULL,
  received_at timestamptz NOT NULL DEFAULT now()
);
CREATE TABLE payment_look (
  customer      text        PRIMARY KEY,
  generation    bigint      NOT NULL DEFAULT 1,
  attempts      integer     NOT NULL DEFAULT 0,
  not_before    timestamptz NOT NULL DEFAULT '-infinity',
  claimed_until timestamptz NOT NULL DEFAULT '-infinity',
  problem       text
);

-- What the payment stand-in remembers.
CREATE TABLE payment_stand_in (
  id   text        PRIMARY KEY,
  kind text        NOT NULL,
  body text        NOT NULL,
  seq  bigserial   NOT NULL
);
CREATE INDEX payment_stand_in_kind ON payment_stand_in (kind, seq DESC);
