package com.quotahit.http.media;

import io.netty.buffer.ByteBuf;

/**
 * What a client's sound frames must be: an eight byte header, then 10 to 60 ms of 16 bit samples,
 * with numbers that rise. A frame out of order is late and worthless; a gap is the network's.
 */
final class SoundFrames {

  static final int HEADER_BYTES = 8;
  static final int BYTES_MIN = 10 * 48;
  static final int BYTES_MAX = 60 * 48;

  enum Verdict {
    GOOD,
    /** Not a frame of the protocol. */
    BAD_SHAPE,
    /** Repeated, or older than one before. */
    OUT_OF_ORDER
  }

  private long last = -1;
  private long lost;

  /** Leaves the reader index behind the header of a good frame. */
  Verdict check(ByteBuf frame) {
    int sound = frame.readableBytes() - HEADER_BYTES;
    if (sound < BYTES_MIN || sound > BYTES_MAX || (sound & 1) != 0) {
      return Verdict.BAD_SHAPE;
    }
    long sequence = frame.getUnsignedInt(frame.readerIndex());
    if (last >= 0) {
      // Half the range forward is forward; the number may wrap.
      long ahead = (sequence - last) & 0xffff_ffffL;
      if (ahead == 0 || ahead > 0x7fff_ffffL) {
        return Verdict.OUT_OF_ORDER;
      }
      lost += ahead - 1;
    }
    last = sequence;
    return Verdict.GOOD;
  }

  long sequence() {
    return last;
  }

  long lost() {
    return lost;
  }
}
