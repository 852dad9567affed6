package com.quotahit.core.voice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ARingKeepsTheLastOfASound {

  private final SoundRing ring = new SoundRing();

  @Test
  void what_is_kept_reads_as_it_was_added_however_it_was_cut() {
    long seed = new Random().nextLong();
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    byte[] all = new byte[2_000_000];
    random.nextBytes(all);
    int added = 0;
    while (added < all.length) {
      int more = Math.min(1 + random.nextInt(6_000), all.length - added);
      ring.add(all, added, more);
      added += more;
      if (random.nextInt(3) == 0) {
        ring.forgetBefore(added - random.nextInt(150_000));
      }
      int length = random.nextInt(ring.kept() + 1);
      int from = (int) ring.start() + random.nextInt(ring.kept() - length + 1);
      byte[] read = new byte[length + 2];
      ring.copy(from, read, 1, length);
      assertThat(read).startsWith((byte) 0).endsWith((byte) 0);
      assertThat(java.util.Arrays.mismatch(read, 1, length + 1, all, from, from + length))
          .isEqualTo(-1);
    }
    assertThat(ring.end()).isEqualTo(all.length);
  }

  @Test
  void what_was_forgotten_and_what_has_not_come_cannot_be_read() {
    ring.add(new byte[5_000]);
    ring.forgetBefore(2_000);
    assertThatThrownBy(() -> ring.copy(1_999, new byte[10], 0, 10))
        .isInstanceOf(IndexOutOfBoundsException.class);
    assertThatThrownBy(() -> ring.copy(4_999, new byte[10], 0, 2))
        .isInstanceOf(IndexOutOfBoundsException.class);
    ring.forgetBefore(9_000);
    assertThat(ring.start()).isEqualTo(5_000);
    assertThat(ring.kept()).isZero();
  }

  @Test
  void forgetting_never_brings_back_what_is_gone() {
    ring.add(new byte[5_000]);
    ring.forgetBefore(4_000);
    ring.forgetBefore(1_000);
    assertThat(ring.start()).isEqualTo(4_000);
  }

  @Test
  void a_ring_that_starts_again_counts_from_nothing() {
    ring.add(new byte[900_000]);
    ring.restart();
    ring.add(new byte[] {1, 2, 3});
    byte[] read = new byte[3];
    ring.copy(0, read, 0, 3);
    assertThat(read).containsExactly(1, 2, 3);
  }
}
