package com.quotahit.core.workspace;

import java.nio.charset.StandardCharsets;

/**
 * A short text as a picture that cameras read (ISO/IEC 18004, bytes, level M, versions 1 to 10).
 * Nothing leaves the server to make it, since what it carries is a secret.
 */
public final class QrCode {

  private static final int[][] ALIGNMENT = {
    {},
    {6, 18},
    {6, 22},
    {6, 26},
    {6, 30},
    {6, 34},
    {6, 22, 38},
    {6, 24, 42},
    {6, 26, 46},
    {6, 28, 50}
  };
  private static final int QUIET = 4;

  private final int version;
  private final int size;
  private boolean[][] dark;

  /** Modules that are no data and are never masked. */
  private final boolean[][] fixed;

  private QrCode(int version) {
    this.version = version;
    this.size = 17 + 4 * version;
    this.dark = new boolean[size][size];
    this.fixed = new boolean[size][size];
  }

  public static QrCode of(String text) {
    byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
    QrCode code = new QrCode(QrCodewords.version(bytes.length));
    code.drawPatterns();
    code.drawData(QrCodewords.of(bytes, code.version));
    code.chooseMask();
    return code;
  }

  public int size() {
    return size;
  }

  public boolean dark(int x, int y) {
    return dark[y][x];
  }

  /** With a quiet rim, as one path, to be shown at any size. */
  public String svg() {
    int whole = size + 2 * QUIET;
    StringBuilder path = new StringBuilder();
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        if (dark[y][x]) {
          path.append('M').append(x + QUIET).append(' ').append(y + QUIET).append("h1v1h-1z");
        }
      }
    }
    return "<svg xmlns=\"http://www.w3.org/2000/svg\" viewBox=\"0 0 "
        + whole
        + " "
        + whole
        + "\" shape-rendering=\"crispEdges\"><path fill=\"#fff\" d=\"M0 0h"
        + whole
        + "v"
        + whole
        + "H0z\"/><path d=\""
        + path
        + "\"/></svg>";
  }

  private void drawPatterns() {
    for (int i = 0; i < size; i++) {
      fix(i, 6, i % 2 == 0);
      fix(6, i, i % 2 == 0);
    }
    finder(3, 3);
    finder(size - 4, 3);
    finder(3, size - 4);
    int[] centres = ALIGNMENT[version - 1];
    int last = centres.length - 1;
    for (int i = 0; i <= last; i++) {
      for (int j = 0; j <= last; j++) {
        boolean corner = i == 0 && j == 0 || i == 0 && j == last || i == last && j == 0;
        if (!corner) {
          alignment(centres[i], centres[j]);
        }
      }
    }
    drawFormat(0);
    drawVersion();
  }

  private void finder(int centreX, int centreY) {
    for (int dy = -4; dy <= 4; dy++) {
      for (int dx = -4; dx <= 4; dx++) {
        int x = centreX + dx;
        int y = centreY + dy;
        if (x >= 0 && x < size && y >= 0 && y < size) {
          int ring = Math.max(Math.abs(dx), Math.abs(dy));
          fix(x, y, ring != 2 && ring != 4);
        }
      }
    }
  }

  private void alignment(int centreX, int centreY) {
    for (int dy = -2; dy <= 2; dy++) {
      for (int dx = -2; dx <= 2; dx++) {
        fix(centreX + dx, centreY + dy, Math.max(Math.abs(dx), Math.abs(dy)) != 1);
      }
    }
  }

  /** Level M is 00, so the five bits are the mask alone; ten more guard them. */
  private void drawFormat(int mask) {
    int bits = (mask << 10 | checked(mask, 10, 0x537)) ^ 0x5412;
    for (int i = 0; i < 15; i++) {
      boolean on = (bits >> i & 1) == 1;
      int alongTop = i < 6 ? i : i < 8 ? i + 1 : size - 15 + i;
      int alongSide = i < 8 ? size - 1 - i : i < 9 ? 15 - i : 14 - i;
      fix(8, alongTop, on);
      fix(alongSide, 8, on);
    }
    fix(8, size - 8, true);
  }

  private void drawVersion() {
    if (version < 7) {
      return;
    }
    int bits = version << 12 | checked(version, 12, 0x1f25);
    for (int i = 0; i < 18; i++) {
      boolean on = (bits >> i & 1) == 1;
      int near = i / 3;
      int far = size - 11 + i % 3;
      fix(near, far, on);
      fix(far, near, on);
    }
  }

  private static int checked(int value, int degree, int generator) {
    int rest = value;
    for (int i = 0; i < degree; i++) {
      rest = rest << 1 ^ (rest >> degree - 1 & 1) * generator;
    }
    return rest;
  }

  private void fix(int x, int y, boolean on) {
    dark[y][x] = on;
    fixed[y][x] = true;
  }

  /** Two columns at a time from the right, up and down in turn, past the timing column. */
  private void drawData(byte[] words) {
    int bit = 0;
    for (int right = size - 1; right >= 1; right -= 2) {
      int column = right <= 6 ? right - 1 : right;
      boolean up = (column + 1 & 2) == 0;
      for (int step = 0; step < size; step++) {
        int y = up ? size - 1 - step : step;
        for (int x = column; x > column - 2; x--) {
          if (!fixed[y][x] && bit < 8 * words.length) {
            dark[y][x] = (words[bit / 8] >> 7 - bit % 8 & 1) == 1;
            bit++;
          }
        }
      }
    }
  }

  /** The mask whose picture is least like what a camera looks for. */
  private void chooseMask() {
    int best = 0;
    int least = Integer.MAX_VALUE;
    for (int mask = 0; mask < 8; mask++) {
      mask(mask);
      drawFormat(mask);
      int penalty = QrPenalty.of(dark);
      if (penalty < least) {
        least = penalty;
        best = mask;
      }
      mask(mask);
    }
    mask(best);
    drawFormat(best);
  }

  /** Doing it twice undoes it. */
  private void mask(int mask) {
    for (int y = 0; y < size; y++) {
      for (int x = 0; x < size; x++) {
        dark[y][x] ^= !fixed[y][x] && flips(mask, x, y);
      }
    }
  }

  private static boolean flips(int mask, int x, int y) {
    return switch (mask) {
      case 0 -> (x + y) % 2 == 0;
      case 1 -> y % 2 == 0;
      case 2 -> x % 3 == 0;
      case 3 -> (x + y) % 3 == 0;
      case 4 -> (x / 3 + y / 2) % 2 == 0;
      case 5 -> x * y % 2 + x * y % 3 == 0;
      case 6 -> (x * y % 2 + x * y % 3) % 2 == 0;
      case 7 -> ((x + y) % 2 + x * y % 3) % 2 == 0;
      default -> throw new IllegalArgumentException("no mask " + mask);
    };
  }
}
