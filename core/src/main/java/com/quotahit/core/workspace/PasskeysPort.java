package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Passkeys, and ceremonies that have begun on any node. Every call blocks shortly. */
public interface PasskeysPort {

  /**
   * A ceremony between the question and the device's answer.
   *
   * @param challenge what the device signs; names the ceremony
   * @param user whose, where that is known before the answer
   * @param request as it was asked, JSON
   */
  record Ceremony(
      byte[] challenge, Kind kind, Optional<UserId> user, String request, Instant expiresAt) {}

  enum Kind {
    REGISTER,
    /** Also for confirming within a session who one is. */
    SIGN_IN;

    /** Stable, as it is kept. */
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT);
    }
  }

  void begin(Ceremony ceremony);

  /** Ends a ceremony and gives it, to one caller alone, if it has not run out. */
  Optional<Ceremony> end(byte[] challenge, Kind kind, Instant now);

  List<Passkey> ofUser(UserId user);

  Optional<Passkey> byCredential(byte[] credentialId);

  /** False when there are too many, or the credential is registered already. */
  boolean add(Passkey passkey);

  /** False when the count did not grow, where the device counts: it may have been copied. */
  boolean used(byte[] credentialId, long signCount, Instant now);

  /** Takes one away, and with the last factor the recovery codes. */
  boolean remove(UserId user, String id);

  /** Forgets ceremonies that have run out. */
  int forgetCeremonies(Instant now);
}
