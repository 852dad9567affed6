package com.quotahit.http.workspace;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.shared.Parsed;
import com.quotahit.core.workspace.Passkey;
import com.quotahit.http.edge.FieldChecks;
import com.quotahit.http.edge.WireJson;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Passkeys as the world sees them; what browser and device say to each other passes as it is. */
final class PasskeyWire {

  private static final int CREDENTIAL_MAX = 20_000;

  private PasskeyWire() {}

  static String text(Object credential) {
    return WireJson.write(credential);
  }

  record PasskeyItemWire(String id, String label, Instant createdAt, Optional<Instant> lastUsedAt) {
    static PasskeyItemWire of(Passkey passkey) {
      return new PasskeyItemWire(
          passkey.id(), passkey.label(), passkey.createdAt(), passkey.lastUsedAt());
    }
  }

  /**
   * @param publicKey for {@code navigator.credentials}, in the JSON form of WebAuthn
   */
  record QuestionWire(JsonNode publicKey) {
    static QuestionWire of(String publicKey) {
      return new QuestionWire(WireJson.document(publicKey));
    }
  }

  /** What the browser's device answered, in the JSON form of WebAuthn. */
  record AnswerWire(Object credential) {
    Parsed<AnswerWire> parse() {
      FieldChecks checks = new FieldChecks();
      requireShort(checks, credential);
      return checks.parsed(() -> this);
    }
  }

  record AddWire(String label, Object credential) {
    Parsed<AddWire> parse() {
      FieldChecks checks = new FieldChecks();
      String name = checks.text("label", label, 1, Passkey.LABEL_MAX);
      requireShort(checks, credential);
      return checks.parsed(() -> new AddWire(name, credential));
    }
  }

  /**
   * @param recoveryCodes shown this once, when this is the first second factor; else none
   */
  record AddedWire(PasskeyItemWire passkey, List<String> recoveryCodes) {
    @Override
    public String toString() {
      return "AddedWire[redacted]";
    }
  }

  private static void requireShort(FieldChecks checks, Object credential) {
    checks.require(
        text(credential).length() <= CREDENTIAL_MAX,
        "credential",
        "too_long",
        "This is no answer of a passkey.");
  }
}
