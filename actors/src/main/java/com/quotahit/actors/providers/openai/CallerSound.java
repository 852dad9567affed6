package com.quotahit.actors.providers.openai;

import java.util.ArrayDeque;

/**
 * The last seconds of the caller's sound. A session that was not there when it was spoken is given
 * it again; the oldest is dropped.
 */
final class CallerSound {

  /** A piece and where it lies in the call, in bytes. */
  record Piece(byte[] pcm, long at) {}

  private final long bytesMost;
  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
  private long kept;
  private long heard;

  CallerSound(long bytesMost) {
    this.bytesMost = bytesMost;
  }

  Piece hear(byte[] pcm) {
    Piece piece = new Piece(pcm.clone(), heard);
    heard += pcm.length;
    kept += pcm.length;
    pieces.addLast(piece);
    keepLast(bytesMost);
    return piece;
  }

  /** Forgets all but the last so many bytes. */
  void keepLast(long bytes) {
    while (kept > bytes && !pieces.isEmpty()) {
      kept -= pieces.removeFirst().pcm.length;
    }
  }

  long kept() {
    return kept;
  }

  long positionMs() {
    return heard / 48;
  }

  long bytes() {
    return heard;
  }

  /** What is still kept from a moment on, oldest first. */
  Iterable<Piece> since(long atBytes) {
    return () -> pieces.stream().filter(piece -> piece.at >= atBytes).iterator();
  }
}
