package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.sandbox.openai.ToneSpeech;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TheWaitCountsFromTheLastWord {

  private static final int KEPT = 60_000 * 48;

  @Test
  void silence_after_the_last_word_is_not_speech() {
    assertThat(end(ToneSpeech.tone(1_200), new byte[2_500 * 48])).isEqualTo(1_200);
  }

  @Test
  void a_pause_between_words_does_not_end_the_speech() {
    assertThat(
            end(
                ToneSpeech.tone(600),
                new byte[700 * 48],
                ToneSpeech.tone(400),
                new byte[1_000 * 48]))
        .isEqualTo(1_700);
  }

  @Test
  void noise_of_a_room_is_told_from_speech() {
    assertThat(end(mixed(ToneSpeech.tone(1_000), noise(1_000)), noise(2_000)))
        .isBetween(980L, 1_020L);
  }

  @Test
  void a_click_is_not_a_word() {
    byte[] click = Arrays.copyOf(ToneSpeech.tone(20), 500 * 48);
    assertThat(end(ToneSpeech.tone(800), new byte[600 * 48], click)).isEqualTo(800);
  }

  @Test
  void where_nothing_stands_out_the_report_of_the_provider_counts() {
    assertThat(end(ToneSpeech.tone(900))).isEqualTo(900);
    assertThat(end(noise(900))).isEqualTo(900);
  }

  @Test
  void what_came_after_the_report_does_not_count() {
    CallerSound sound = new CallerSound(KEPT);
    hear(sound, ToneSpeech.tone(500));
    hear(sound, new byte[500 * 48]);
    hear(sound, ToneSpeech.tone(500));
    assertThat(sound.speechEndMs(0, 1_000)).isEqualTo(500);
  }

  private static long end(byte[]... parts) {
    CallerSound sound = new CallerSound(KEPT);
    for (byte[] part : parts) {
      hear(sound, part);
    }
    return sound.speechEndMs(0, sound.positionMs());
  }

  private static void hear(CallerSound sound, byte[] pcm) {
    for (int from = 0; from < pcm.length; from += CallForTests.FRAME) {
      sound.hear(Arrays.copyOfRange(pcm, from, Math.min(pcm.length, from + CallForTests.FRAME)));
    }
  }

  private static byte[] noise(int ms) {
    Random random = new Random(7);
    byte[] pcm = new byte[ms * 48];
    for (int i = 0; i < pcm.length; i += 2) {
      short sample = (short) (random.nextGaussian() * 250);
      pcm[i] = (byte) sample;
      pcm[i + 1] = (byte) (sample >> 8);
    }
    return pcm;
  }

  private static byte[] mixed(byte[] one, byte[] other) {
    byte[] pcm = new byte[one.length];
    for (int i = 0; i < pcm.length; i += 2) {
      int sample = sample(one, i) + sample(other, i);
      pcm[i] = (byte) sample;
      pcm[i + 1] = (byte) (sample >> 8);
    }
    return pcm;
  }

  private static int sample(byte[] pcm, int at) {
    return (short) ((pcm[at] & 0xff) | pcm[at + 1] << 8);
  }
}
