package com.quotahit.core.shared;

/**
 * A key or password that must never reach a log, an exception or a screen. Not a record: a record
 * would print its content.
 */
public final class Secret {

  private final String value;

  public Secret(String value) {
    if (value.isBlank()) {
      throw new IllegalArgumentException("a secret may not be blank");
    }
    this.value = value;
  }

  /** The secret itself; call it only where the value goes on the wire. */
  public String reveal() {
    return value;
  }

  @Override
  public String toString() {
    return "Secret[redacted]";
  }
}
