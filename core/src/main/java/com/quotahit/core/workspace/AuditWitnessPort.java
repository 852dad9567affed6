package com.quotahit.core.workspace;

import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Keeps signed checkpoints where the database cannot reach them, so that whoever can rewrite a
 * whole chain is still found out. Every call blocks, on files.
 */
public interface AuditWitnessPort {

  /** Signs and keeps what these chains look like; the ones that have not moved on are left out. */
  int witness(List<AuditCheckpoint> heads);

  /**
   * What is known of a chain.
   *
   * @param last the latest checkpoint that bears our signature
   * @param tampered whether something that was kept has been changed or taken away since
   */
  record Testimony(Optional<AuditCheckpoint> last, boolean tampered) {}

  Testimony about(AuditChain chain);

  /** All that were ever witnessed, by their keys. */
  Set<String> chains();
}
