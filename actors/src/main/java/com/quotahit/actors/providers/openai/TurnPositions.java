package com.quotahit.actors.providers.openai;

/**
 * Where a moment of one provider session lies in the whole call. The provider counts the sound it
 * was sent, so lost sound and a fresh session move the two apart.
 */
final class TurnPositions {

  /** Sound before the detected speech that the provider counts into it. */
  static final int PREFIX_MS = 300;

  private static final int BYTES_PER_MS = 48;

  private long sentBytes;
  private long offsetMs;

  /**
   * @param callBytes position of this piece's first byte in the call
   */
  void sent(long callBytes, int bytes) {
    offsetMs = (callBytes - sentBytes) / BYTES_PER_MS;
    sentBytes += bytes;
  }

  long inCall(long sessionMs) {
    return Math.max(0, sessionMs + offsetMs);
  }
}
