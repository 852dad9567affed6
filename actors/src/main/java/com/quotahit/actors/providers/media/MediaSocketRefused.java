package com.quotahit.actors.providers.media;

/** A socket could not be opened. The message is ours and holds nothing that was sent. */
public final class MediaSocketRefused extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final int status;

  public MediaSocketRefused(int status, String message) {
    super(message, null, false, false);
    this.status = status;
  }

  /** HTTP status of the refusal, 0 when there was no answer at all. */
  public int status() {
    return status;
  }
}
