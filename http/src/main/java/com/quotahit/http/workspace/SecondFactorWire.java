package com.quotahit.http.workspace;

import com.quotahit.actors.workspace.SecondFactors;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.Factors;
import com.quotahit.core.workspace.PasswordPolicy;
import com.quotahit.http.edge.FieldChecks;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Second factors as the world sees them. */
final class SecondFactorWire {

  private static final int CODE_MAX = 40;

  private SecondFactorWire() {}

  /** By what a sign-in can go on. */
  static List<String> methods(Factors factors) {
    List<String> methods = new ArrayList<>();
    if (factors.totp()) {
      methods.add("totp");
    }
    if (factors.passkeys() > 0) {
      methods.add("passkey");
    }
    if (factors.recoveryCodesLeft() > 0) {
      methods.add("recovery");
    }
    return methods;
  }

  /**
   * @param passkeys how many
   */
  record FactorsWire(boolean totp, int passkeys, int recoveryCodesLeft) {
    static FactorsWire of(Factors factors) {
      return new FactorsWire(factors.totp(), factors.passkeys(), factors.recoveryCodesLeft());
    }
  }

  /**
   * @param secret for those who type it
   * @param uri for apps on the same device
   * @param qrSvg for those who take a picture
   */
  record EnrolmentWire(String secret, String uri, String qrSvg) {
    static EnrolmentWire of(SecondFactors.Enrolment shown) {
      return new EnrolmentWire(shown.secret(), shown.uri(), shown.qrSvg());
    }

    @Override
    public String toString() {
      return "EnrolmentWire[redacted]";
    }
  }

  record CodeWire(String code) {
    Parsed<CodeWire> parse() {
      FieldChecks checks = new FieldChecks();
      checks.text("code", code, 1, CODE_MAX);
      return checks.parsed(() -> this);
    }

    @Override
    public String toString() {
      return "CodeWire[redacted]";
    }
  }

  record RecoveryCodesWire(List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "RecoveryCodesWire[redacted]";
    }
  }

  /**
   * One of these.
   *
   * @param credential what the browser's passkey answered
   */
  record ConfirmWire(
      Optional<String> password, Optional<String> code, Optional<Object> credential) {

    Parsed<ConfirmWire> parse() {
      FieldChecks checks = new FieldChecks();
      checks.require(
          password.isPresent() || code.isPresent() || credential.isPresent(),
          "password",
          "required",
          "Enter your password or a code, or use a passkey.");
      checks.require(
          password.map(String::length).orElse(0) <= 4 * PasswordPolicy.LENGTH_MAX,
          "password",
          "invalid",
          "Enter your password.");
      checks.text("code", code, 1, CODE_MAX);
      return checks.parsed(() -> this);
    }

    @Override
    public String toString() {
      return "ConfirmWire[redacted]";
    }
  }
}
