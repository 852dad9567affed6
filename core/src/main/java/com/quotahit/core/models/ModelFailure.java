package com.quotahit.core.models;

import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

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
  private final @Nullable Duration retryAfter;

  public ModelFailure(Kind kind, String message) {
    this(kind, message, null);
  }

  private ModelFailure(Kind kind, String message, @Nullable Duration retryAfter) {
    super(message);
    this.kind = kind;
    this.retryAfter = retryAfter;
  }

  /** The same failure with the wait that the provider asked for. */
  public ModelFailure after(Duration wait) {
    return new ModelFailure(kind, String.valueOf(getMessage()), wait);
  }

  public Kind kind() {
    return kind;
  }

  /** How long the provider asked us to wait, where it said so. */
  public Optional<Duration> retryAfter() {
    return Optional.ofNullable(retryAfter);
  }
}
