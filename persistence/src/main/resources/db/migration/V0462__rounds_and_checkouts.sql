-- When everybody was last marked to be looked at: one node at a time goes round.
CREATE TABLE payment_round (
  id       boolean     PRIMARY KEY DEFAULT true CHECK (id),
  begun_at timestamptz NOT NULL
);
INSERT INTO payment_round (begun_at) VALUES ('-infinity');

-- The checkout that a coupon is held for: only its provider knows whether it was paid.
ALTER TABLE coupon_redemption ADD COLUMN checkout text;
