package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class CallersSoundIsKeptOnlyAsLongAsNeeded {

  private static final int FRAME = 960;

  private final CallerSound sound = new CallerSound(10_000 * 48);

  @Test
  void ten_seconds_are_kept_and_the_oldest_are_dropped() {
    hear(1000);
    assertThat(sound.kept()).isEqualTo(10_000 * 48);
    assertThat(sound.positionMs()).isEqualTo(20_000);
    assertThat(positions(0).getFirst()).isEqualTo(10_000L);
  }

  @Test
  void in_quiet_times_a_moment_is_enough_and_positions_stay_right() {
    hear(500);
    sound.giveFrom(sound.bytes());
    sound.keepLast(2_000 * 48);
    assertThat(sound.kept()).isEqualTo(2_000 * 48);
    assertThat(positions(9_000 * 48).getFirst()).isEqualTo(9_000L);
    assertThat(positions(9_000 * 48)).hasSize(10);
  }

  @Test
  void what_is_kept_is_a_copy() {
    byte[] lent = new byte[FRAME];
    sound.hear(lent);
    sound.give((_, _) -> false);
    lent[0] = 7;
    sound.since(0, (pcm, at) -> assertThat(pcm[0]).isZero());
    List<Byte> given = new ArrayList<>();
    sound.give((pcm, _) -> given.add(pcm[0]));
    assertThat(given).containsExactly((byte) 0);
  }

  @Test
  void what_a_session_cannot_take_now_it_is_given_when_it_can() {
    hear(100);
    List<Long> given = new ArrayList<>();
    assertThat(sound.give((_, at) -> at < 48_000 && given.add(at / 48))).isZero();
    assertThat(given).last().isEqualTo(900L);
    assertThat(sound.given()).as("where the next session goes on").isEqualTo(1_000 * 48);
    sound.keepLast(20 * 48);
    hear(1);
    assertThat(sound.give((_, at) -> given.add(at / 48))).isZero();
    assertThat(given).doesNotHaveDuplicates().hasSize(21).last().isEqualTo(2_000L);
    hear(1);
    sound.give((_, at) -> given.add(at / 48));
    assertThat(given).hasSize(22).last().isEqualTo(2_020L);
  }

  @Test
  void what_waits_longer_than_it_is_kept_is_lost_once_and_said() {
    hear(600);
    assertThat(sound.give((_, _) -> false)).isEqualTo(2_000 * 48);
    assertThat(sound.give((_, _) -> true)).isZero();
    hear(1);
    assertThat(sound.give((_, _) -> true)).isZero();
  }

  private void hear(int frames) {
    for (int i = 0; i < frames; i++) {
      sound.hear(new byte[FRAME]);
    }
  }

  private List<Long> positions(long from) {
    List<Long> positions = new ArrayList<>();
    sound.since(from, (pcm, at) -> positions.add(at / 48));
    return positions;
  }
}
