package com.quotahit.core.shared;

/** A seal that cannot be opened: wrong place, changed bytes, or a master key that is not here. */
public final class SealBroken extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public SealBroken(String message) {
    super(message);
  }
}
