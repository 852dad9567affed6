package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.util.Optional;

/**
 * A key pair on somebody's device; only its public half is known here.
 *
 * @param credentialId as the device named it
 * @param publicKey in COSE form
 * @param signCount how often it signed, where the device counts
 */
public record Passkey(
    String id,
    byte[] credentialId,
    UserId user,
    byte[] publicKey,
    long signCount,
    String label,
    Instant createdAt,
    Optional<Instant> lastUsedAt) {

  public static final int PER_PERSON_MAX = 20;
  public static final int LABEL_MAX = 60;
}
