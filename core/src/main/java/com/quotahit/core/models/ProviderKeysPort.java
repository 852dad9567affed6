package com.quotahit.core.models;

import com.quotahit.core.shared.SealedRowsPort;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keys that people and workspaces brought, sealed. Every call blocks shortly. */
public interface ProviderKeysPort extends SealedRowsPort {

  /** All that a workspace needs to choose a key; a few rows. */
  record Shelf(List<ProviderKey> keys, KeyLevels levels) {
    public Shelf {
      keys = List.copyOf(keys);
    }
  }

  Shelf ofWorkspace(WorkspaceId workspace);

  /** Puts a key in the place of what its owner had for this provider. */
  void save(ProviderKey key);

  boolean remove(WorkspaceId workspace, KeyOwner owner, Provider provider);

  /**
   * Writes down what a check found, unless the key was changed meanwhile.
   *
   * @return the status before, when the row was there and of this version
   */
  Optional<KeyStatus> checked(ProviderKey before, ProviderKey after);

  void setLevels(WorkspaceId workspace, KeyLevels levels);

  /** Keys of all workspaces whose last moment has passed and that are not expired yet. */
  List<ProviderKey> past(Instant now, int most);

  /**
   * Keys of all workspaces that were not checked since {@code before}; each is given to one caller
   * only until {@code lease} is over.
   */
  List<ProviderKey> due(Instant before, Duration lease, int most);
}
