package com.quotahit.core.shared;

import java.util.function.UnaryOperator;

/** A table that keeps sealed secrets, so that they can be carried over to a new master key. */
public interface SealedRowsPort {

  /**
   * Carries over at most {@code most} rows that an older master key wraps, each while nobody else
   * writes it; says how many it found. Blocks shortly.
   */
  int rewrapOlderThan(int version, int most, UnaryOperator<Sealed> rewrap);
}
