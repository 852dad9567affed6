-- A workspace's state now says what becomes of the sound of its calls; snapshots of the old shape go.
DELETE FROM snapshot WHERE persistence_id LIKE 'workspace|%';
