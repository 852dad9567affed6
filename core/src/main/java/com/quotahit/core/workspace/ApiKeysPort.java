package com.quotahit.core.workspace;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Where partners' keys are kept, under a hash. What is done is written into the audit log in the
 * same transaction. Every call blocks shortly.
 */
public interface ApiKeysPort {

  /** A key that was revoked just now. */
  record Revoked(ApiKeyId id, byte[] hash) {}

  /**
   * Keeps a new key. One of the same id that nobody has used yet is replaced: its secret was lost
   * with the answer, and the request came again.
   *
   * @return false when the workspace has as many as it may have
   */
  boolean keep(ApiKey key, byte[] hash, int most, AuditEntry audit);

  /** Whatever its state; empty also when its workspace is deleted. */
  Optional<ApiKey> byHash(byte[] hash);

  /** The newest first, also those that open nothing any more. */
  List<ApiKey> list(WorkspaceId workspace, Optional<String> after, int rows);

  /** Empty when there is none; a key that was revoked before stays so and is given again. */
  Optional<Revoked> revoke(WorkspaceId workspace, String id, Instant at, AuditEntry audit);

  void used(WorkspaceId workspace, ApiKeyId id, Instant at);
}
