package com.quotahit.core.models;

import java.util.Locale;

/** Why a provider does not take a key. */
public enum KeyFault {
  /** Wrong, revoked or for another account. */
  UNAUTHORIZED,
  /** Known to the provider, but without the right to what we ask. */
  NO_PERMISSION,
  /** Used up: somebody must pay. */
  QUOTA,
  /** The provider could not be reached or gave no answer about the key, so nobody knows. */
  NETWORK;

  /** Stable, as clients and the database see it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
