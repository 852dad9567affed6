-- A learner's own pieces of context, newest first, and how many they brought today.
CREATE INDEX practice_context_mine ON practice_context (workspace_id, owner_id, id);
