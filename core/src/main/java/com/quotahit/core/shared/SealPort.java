package com.quotahit.core.shared;

/**
 * Hides secrets that the product must be able to read again: keys of providers, seeds of codes,
 * passwords of mail servers. Each gets a data key of its own, which the installation's master key
 * wraps. Calls take microseconds; {@link SealBroken} is thrown for what cannot be opened.
 */
public interface SealPort {

  /**
   * @param associated what the secret belongs to, see {@link Associated}; asked for again on
   *     opening
   */
  Sealed seal(byte[] plain, byte[] associated);

  /** The secret; the caller wipes it after use. */
  byte[] open(Sealed sealed, byte[] associated);

  /** The same secret under the master key of today; the secret itself is not opened. */
  Sealed rewrap(Sealed sealed);

  /** The master key that seals are made with today. */
  int version();
}
