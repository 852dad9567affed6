package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;

/** Where a piece of company context came from. */
public enum ContextKind {
  PDF,
  IMAGE,
  WEBSITE,
  TEXT;

  /** As the contract spells it. */
  public String wire() {
    return WireNames.of(this);
  }

  public static Parsed<ContextKind> parse(String field, String wire) {
    return WireNames.parse(values(), field, wire);
  }
}
