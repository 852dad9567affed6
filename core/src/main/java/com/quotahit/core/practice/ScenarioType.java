package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;
import com.quotahit.core.voice.CallKind;

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

  /** Whose targets the numbers of such a call are held against. */
  public CallKind callKind() {
    return switch (this) {
      case COLD_CALL, GATEKEEPER -> CallKind.COLD;
      case DISCOVERY, SALES_CALL, GENERAL -> CallKind.DISCOVERY;
      case DEMO -> CallKind.DEMO;
      case NEGOTIATION, RENEWAL -> CallKind.NEGOTIATION;
      case OBJECTION, CLOSING -> CallKind.FOLLOW_UP;
    };
  }

  public static Parsed<ScenarioType> parse(String field, String wire) {
    return WireNames.parse(values(), field, wire);
  }
}
