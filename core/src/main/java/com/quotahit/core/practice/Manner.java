package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;

/** How a buyer talks; colours the wording, not the facts. */
public enum Manner {
  FORMAL,
  BLUNT,
  WARM,
  RAMBLING,
  ANALYTICAL,
  SKEPTICAL,
  BRISK,
  EASYGOING;

  public String wire() {
    return WireNames.of(this);
  }

  public static Parsed<Manner> parse(String field, String wire) {
    return WireNames.parse(values(), field, wire);
  }
}
