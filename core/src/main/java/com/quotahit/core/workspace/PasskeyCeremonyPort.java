package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.util.Optional;

/** The rules of WebAuthn: what devices are asked and whether their answers hold. May block. */
public interface PasskeyCeremonyPort {

  /**
   * A question to a device.
   *
   * @param publicKey for the browser, JSON
   * @param request to be kept until the answer comes, JSON
   */
  record Question(byte[] challenge, String publicKey, String request) {}

  /** A new key whose device proved that it has it. */
  record Registered(byte[] credentialId, byte[] publicKey, long signCount) {}

  /** A key that was used. */
  record Asserted(byte[] credentialId, UserId user, long signCount) {}

  Question register(UserId user, EmailAddress email, String name);

  /** Empty when the answer does not hold. */
  Optional<Registered> registered(String request, String credential);

  /** For whoever the device knows. */
  Question signIn();

  Optional<Asserted> signedIn(String request, String credential);

  /** The challenge that an answer is about; empty when it is no answer at all. */
  Optional<byte[]> challenge(String credential);
}
