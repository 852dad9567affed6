package com.quotahit.core.models;

/**
 * A provider did not answer as asked; carries what the caller may do about it, never provider text.
 */
public final class ModelFailure extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public enum Kind {
    /** Try again later: timeouts, 429 of the rate kind, 5xx, broken connections. */
    TRANSIENT,
    /** The request can never succeed as it is. */
    PERMANENT,
    /** The key's owner has used up what was bought. */
    QUOTA,
    /** The key is wrong, revoked or lacks the permission. */
    KEY_REJECTED,
    /** The provider declined to answer this content. */
    REFUSED
  }

  private final Kind kind;

  public ModelFailure(Kind kind, String message) {
    super(message);
    this.kind = kind;
  }

  public Kind kind() {
    return kind;
  }
}
