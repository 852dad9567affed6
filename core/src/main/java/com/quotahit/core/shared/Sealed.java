package com.quotahit.core.shared;

import java.util.Arrays;

/**
 * Something that only the holder of the master key can read, as it lies in a table: two columns.
 *
 * @param keyVersion which master key wraps the data key inside
 * @param bytes the wrapped data key and the ciphertext
 */
public record Sealed(int keyVersion, byte[] bytes) {

  public Sealed {
    if (keyVersion < 1 || bytes.length == 0) {
      throw new IllegalArgumentException("not sealed: version " + keyVersion);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Sealed(int version, byte[] theirs)
        && version == keyVersion
        && Arrays.equals(theirs, bytes);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(bytes) + keyVersion;
  }

  @Override
  public String toString() {
    return "Sealed[key " + keyVersion + ", " + bytes.length + " bytes]";
  }
}
