-- The part of a call with the gatekeeper, judged for itself.
ALTER TABLE practice_session ADD COLUMN gate_scorecard jsonb;
