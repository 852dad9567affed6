-- A letter with a link that lets somebody in waits sealed; which master key wraps it is found by this.
CREATE INDEX outbox_sealed ON outbox (((payload ->> 'keyVersion')::int))
  WHERE payload ->> 'keyVersion' IS NOT NULL;
