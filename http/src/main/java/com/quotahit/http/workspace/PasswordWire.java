package com.quotahit.http.workspace;

import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.EmailAddress;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.http.edge.FieldChecks;

/** What people send about addresses and passwords; none of it is ever printed. */
final class PasswordWire {

  private static final int PASSWORD_MAX = 4 * PasswordPolicy.LENGTH_MAX;
  private static final String TOKEN = "[A-Za-z0-9_-]{16,256}";

  private PasswordWire() {}

  private static void requireToken(FieldChecks checks, String token) {
    checks.require(
        token.matches(TOKEN), "token", "invalid", "Open the link as it stands in the letter.");
  }

  private static void requirePassword(FieldChecks checks, String field, String password) {
    checks.require(
        !password.isEmpty() && password.length() <= PASSWORD_MAX,
        field,
        "invalid",
        "Enter a password.");
  }

  record TokenWire(String token) {
    Parsed<TokenWire> parse() {
      FieldChecks checks = new FieldChecks();
      requireToken(checks, token);
      return checks.parsed(() -> this);
    }

    @Override
    public String toString() {
      return "TokenWire[redacted]";
    }
  }

  record ForgotWire(String email) {
    Parsed<EmailAddress> parse() {
      return EmailAddress.parse("email", email);
    }
  }

  record ResetWire(String token, String password) {
    Parsed<ResetWire> parse() {
      FieldChecks checks = new FieldChecks();
      requireToken(checks, token);
      requirePassword(checks, "password", password);
      return checks.parsed(() -> this);
    }

    @Override
    public String toString() {
      return "ResetWire[redacted]";
    }
  }

  record ChangeWire(String current, String next) {
    Parsed<ChangeWire> parse() {
      FieldChecks checks = new FieldChecks();
      requirePassword(checks, "current", current);
      requirePassword(checks, "next", next);
      return checks.parsed(() -> this);
    }

    @Override
    public String toString() {
      return "ChangeWire[redacted]";
    }
  }
}
