package com.quotahit.core.shared;

import java.util.Optional;
import java.util.Set;

/**
 * What the database knows of master keys: which is in use, and a check value of each, never a key.
 * So a node finds out at once that it holds another key than the rest. Every call blocks shortly.
 */
public interface SealKeysPort {

  /**
   * @param check tells one key from another and says nothing about it
   */
  record KnownKey(int version, String check) {}

  /** The key that seals are made with; empty in an installation that has none yet. */
  Optional<KnownKey> current();

  /** Brings a key into use unless one of this or a later version is; gives the one in use then. */
  KnownKey introduce(KnownKey key);

  /** Notes that something was sealed with this key; false when another key has its version. */
  boolean used(KnownKey key);

  /** Puts a key in the place of one that never sealed anything; false when it did. */
  boolean replaceUnused(KnownKey lost, KnownKey key);

  /** Notes which versions a node can open; it is believed for a few minutes. */
  void holds(String node, Set<Integer> versions);

  /** Does this while no other node does such a thing. */
  void alone(Runnable work);

  /** A node that has left need not be waited for. */
  void gone(String node);

  /** Whether every node that has spoken lately can open this version. */
  boolean heldByAll(int version);

  /** The latest version that any node can open; 0 when none has spoken lately. */
  int newestHeld();
}
