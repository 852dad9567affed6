package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;

/** How high a buyer stands; decides what they may sign alone. */
public enum Seniority {
  SPECIALIST,
  TEAM_LEAD,
  HEAD,
  DIRECTOR,
  EXECUTIVE,
  OWNER;

  public String wire() {
    return WireNames.of(this);
  }

  public static Parsed<Seniority> parse(String field, String wire) {
    return WireNames.parse(values(), field, wire);
  }
}
