package com.quotahit.core.workspace;

/** How hard a picture is to read: long runs, blocks, false finders, too much of one colour. */
final class QrPenalty {

  private static final boolean[] FINDER = {
    true, false, true, true, true, false, true, false, false, false, false
  };

  private QrPenalty() {}

  static int of(boolean[][] dark) {
    int size = dark.length;
    int penalty = 0;
    int count = 0;
    for (int a = 0; a < size; a++) {
      penalty += runs(dark, a, true) + runs(dark, a, false);
      for (int b = 0; b < size; b++) {
        count += dark[a][b] ? 1 : 0;
        penalty += block(dark, a, b) + finders(dark, a, b);
      }
    }
    return penalty + 10 * (Math.abs(20 * count - 10 * size * size) / (size * size));
  }

  private static boolean at(boolean[][] dark, int line, int along, boolean row) {
    return row ? dark[line][along] : dark[along][line];
  }

  private static int runs(boolean[][] dark, int line, boolean row) {
    int penalty = 0;
    int run = 1;
    for (int i = 1; i <= dark.length; i++) {
      if (i < dark.length && at(dark, line, i, row) == at(dark, line, i - 1, row)) {
        run++;
      } else {
        penalty += run >= 5 ? run - 2 : 0;
        run = 1;
      }
    }
    return penalty;
  }

  private static int block(boolean[][] dark, int y, int x) {
    return y + 1 < dark.length
            && x + 1 < dark.length
            && dark[y][x] == dark[y][x + 1]
            && dark[y][x] == dark[y + 1][x]
            && dark[y][x] == dark[y + 1][x + 1]
        ? 3
        : 0;
  }

  private static int finders(boolean[][] dark, int line, int from) {
    int penalty = 0;
    for (boolean row : new boolean[] {true, false}) {
      boolean forth = from + FINDER.length <= dark.length;
      boolean back = forth;
      for (int i = 0; forth | back && i < FINDER.length; i++) {
        boolean on = at(dark, line, from + i, row);
        forth &= on == FINDER[i];
        back &= on == FINDER[FINDER.length - 1 - i];
      }
      penalty += forth || back ? 40 : 0;
    }
    return penalty;
  }
}
