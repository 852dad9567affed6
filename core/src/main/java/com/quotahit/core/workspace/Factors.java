package com.quotahit.core.workspace;

/**
 * What somebody can prove themselves with beside a password.
 *
 * @param totp whether a code app is set up
 */
public record Factors(boolean totp, int passkeys, int recoveryCodesLeft) {

  public static final Factors NONE = new Factors(false, 0, 0);

  /** Whether a password alone does not open the account. */
  public boolean any() {
    return totp || passkeys > 0;
  }
}
