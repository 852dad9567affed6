package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;

/**
 * What kind of conversation a scenario practises; decides metric targets and how the call opens.
 */
public enum ScenarioType {
  SALES_CALL,
  COLD_CALL,
  GATEKEEPER,
  DISCOVERY,
  DEMO,
  OBJECTION,
  NEGOTIATION,
  CLOSING,
  RENEWAL,
  GENERAL;

  public String wire() {
    return WireNames.of(this);
  }

  public static Parsed<ScenarioType> parse(String field, String wire) {
    return WireNames.parse(values(), field, wire);
  }
}
