package com.quotahit.core.shared;

import java.util.Set;

/** The installation's master key, as far as an operator may see and change it. Calls block. */
public interface MasterKeyPort {

  /**
   * @param current the version that secrets are sealed with
   * @param held the versions that this node can open
   * @param origin whose it is
   */
  record Standing(int current, Set<Integer> held, Origin origin) {
    public Standing {
      held = Set.copyOf(held);
    }
  }

  /** Where the key comes from. */
  enum Origin {
    /** Made and kept by the installation itself. */
    OWN,
    /** Given by the operator, who adds new versions. */
    OPERATORS
  }

  Standing standing();

  /**
   * Makes a new key, or takes up the operator's newest; it comes into use when all nodes have it.
   */
  Standing rotate();
}
