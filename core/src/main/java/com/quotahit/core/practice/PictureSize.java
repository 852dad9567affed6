package com.quotahit.core.practice;

import java.util.Optional;

/** What a picture's header claims, read before anything is unpacked. */
public record PictureSize(long width, long height) {

  private static final int PNG_HEADER = 24;

  public boolean within(long pixelsMax, int sideMax) {
    return width > 0
        && height > 0
        && width <= sideMax
        && height <= sideMax
        && width * height <= pixelsMax;
  }

  /** The size of a PNG or JPEG from its first bytes; empty when they do not say. */
  public static Optional<PictureSize> of(byte[] head) {
    if (head.length >= PNG_HEADER && head[0] == (byte) 0x89 && head[1] == 'P') {
      return Optional.of(new PictureSize(big(head, 16, 4), big(head, 20, 4)));
    }
    return head.length > 3 && head[0] == (byte) 0xff && head[1] == (byte) 0xd8
        ? jpeg(head)
        : Optional.empty();
  }

  private static Optional<PictureSize> jpeg(byte[] head) {
    int at = 2;
    while (at + 9 < head.length) {
      if (head[at] != (byte) 0xff) {
        return Optional.empty();
      }
      int marker = head[at + 1] & 0xff;
      if (marker == 0xff) {
        at++;
      } else if (frame(marker)) {
        return Optional.of(new PictureSize(big(head, at + 7, 2), big(head, at + 5, 2)));
      } else {
        at += 2 + (int) Math.max(2, big(head, at + 2, 2));
      }
    }
    return Optional.empty();
  }

  /** Start of frame, in whatever coding; not the tables that have numbers in the same range. */
  private static boolean frame(int marker) {
    return marker >= 0xc0 && marker <= 0xcf && marker != 0xc4 && marker != 0xc8 && marker != 0xcc;
  }

  private static long big(byte[] bytes, int at, int length) {
    long value = 0;
    for (int i = 0; i < length; i++) {
      value = value << 8 | bytes[at + i] & 0xff;
    }
    return value;
  }
}
