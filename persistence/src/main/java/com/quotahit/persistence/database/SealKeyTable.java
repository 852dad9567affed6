package com.quotahit.persistence.database;

import com.quotahit.core.shared.SealKeysPort;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.Jdbi;

/**
 * Check values of master keys, and which node can open what. Belongs to the installation, to no
 * workspace.
 */
public final class SealKeyTable implements SealKeysPort {

  private static final String LATELY = "seen_at > now() - :lately * interval '1 millisecond'";

  private final Jdbi jdbi;
  private final Duration lately;

  /**
   * @param lately how long a node's word counts without being repeated
   */
  public SealKeyTable(Database database, Duration lately) {
    this.jdbi = database.jdbi();
    this.lately = lately;
  }

  @Override
  public Optional<KnownKey> current() {
    return jdbi.withHandle(SealKeyTable::current);
  }

  private static Optional<KnownKey> current(Handle handle) {
    return handle
        .createQuery("SELECT version, check_value FROM seal_key ORDER BY version DESC LIMIT 1")
        .map((row, _) -> new KnownKey(row.getInt("version"), row.getString("check_value")))
        .findOne();
  }

  @Override
  public KnownKey introduce(KnownKey key) {
    return jdbi.inTransaction(handle -> {
      handle.execute("LOCK TABLE seal_key IN SHARE ROW EXCLUSIVE MODE");
      Optional<KnownKey> found = current(handle);
      if (found.isPresent() && found.get().version() >= key.version()) {
        return found.get();
      }
      handle
          .createUpdate("INSERT INTO seal_key (version, check_value) VALUES (:version, :check)")
          .bind("version", key.version())
          .bind("check", key.check())
          .execute();
      return key;
    });
  }

  @Override
  public boolean used(KnownKey key) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    UPDATE seal_key SET used_at = coalesce(used_at, now())
                    WHERE version = :version AND check_value = :check
                    """)
                .bind("version", key.version())
                .bind("check", key.check())
                .execute()
            > 0);
  }

  @Override
  public boolean replaceUnused(KnownKey lost, KnownKey key) {
    return jdbi.withHandle(handle ->
        handle
                .createUpdate(
                    """
                    UPDATE seal_key SET check_value = :check, introduced_at = now()
                    WHERE version = :version AND check_value = :lost AND used_at IS NULL
                    """)
                .bind("version", key.version())
                .bind("check", key.check())
                .bind("lost", lost.check())
                .execute()
            > 0);
  }

  @Override
  public void holds(String node, Set<Integer> versions) {
    jdbi.useHandle(handle ->
        handle
            .createUpdate(
                """
                INSERT INTO seal_node (node, versions) VALUES (:node, :versions)
                ON CONFLICT (node) DO UPDATE SET versions = excluded.versions, seen_at = now()
                """)
            .bind("node", node)
            .bindArray("versions", Integer.class, versions)
            .execute());
  }

  @Override
  public void alone(Runnable work) {
    jdbi.useTransaction(handle -> {
      handle.execute("SELECT pg_advisory_xact_lock(hashtext('seal_node'))");
      work.run();
    });
  }

  @Override
  public void gone(String node) {
    jdbi.useHandle(handle -> handle.execute("DELETE FROM seal_node WHERE node = ?", node));
  }

  @Override
  public boolean heldByAll(int version) {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT coalesce(bool_and(:version = ANY (versions)), false) FROM seal_node WHERE "
                    + LATELY)
            .bind("version", version)
            .bind("lately", lately.toMillis())
            .mapTo(Boolean.class)
            .one());
  }

  @Override
  public int newestHeld() {
    return jdbi.withHandle(handle ->
        handle
            .createQuery(
                "SELECT coalesce(max(version), 0) FROM seal_node, unnest(versions) AS version WHERE "
                    + LATELY)
            .bind("lately", lately.toMillis())
            .mapTo(Integer.class)
            .one());
  }
}
