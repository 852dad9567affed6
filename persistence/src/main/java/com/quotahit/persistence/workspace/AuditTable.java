package com.quotahit.persistence.workspace;

import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AuditChain;
import com.quotahit.core.workspace.AuditEntry;
import com.quotahit.core.workspace.AuditHash;
import com.quotahit.core.workspace.AuditLine;
import com.quotahit.core.workspace.AuditPort;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.database.Jsonb;
import com.quotahit.persistence.database.TenantScope;
import java.util.Comparator;
import java.util.List;
import org.jdbi.v3.core.Handle;

/**
 * Adds to the audit log in the tables {@code audit_entry} and {@code audit_head}. Those who add to
 * one chain wait for each other at its head, so numbers have no gaps and every hash stands on the
 * one before.
 */
public final class AuditTable implements AuditPort {

  /** Where a chain ends. */
  record Head(long seq, byte[] hash) {}

  private final TenantScope tenants;

  public AuditTable(Database database) {
    this.tenants = database.tenants();
  }

  @Override
  public void append(AuditChain chain, AuditEntry entry) {
    switch (chain) {
      case AuditChain.OfWorkspace of -> {
        boolean there =
            tenants.inWorkspace(of.workspace(), handle -> appended(handle, chain, entry));
        if (!there) {
          append(new AuditChain.OfPlatform(), entry);
        }
      }
      case AuditChain.OfPlatform _ ->
          tenants.acrossWorkspaces(handle -> appended(handle, chain, entry));
    }
  }

  /** Within a transaction that is open already, and in the scope of the chain's workspace. */
  public static void append(Handle handle, AuditChain chain, AuditEntry entry) {
    appended(handle, chain, entry);
  }

  /** People outlive the workspace where they began: what is emptied is not begun anew by them. */
  private static boolean appended(Handle handle, AuditChain chain, AuditEntry entry) {
    if (isGone(handle, chain)) {
      return false;
    }
    add(handle, chain, lockedHead(handle, chain), "", entry);
    return true;
  }

  /** Of a workspace that was emptied the journal has the last fact and not the first. */
  private static boolean isGone(Handle handle, AuditChain chain) {
    return switch (chain) {
      case AuditChain.OfPlatform _ -> false;
      case AuditChain.OfWorkspace(WorkspaceId workspace) ->
          handle
              .createQuery(
                  """
                  SELECT coalesce(min(sequence_number), 1) > 1 FROM event_journal
                  WHERE persistence_id = :entity
                  """)
              .bind("entity", "workspace|" + workspace + ".workspace")
              .mapTo(boolean.class)
              .one();
    };
  }

  /** An entry and the chain in which it belongs. */
  record Chained(AuditChain chain, AuditEntry entry) {

    static Chained of(WorkspaceId workspace, AuditEntry entry) {
      return new Chained(new AuditChain.OfWorkspace(workspace), entry);
    }

    static Chained ofPlatform(AuditEntry entry) {
      return new Chained(new AuditChain.OfPlatform(), entry);
    }

    /** Whatever comes last here is waited for last. */
    private String order() {
      return switch (chain) {
        case AuditChain.OfWorkspace(WorkspaceId workspace) -> "1" + workspace;
        case AuditChain.OfPlatform _ -> "2";
      };
    }
  }

  /**
   * Entries of several chains at once, always in the same order of chains, so that two who do this
   * never wait for each other in a circle. A transaction calls it once.
   */
  static void appendAll(Handle handle, List<Chained> entries) {
    entries.stream()
        .sorted(Comparator.comparing(Chained::order))
        .forEach(one -> append(handle, one.chain, one.entry));
  }

  /** What a fact of the journal says; nothing when it was said before. */
  static void appendOnce(Handle handle, AuditChain chain, String source, AuditEntry entry) {
    if (isGone(handle, chain)) {
      return;
    }
    Head head = lockedHead(handle, chain);
    boolean known =
        handle
            .createQuery(
                """
                SELECT EXISTS (SELECT 1 FROM audit_entry
                               WHERE workspace_id = :chain AND source = :source)
                """)
            .bind("chain", chain.key())
            .bind("source", source)
            .mapTo(boolean.class)
            .one();
    if (!known) {
      add(handle, chain, head, source, entry);
    }
  }

  private static Head lockedHead(Handle handle, AuditChain chain) {
    handle
        .createUpdate(
            """
            INSERT INTO audit_head (workspace_id, seq, hash) VALUES (:chain, 0, :hash)
            ON CONFLICT (workspace_id) DO NOTHING
            """)
        .bind("chain", chain.key())
        .bind("hash", AuditHash.beginning())
        .execute();
    return handle
        .createQuery("SELECT seq, hash FROM audit_head WHERE workspace_id = :chain FOR UPDATE")
        .bind("chain", chain.key())
        .map((row, _) -> new Head(row.getLong("seq"), row.getBytes("hash")))
        .one();
  }

  private static void add(
      Handle handle, AuditChain chain, Head head, String source, AuditEntry entry) {
    long seq = head.seq + 1;
    AuditLine line = AuditLine.of(chain, seq, source, entry);
    byte[] hash = AuditHash.of(head.hash, line);
    handle
        .createUpdate(
            """
            INSERT INTO audit_entry (workspace_id, seq, at, action, subject, actor, on_behalf_of,
                                     before, after, came_from, request_id, source, hash)
            VALUES (:chain, :seq, :at, :action, :subject, :actor, :onBehalfOf,
                    :before, :after, :from, :request, :source, :hash)
            """)
        .bind("chain", chain.key())
        .bind("seq", seq)
        .bind("at", entry.at())
        .bind("action", entry.action())
        .bind("subject", entry.subject())
        .bind("actor", line.actor())
        .bind("onBehalfOf", line.onBehalfOf())
        .bind("before", Jsonb.of(entry.before()))
        .bind("after", Jsonb.of(entry.after()))
        .bind("from", entry.from())
        .bind("request", entry.requestId())
        .bind("source", source)
        .bind("hash", hash)
        .execute();
    handle
        .createUpdate("UPDATE audit_head SET seq = :seq, hash = :hash WHERE workspace_id = :chain")
        .bind("chain", chain.key())
        .bind("seq", seq)
        .bind("hash", hash)
        .execute();
  }
}
