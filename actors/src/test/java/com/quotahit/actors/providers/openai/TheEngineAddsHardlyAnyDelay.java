package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.OpenAiSandboxSettings;
import com.quotahit.actors.sandbox.openai.SandboxForTests;
import com.quotahit.actors.sandbox.openai.ToneSpeech;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import java.util.Arrays;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class TheEngineAddsHardlyAnyDelay {

  private static final int WARM_UP = 30;
  private static final int TURNS = 60;
  private static final int ROUNDS = 6;
  private static final int SILENCE_MS = 128;
  private static final double LIMIT_MS = 60;

  /**
   * The silence that ends a turn is sent in one go, so what is measured is everything but waiting.
   */
  @Test
  void from_the_last_frame_of_a_turn_to_the_first_sound_of_the_reply() throws Exception {
    ToneSpeech speech = new ToneSpeech().answers("Yes, of course.");
    double best = Double.MAX_VALUE;
    try (SandboxForTests sandbox =
            new SandboxForTests(
                OpenAiSandboxSettings.read(SandboxForTests.CONFIG).zeroDelay(),
                speech.faculties());
        CallForTests call =
            new CallForTests(
                sandbox,
                OpenAiSandbox.KEY,
                "quotahit.openai.realtime.silence = " + SILENCE_MS + "ms",
                CallForTests.brief())) {
      call.await(EngineSignal.Listening.class);
      turns(call, WARM_UP);
      for (int round = 0; round < ROUNDS && best > LIMIT_MS / 2; round++) {
        long[] took = turns(call, TURNS);
        Arrays.sort(took);
        double p50 = took[TURNS / 2] / 1e6;
        double p95 = took[TURNS * 95 / 100] / 1e6;
        best = Math.min(best, p95);
        System.out.printf(
            "end of turn to first sound, zero-delay: p50 %.1f ms, p95 %.1f ms%n", p50, p95);
      }
    }
    // Whatever else runs on the machine can only add: the best round is nearest to the truth.
    assertThat(best).isLessThan(LIMIT_MS);
  }

  private static long[] turns(CallForTests call, int count) throws InterruptedException {
    long[] took = new long[count];
    for (int turn = 0; turn < count; turn++) {
      call.speaks(200);
      call.silent(SILENCE_MS);
      long ended = System.nanoTime();
      call.silent(60);
      call.await(EngineSignal.TurnEnded.class);
      call.order(new EngineOrder.Respond(""));
      call.await(EngineSignal.ReplyAudio.class);
      took[turn] = System.nanoTime() - ended;
      call.await(EngineSignal.ReplyDone.class);
      call.silent(200);
    }
    return took;
  }
}
