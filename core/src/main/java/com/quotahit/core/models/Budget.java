package com.quotahit.core.models;

import java.util.Locale;
import java.util.Optional;

/**
 * A bound on what models may cost in a calendar month (UTC).
 *
 * @param subject user id, key id or module code; empty for the whole workspace and the platform's
 *     key
 * @param softPercent at which somebody is told
 */
public record Budget(Scope scope, String subject, MicroUsd month, int softPercent) {

  /** What is counted together. */
  public enum Scope {
    WORKSPACE,
    USER,
    KEY,
    MODULE,
    /** What the workspace spends on the installation's key. */
    PLATFORM;

    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    public static Optional<Scope> of(String code) {
      for (Scope scope : values()) {
        if (scope.code().equals(code)) {
          return Optional.of(scope);
        }
      }
      return Optional.empty();
    }
  }

  public Budget {
    if (softPercent < 1 || softPercent > 100) {
      throw new IllegalArgumentException("soft limit of " + softPercent + " %");
    }
  }
}
