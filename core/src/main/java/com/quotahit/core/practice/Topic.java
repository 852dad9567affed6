package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;

/** What a seller may ask a buyer about. Scenarios hold the answers, topic by topic. */
public enum Topic {
  COMPANY,
  ROLE,
  CURRENT_PROCESS,
  TEAM,
  VOLUME,
  PAIN,
  IMPACT,
  PRIORITIES,
  SUCCESS,
  DECISION,
  BUDGET,
  TIMELINE,
  ALTERNATIVES,
  PAST_EXPERIENCE,
  SYSTEMS,
  CONCERNS;

  public String wire() {
    return WireNames.of(this);
  }

  public static Parsed<Topic> parse(String field, String wire) {
    return WireNames.parse(values(), field, wire);
  }
}
