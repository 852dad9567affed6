package com.quotahit.actors.voice;

import java.util.ArrayDeque;

/** Sound of one side, waiting at its place on the line to be taken down. Gaps are silence. */
final class SoundTrack {

  private record Piece(long at, byte[] pcm, int offset, int length) {
    long end() {
      return at + length;
    }
  }

  private final ArrayDeque<Piece> pieces = new ArrayDeque<>();
  private long end;

  void put(long at, byte[] pcm, int offset, int length) {
    pieces.addLast(new Piece(at & ~1L, pcm, offset, length & ~1));
    end = Math.max(end, at + length);
  }

  void cutFrom(long at) {
    long from = Math.max(0, at) & ~1L;
    while (!pieces.isEmpty() && pieces.peekLast().end() > from) {
      Piece last = pieces.removeLast();
      if (last.at < from) {
        pieces.addLast(new Piece(last.at, last.pcm, last.offset, (int) (from - last.at)));
        break;
      }
    }
    end = Math.min(end, from);
  }

  long endBytes() {
    return pieces.isEmpty() ? 0 : end;
  }

  /**
   * Writes {@code bytes} from {@code from} on as every second sample of {@code stereo}; forgets
   * them.
   */
  void mixInto(byte[] stereo, int channelOffset, long from, int bytes) {
    long until = from + bytes;
    while (!pieces.isEmpty() && pieces.peekFirst().at < until) {
      Piece piece = pieces.removeFirst();
      long first = Math.max(piece.at, from);
      long last = Math.min(piece.end(), until);
      for (long at = first; at < last; at += 2) {
        int source = piece.offset + (int) (at - piece.at);
        int target = (int) (at - from) * 2 + channelOffset;
        stereo[target] = piece.pcm[source];
        stereo[target + 1] = piece.pcm[source + 1];
      }
      if (piece.end() > until) {
        int used = (int) (until - piece.at);
        pieces.addFirst(new Piece(until, piece.pcm, piece.offset + used, piece.length - used));
        break;
      }
    }
  }
}
