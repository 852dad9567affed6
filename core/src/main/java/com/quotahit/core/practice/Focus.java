package com.quotahit.core.practice;

import com.quotahit.core.shared.Parsed;

/**
 * What a learner wants to get better at in one call; its section of the scorecard counts double.
 */
public enum Focus {
  SALES_CALL("Whole sales call"),
  DISCOVERY("Discovery"),
  DEMO("Demo"),
  OBJECTION("Objection handling"),
  NEGOTIATION("Negotiation"),
  CLOSING("Closing"),
  GENERAL("General conversation");

  private final String label;

  Focus(String label) {
    this.label = label;
  }

  public String label() {
    return label;
  }

  public String wire() {
    return WireNames.of(this);
  }

  public static Parsed<Focus> parse(String field, String wire) {
    return WireNames.parse(values(), field, wire);
  }
}
