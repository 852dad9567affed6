package com.quotahit.actors.voice;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ACallIsTakenDownAsItWasHeard {

  @Test
  void each_side_lies_at_its_place_and_what_was_cut_is_silence() {
    SoundTrack caller = new SoundTrack();
    SoundTrack persona = new SoundTrack();
    caller.put(0, sound(960, 1), 0, 960);
    persona.put(480, sound(960, 2), 0, 960);
    persona.cutFrom(960);
    byte[] stereo = new byte[960 * 4];
    caller.mixInto(stereo, 0, 0, 1_920);
    persona.mixInto(stereo, 2, 0, 1_920);
    assertThat(stereo[0]).isEqualTo((byte) 1);
    assertThat(stereo[2]).isZero();
    assertThat(stereo[480 * 2 + 2]).isEqualTo((byte) 2);
    assertThat(stereo[958 * 2 + 2]).isEqualTo((byte) 2);
    assertThat(stereo[960 * 2]).isZero();
    assertThat(stereo[960 * 2 + 2]).isZero();
  }

  @Test
  void what_the_client_left_out_moves_the_line_on() {
    CallLine line = new CallLine(5_000);
    assertThat(line.heard(20, 0, 960)).isZero();
    assertThat(line.heard(2_040, 2_020, 960)).isEqualTo(2_000);
    assertThat(line.soundMs()).isEqualTo(40);
    assertThat(line.ofEngine(10)).isEqualTo(5_010);
    assertThat(line.ofEngine(30)).isEqualTo(7_030);
  }

  private static byte[] sound(int bytes, int value) {
    byte[] pcm = new byte[bytes];
    java.util.Arrays.fill(pcm, (byte) value);
    return pcm;
  }
}
