-- The purchase for which a workspace keeps a coupon: whoever left a checkout and begins again takes it along.
ALTER TABLE coupon_redemption ADD COLUMN attempt text NOT NULL DEFAULT '';
