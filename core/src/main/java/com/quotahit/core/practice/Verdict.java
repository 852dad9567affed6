package com.quotahit.core.practice;

/** What a criterion came to. */
public enum Verdict {
  MET,
  PARTLY,
  NOT_MET,
  NOT_APPLICABLE;

  public String wire() {
    return WireNames.of(this);
  }
}
