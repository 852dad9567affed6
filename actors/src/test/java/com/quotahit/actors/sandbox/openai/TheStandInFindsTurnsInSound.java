package com.quotahit.actors.sandbox.openai;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.quotahit.core.voice.Pcm16;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class TheStandInFindsTurnsInSound {

  private final List<String> noticed = new ArrayList<>();
  private final List<Integer> lengths = new ArrayList<>();
  private final RealtimeEars ears =
      new RealtimeEars(
          new ToneSpeech().faculties().activity().orElseThrow().open(),
          new RealtimeEars.Listener() {
            @Override
            public void started(long atMs) {
              noticed.add("started " + Math.round(atMs / 100.0));
            }

            @Override
            public void paused(float[] utterance) {
              noticed.add("paused");
            }

            @Override
            public void resumed() {
              noticed.add("resumed");
            }

            @Override
            public void stopped(long endMs, float[] utterance) {
              noticed.add("stopped " + Math.round(endMs / 100.0));
              lengths.add(utterance.length / 16);
            }
          });

  @Test
  void a_turn_begins_with_its_padding_and_ends_with_its_silence() {
    silent(1000);
    speaks(800);
    silent(700);
    assertThat(noticed).containsExactly("started 7", "paused", "stopped 23");
    assertThat(lengths.getFirst()).isBetween(1400, 1600);
  }

  @Test
  void a_pause_for_breath_is_part_of_the_turn() {
    speaks(500);
    silent(350);
    speaks(500);
    silent(700);
    assertThat(noticed).containsExactly("started 0", "paused", "resumed", "paused", "stopped 19");
  }

  @Test
  void a_click_is_no_speech() {
    silent(500);
    speaks(40);
    silent(700);
    assertThat(noticed).isEmpty();
  }

  @Test
  void an_hour_of_silence_costs_no_memory_and_loses_no_position() {
    for (int i = 0; i < 360; i++) {
      silent(10_000);
    }
    speaks(600);
    silent(700);
    assertThat(noticed.getFirst()).isEqualTo("started 35997");
    assertThat(lengths.getFirst()).isBetween(1200, 1400);
  }

  @Test
  void a_cut_answer_keeps_the_words_that_were_heard() {
    SpokenText spoken = new SpokenText();
    spoken.sounded(1000 * 48);
    spoken.clauseDone("Well, that depends.");
    spoken.sounded(2000 * 48);
    spoken.clauseDone(" We looked at three of those last year.");
    assertThat(spoken.heard())
        .isEqualTo("Well, that depends. We looked at three of those last year.");
    spoken.cut(2000);
    assertThat(spoken.heard()).isEqualTo("Well, that depends. We looked at three");
    assertThatThrownBy(() -> spoken.cut(2500)).isInstanceOf(WireError.class);
    spoken.cut(0);
    assertThat(spoken.heard()).isEmpty();
  }

  private void speaks(int ms) {
    ears.hear(Pcm16.toFloats(ToneSpeech.tone(ms)));
  }

  private void silent(int ms) {
    ears.hear(new float[ms * 24]);
  }
}
