package com.quotahit.core.workspace;

import com.quotahit.core.shared.Sealed;
import com.quotahit.core.shared.UserId;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * Code apps and recovery codes: secrets sealed, codes hashed. They are rows and no facts of the
 * journal, which never forgets. Every call blocks shortly.
 */
public interface FactorsPort {

  /** How far a code app has come. */
  enum Stage {
    /** Shown, but no code of it was entered yet; opens nothing and is asked of nobody. */
    PENDING,
    CONFIRMED
  }

  Factors of(UserId user);

  /** Keeps a secret that was shown and not proven; one that is in use stays in use. */
  void beginTotp(UserId user, Sealed secret, Instant now);

  Optional<Sealed> totp(UserId user, Stage stage);

  /**
   * The pending secret becomes the one in use, with these recovery codes instead of older ones;
   * false when there is none or its step was used.
   */
  boolean confirmTotp(UserId user, long step, List<byte[]> recoveryHashes, Instant now);

  /** Takes a step of the clock for the secret in use; false for one taken before or passed. */
  boolean useStep(UserId user, long step);

  /** Takes the code app away, and with the last factor the recovery codes. */
  boolean removeTotp(UserId user);

  void replaceRecoveryCodes(UserId user, List<byte[]> hashes, Instant now);

  /** True for one caller alone, once. */
  boolean useRecoveryCode(UserId user, byte[] hash, Instant now);

  /** Takes everything away, for somebody who has lost it all; an admin does it. */
  void removeAll(UserId user);
}
