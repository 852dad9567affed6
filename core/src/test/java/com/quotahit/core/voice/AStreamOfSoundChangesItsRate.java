package com.quotahit.core.voice;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("fast")
class AStreamOfSoundChangesItsRate {

  @ParameterizedTest
  @CsvSource({"24000,16000", "16000,24000", "8000,24000", "24000,8000"})
  void a_tone_keeps_its_shape_and_its_moment(int from, int to) {
    float[] out = Resampler.resample(tone(997, from, from), from, to);
    assertThat(out).hasSize(to);
    assertThat(signalToNoise(out, tone(997, to, to), to / 10)).isGreaterThan(70);
  }

  @Test
  void a_tone_above_the_new_limit_is_gone_and_not_folded_down() {
    float[] out = Resampler.resample(tone(9_000, 24_000, 24_000), 24_000, 16_000);
    assertThat(20 * Math.log10(loudness(out, 1_600))).isLessThan(-75);
  }

  @Test
  void pieces_of_any_size_give_the_same_sound() {
    long seed = 20_260_711;
    System.out.println("seed " + seed);
    var random = new Random(seed);
    float[] noise = new float[24_000];
    for (int i = 0; i < noise.length; i++) {
      noise[i] = random.nextFloat() - 0.5f;
    }
    float[] whole = Resampler.resample(noise, 24_000, 16_000);
    var resampler = new Resampler(24_000, 16_000);
    List<float[]> parts = new ArrayList<>();
    int at = 0;
    while (at < noise.length) {
      int size = Math.min(noise.length - at, random.nextInt(0, 700));
      parts.add(resampler.accept(Arrays.copyOfRange(noise, at, at + size)));
      at += size;
    }
    parts.add(resampler.finish());
    assertThat(joined(parts)).containsExactly(whole);
  }

  @Test
  void only_a_few_milliseconds_are_held_back() {
    var resampler = new Resampler(24_000, 16_000);
    int given = 0;
    for (int i = 0; i < 50; i++) {
      given += resampler.accept(new float[480]).length;
    }
    assertThat(16_000 - given).isBetween(0, 16 * 4);
  }

  @Test
  void a_recording_survives_being_written_and_read() {
    var wav = new Wav(tone(440, 16_000, 800), 16_000);
    Wav back = Wav.parse(wav.bytes());
    assertThat(back.rate()).isEqualTo(16_000);
    assertThat(signalToNoise(back.samples(), wav.samples(), 0)).isGreaterThan(80);
  }

  @Test
  void telephone_sound_comes_back_nearly_as_it_was() {
    for (int sample = -32_000; sample <= 32_000; sample += 37) {
      int back = MuLaw.decode(MuLaw.encode((short) sample));
      assertThat(Math.abs(back - sample)).isLessThanOrEqualTo(Math.abs(sample) / 16 + 8);
    }
  }

  private static float[] tone(double hertz, int rate, int samples) {
    float[] out = new float[samples];
    for (int i = 0; i < samples; i++) {
      out[i] = (float) (0.8 * Math.sin(2 * Math.PI * hertz * i / rate));
    }
    return out;
  }

  private static double signalToNoise(float[] got, float[] wanted, int margin) {
    double signal = 0;
    double noise = 0;
    for (int i = margin; i < wanted.length - margin; i++) {
      signal += wanted[i] * wanted[i];
      noise += (got[i] - wanted[i]) * (got[i] - wanted[i]);
    }
    return 10 * Math.log10(signal / noise);
  }

  private static double loudness(float[] samples, int margin) {
    double sum = 0;
    for (int i = margin; i < samples.length - margin; i++) {
      sum += samples[i] * samples[i];
    }
    return Math.sqrt(sum / (samples.length - 2 * margin));
  }

  private static float[] joined(List<float[]> parts) {
    float[] all = new float[parts.stream().mapToInt(part -> part.length).sum()];
    int at = 0;
    for (float[] part : parts) {
      System.arraycopy(part, 0, all, at, part.length);
      at += part.length;
    }
    return all;
  }
}
