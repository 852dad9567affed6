package com.quotahit.persistence.workspace;

import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditCheck;
import com.quotahit.core.workspace.AuditCheck.Verdict;
import com.quotahit.core.workspace.AuditCheckpoint;
import com.quotahit.core.workspace.AuditHash;
import com.quotahit.core.workspace.AuditWitnessPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.TenantScope;
import com.quotahit.persistence.workspace.AuditTable.Head;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jdbi.v3.core.Handle;
import org.jdbi.v3.core.HandleCallback;

/**
 * Checks a chain against itself and against what was witnessed of it, and has all chains witnessed.
 * Blocking: call it from virtual threads only.
 */
public final class AuditVerification {

  private static final int AT_ONCE = 1_000;

  private record Seen(AuditRow row, Optional<Head> head) {}

  private final TenantScope tenants;
  private final AuditWitnessPort witness;
  private final int atOnce;

  public AuditVerification(Database database, AuditWitnessPort witness) {
    this(database, witness, AT_ONCE);
  }

  AuditVerification(Database database, AuditWitnessPort witness, int atOnce) {
    this.tenants = database.tenants();
    this.witness = witness;
    this.atOnce = atOnce;
  }

  /**
   * Reads the whole chain, a part at a time; between two parts others have the place in the
   * database.
   */
  public Verdict verify(AuditChain chain) {
    // Asked first: what is witnessed while we read may be of entries that we do not see yet.
    AuditCheck check = new AuditCheck(witness.about(chain));
    Optional<Head> head = within(chain, handle -> head(handle, chain));
    long after = 0;
    boolean more = true;
    while (more) {
      long from = after;
      List<Seen> part = within(chain, handle -> part(handle, chain, from));
      more = part.size() == atOnce;
      for (Seen seen : part) {
        // Entries are added while we read. Each row carries the head as the same moment had it.
        head = seen.head;
        after = seen.row.seq();
        if (!taken(check, seen.row)) {
          more = false;
          break;
        }
      }
    }
    return check.end(
        head.map(Head::seq).orElse(0L), head.map(Head::hash).orElseGet(AuditHash::beginning));
  }

  private static boolean taken(AuditCheck check, AuditRow row) {
    if (row.line().isEmpty()) {
      check.unreadable(row.seq());
      return false;
    }
    return check.next(row.line().get(), row.hash());
  }

  private <T> T within(AuditChain chain, HandleCallback<T, RuntimeException> work) {
    return switch (chain) {
      case AuditChain.OfWorkspace of -> tenants.inWorkspace(of.workspace(), work);
      case AuditChain.OfPlatform _ -> tenants.acrossWorkspaces(work);
    };
  }

  private List<Seen> part(Handle handle, AuditChain chain, long after) {
    return handle
        .createQuery(
            AuditRow.SELECT
                + ", h.seq AS head_seq, h.hash AS head_hash FROM audit_entry e"
                + " LEFT JOIN audit_head h USING (workspace_id)"
                + " WHERE workspace_id = :chain AND e.seq > :after ORDER BY e.seq LIMIT :most")
        .bind("chain", chain.key())
        .bind("after", after)
        .bind("most", atOnce)
        .map((row, _) -> new Seen(AuditRow.of(row), headBeside(row)))
        .list();
  }

  private static Optional<Head> head(Handle handle, AuditChain chain) {
    return handle
        .createQuery("SELECT seq, hash FROM audit_head WHERE workspace_id = :chain")
        .bind("chain", chain.key())
        .map((row, _) -> new Head(row.getLong("seq"), row.getBytes("hash")))
        .findOne();
  }

  private static Optional<Head> headBeside(ResultSet row) throws SQLException {
    byte[] hash = row.getBytes("head_hash");
    return hash == null ? Optional.empty() : Optional.of(new Head(row.getLong("head_seq"), hash));
  }

  /**
   * All chains of the installation, also those of which only a checkpoint is left; without those of
   * workspaces that were emptied, of which the installation's own chain says so.
   */
  public List<AuditChain> chains() {
    SortedSet<String> keys = new TreeSet<>(witness.chains());
    tenants
        .acrossWorkspaces(handle ->
            handle
                .createQuery(
                    """
                    SELECT substr(subject, length('workspace:') + 1) FROM audit_entry
                    WHERE workspace_id = 'platform' AND action = 'workspace.emptied'
                    """)
                .mapTo(String.class)
                .list())
        .forEach(keys::remove);
    keys.addAll(
        tenants.acrossWorkspaces(handle ->
            handle
                .createQuery(
                    """
                    SELECT workspace_id FROM audit_head
                    UNION SELECT DISTINCT workspace_id FROM audit_entry
                    """)
                .mapTo(String.class)
                .list()));
    return keys.stream().map(AuditChain::of).toList();
  }

  /** Has every chain witnessed as it is now; gives how many have moved on since the last time. */
  public int checkpoint(Instant now) {
    List<AuditCheckpoint> heads =
        tenants.acrossWorkspaces(handle ->
            handle
                .createQuery("SELECT workspace_id, seq, hash FROM audit_head WHERE seq > 0")
                .map((row, _) ->
                    new AuditCheckpoint(
                        row.getString("workspace_id"),
                        row.getLong("seq"),
                        HexFormat.of().formatHex(row.getBytes("hash")),
                        now))
                .list());
    return witness.witness(heads);
  }
}
