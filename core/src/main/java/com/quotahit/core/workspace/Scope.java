package com.quotahit.core.workspace;

/** How far a permission reaches; each includes the ones before it. */
public enum Scope {
  OWN,
  TEAM,
  WORKSPACE;

  public boolean covers(Scope asked) {
    return compareTo(asked) >= 0;
  }
}
