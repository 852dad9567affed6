package com.quotahit.core.workspace;

/** By what somebody last proved who they are in a session. */
public enum SignInMethod {
  PASSWORD,
  PASSWORD_AND_CODE,
  /** The device asked for a finger, a face or a PIN, so it is two factors in one. */
  PASSKEY,
  /** The workspace's own identity provider vouches, for that workspace alone. */
  SINGLE_SIGN_ON;

  /** Whether a stolen password alone could not have done it. */
  public boolean strong() {
    return switch (this) {
      case PASSWORD, SINGLE_SIGN_ON -> false;
      case PASSWORD_AND_CODE, PASSKEY -> true;
    };
  }

  /**
   * What a session stands on when its person proves themselves again. It is never weaker than
   * before; and a code alone does not make a company's session into the person's own.
   */
  public SignInMethod after(SignInMethod proof) {
    if (strong() && proof != PASSKEY) {
      return this;
    }
    return this == SINGLE_SIGN_ON && proof == PASSWORD_AND_CODE ? this : proof;
  }

  /** Stable, as it is kept. */
  public String code() {
    return name().toLowerCase(java.util.Locale.ROOT);
  }
}
