package com.quotahit.core.models;

import java.util.Locale;

/** Whose key answered. */
public enum KeySource {
  USER,
  WORKSPACE,
  PLATFORM,
  /** Nobody's: the stand-in on this machine, which costs nothing. */
  SANDBOX;

  /** Stable, as clients and the database see it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
