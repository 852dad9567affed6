package com.quotahit.core.voice;

/** The installation cannot hear or speak by itself now; text practice works all the same. */
public final class SpeechUnavailable extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public enum Reason {
    /** Switched off by the operator. */
    OFF,
    /** The voice pack was never fetched. */
    PACK_MISSING,
    /** The voice pack is there and cannot be used. */
    PACK_BROKEN,
    /** Models are still being loaded; try again in seconds. */
    LOADING,
    /** More work is queued than can be done in time. */
    OVERLOADED
  }

  private final Reason reason;

  public SpeechUnavailable(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public Reason reason() {
    return reason;
  }
}
