-- A ticket ends with the sign-in under which it was given. Empty: it stands for itself.
ALTER TABLE voice_ticket ADD COLUMN sign_in text NOT NULL DEFAULT '';
