package com.quotahit.core.models;

import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** What models were used for. Every call blocks shortly. */
public interface UsagePort {

  /** By what use is added up. */
  enum Group {
    USER,
    KEY,
    MODULE,
    MODEL,
    DAY
  }

  /**
   * @param cost of the answers whose price is known; empty when none is
   * @param unpriced answers whose price is not known
   * @param heardMs caller's sound in spoken conversations
   * @param spokenMs sound that came back
   */
  record Line(
      String key,
      long tokensIn,
      long tokensOut,
      Optional<MicroUsd> cost,
      long requests,
      long unpriced,
      long heardMs,
      long spokenMs) {}

  void note(ModelUse use);

  List<Line> lines(WorkspaceId workspace, Instant from, Instant to, Group group);

  Optional<ModelUse> find(WorkspaceId workspace, String id);
}
