package com.quotahit.core.workspace;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Reads pictures the way a camera does, written from the standard's side of the reader: format,
 * mask, zigzag, blocks, then every block's checksum in the field.
 */
@Tag("fast")
class PicturesCanBeReadTest {

  private static final int[] CHECK = {10, 16, 26, 18, 24, 16, 18, 22, 22, 26};
  private static final int[] BLOCKS = {1, 1, 1, 2, 2, 4, 4, 4, 5, 5};

  @Test
  void every_length_that_fits_is_read_back_and_every_block_checks() {
    long seed = 20260105L;
    Random random = new Random(seed);
    for (int length = 1; length <= 213; length++) {
      StringBuilder text = new StringBuilder();
      for (int i = 0; i < length; i++) {
        text.append((char) (' ' + random.nextInt(95)));
      }
      assertThat(read(QrCode.of(text.toString())))
          .as("seed %d, length %d", seed, length)
          .isEqualTo(text.toString());
    }
  }

  @Test
  void a_text_too_long_is_refused() {
    assertThatThrownBy(() -> QrCode.of("x".repeat(214)))
        .isInstanceOf(IllegalArgumentException.class);
  }

  @Test
  void the_picture_is_drawn_and_runs_nothing() {
    String svg = QrCode.of("otpauth://totp/QuotaHit:ann%40example.com?secret=AAAA").svg();
    assertThat(svg)
        .startsWith("<svg ")
        .endsWith("</svg>")
        .doesNotContain("script", "href", "onload");
  }

  private static String read(QrCode code) {
    int version = (code.size() - 17) / 4;
    int mask = format(code);
    byte[] words = words(code, mask, version);
    return text(blocks(words, version), version);
  }

  private static int format(QrCode code) {
    int bits = 0;
    for (int x = 0; x < 6; x++) {
      bits = bits << 1 | bit(code, x, 8);
    }
    bits = bits << 1 | bit(code, 7, 8);
    bits = bits << 1 | bit(code, 8, 8);
    bits = bits << 1 | bit(code, 8, 7);
    for (int y = 5; y >= 0; y--) {
      bits = bits << 1 | bit(code, 8, y);
    }
    int plain = bits ^ 0b101010000010010;
    assertThat(plain >> 13).as("level M").isZero();
    int second = 0;
    for (int y = code.size() - 1; y > code.size() - 8; y--) {
      second = second << 1 | bit(code, 8, y);
    }
    for (int x = code.size() - 8; x < code.size(); x++) {
      second = second << 1 | bit(code, x, 8);
    }
    assertThat(second).as("both copies of the format").isEqualTo(bits);
    return plain >> 10 & 7;
  }

  private static int bit(QrCode code, int x, int y) {
    return code.dark(x, y) ? 1 : 0;
  }

  private static byte[] words(QrCode code, int mask, int version) {
    List<Integer> bits = new ArrayList<>();
    boolean up = true;
    for (int x = code.size() - 1; x > 0; x -= 2) {
      x = x == 6 ? 5 : x;
      for (int step = 0; step < code.size(); step++) {
        int y = up ? code.size() - 1 - step : step;
        for (int column : new int[] {x, x - 1}) {
          if (!function(column, y, code.size(), version)) {
            bits.add(bit(code, column, y) ^ (masked(mask, y, column) ? 1 : 0));
          }
        }
      }
      up = !up;
    }
    byte[] words = new byte[bits.size() / 8];
    for (int i = 0; i < words.length * 8; i++) {
      words[i / 8] |= (byte) (bits.get(i) << 7 - i % 8);
    }
    return words;
  }

  /** As the standard's figure shows them: finders with format, timing, alignment, version. */
  private static boolean function(int x, int y, int size, int version) {
    boolean finder = x < 9 && y < 9 || x >= size - 8 && y < 9 || x < 9 && y >= size - 8;
    boolean timing = x == 6 || y == 6;
    boolean number =
        version >= 7
            && (x < 6 && y >= size - 11 && y < size - 8 || y < 6 && x >= size - 11 && x < size - 8);
    return finder || timing || number || alignment(x, y, size, version);
  }

  private static boolean alignment(int x, int y, int size, int version) {
    if (version == 1) {
      return false;
    }
    int last = size - 7;
    List<Integer> centres = version < 7 ? List.of(6, last) : List.of(6, 6 + (last - 6) / 2, last);
    for (int cx : centres) {
      for (int cy : centres) {
        boolean underFinder = cx == 6 && cy == 6 || cx == 6 && cy == last || cx == last && cy == 6;
        if (!underFinder && Math.abs(x - cx) <= 2 && Math.abs(y - cy) <= 2) {
          return true;
        }
      }
    }
    return false;
  }

  private static boolean masked(int mask, int row, int column) {
    return switch (mask) {
      case 0 -> (row + column) % 2 == 0;
      case 1 -> row % 2 == 0;
      case 2 -> column % 3 == 0;
      case 3 -> (row + column) % 3 == 0;
      case 4 -> (row / 2 + column / 3) % 2 == 0;
      case 5 -> row * column % 2 + row * column % 3 == 0;
      case 6 -> (row * column % 2 + row * column % 3) % 2 == 0;
      default -> ((row + column) % 2 + row * column % 3) % 2 == 0;
    };
  }

  private static List<int[]> blocks(byte[] words, int version) {
    int count = BLOCKS[version - 1];
    int check = CHECK[version - 1];
    int total = words.length;
    int data = total - count * check;
    List<int[]> blocks = new ArrayList<>();
    for (int b = 0; b < count; b++) {
      boolean longer = b >= count - data % count;
      blocks.add(new int[data / count + (longer ? 1 : 0) + check]);
    }
    int at = 0;
    for (int i = 0; i <= data / count; i++) {
      for (int[] block : blocks) {
        if (i < block.length - check) {
          block[i] = words[at++] & 0xff;
        }
      }
    }
    for (int i = 0; i < check; i++) {
      for (int[] block : blocks) {
        block[block.length - check + i] = words[at++] & 0xff;
      }
    }
    blocks.forEach(block -> requireChecks(block, check));
    return blocks;
  }

  /** A block is a multiple of the generator: it is zero at each of its roots. */
  private static void requireChecks(int[] block, int check) {
    int root = 1;
    for (int i = 0; i < check; i++) {
      int sum = 0;
      for (int word : block) {
        sum = times(sum, root) ^ word;
      }
      assertThat(sum).as("syndrome %d", i).isZero();
      root = times(root, 2);
    }
  }

  private static int times(int a, int b) {
    int product = 0;
    for (int bit = 7; bit >= 0; bit--) {
      product = product << 1 ^ (product >> 7) * 0x11d;
      product ^= (b >> bit & 1) * a;
    }
    return product;
  }

  private static String text(List<int[]> blocks, int version) {
    int check = CHECK[version - 1];
    StringBuilder bits = new StringBuilder();
    for (int[] block : blocks) {
      for (int i = 0; i < block.length - check; i++) {
        bits.append(String.format("%8s", Integer.toBinaryString(block[i])).replace(' ', '0'));
      }
    }
    assertThat(bits.substring(0, 4)).as("bytes").isEqualTo("0100");
    int lengthBits = version < 10 ? 8 : 16;
    int length = Integer.parseInt(bits.substring(4, 4 + lengthBits), 2);
    byte[] text = new byte[length];
    for (int i = 0; i < length; i++) {
      int from = 4 + lengthBits + 8 * i;
      text[i] = (byte) Integer.parseInt(bits.substring(from, from + 8), 2);
    }
    return new String(text, StandardCharsets.UTF_8);
  }
}
