package com.quotahit.actors.sandbox.stripe;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** How a card of the provider's test numbers behaves. The number itself is not kept. */
enum TestCard {
  GOOD("4242", true),
  /** Can be kept, but every charge fails. */
  FAILS_WHEN_CHARGED("0341", false),
  /** Is refused at once. */
  REFUSED("0002", false),
  /** Asks its owner once more. */
  ASKS("3155", true),
  UNKNOWN("", false);

  private final String last4;
  private final boolean charges;

  TestCard(String last4, boolean charges) {
    this.last4 = last4;
    this.charges = charges;
  }

  static TestCard of(String number) {
    return switch (number.replaceAll("[ -]", "")) {
      case "4242424242424242", "5555555555554444", "378282246310005" -> GOOD;
      case "4000000000000341" -> FAILS_WHEN_CHARGED;
      case "4000000000000002" -> REFUSED;
      case "4000002500003155" -> ASKS;
      default -> UNKNOWN;
    };
  }

  boolean charges() {
    return charges;
  }

  ObjectNode json() {
    return Documents.object().put("last4", last4).put("charges", charges);
  }
}
