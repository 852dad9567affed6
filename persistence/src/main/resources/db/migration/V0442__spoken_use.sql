-- Sound has a price of its own, and a spoken conversation takes both tokens and time.
ALTER TABLE model_catalog
  ADD COLUMN audio_in_micros   bigint,
  ADD COLUMN audio_out_micros  bigint,
  ADD COLUMN audio_read_micros bigint;

ALTER TABLE model_use
  ADD COLUMN audio_in     bigint,
  ADD COLUMN audio_cached bigint,
  ADD COLUMN audio_out    bigint,
  ADD COLUMN heard_ms     bigint,
  ADD COLUMN spoken_ms    bigint;
