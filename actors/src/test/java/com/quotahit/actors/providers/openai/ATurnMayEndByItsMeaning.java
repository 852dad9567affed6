package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.sandbox.openai.OpenAiSandbox;
import com.quotahit.actors.sandbox.openai.SandboxForTests;
import com.quotahit.actors.sandbox.openai.ToneSpeech;
import com.quotahit.core.voice.EngineOrder;
import com.quotahit.core.voice.EngineSignal;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class ATurnMayEndByItsMeaning {

  private final ToneSpeech speech = new ToneSpeech();
  private final SandboxForTests sandbox = new SandboxForTests(speech.faculties());

  @AfterEach
  void stop() {
    sandbox.close();
  }

  @Test
  void it_still_ends_with_its_last_word_and_the_wait_counts_from_there() throws Exception {
    speech.hears("Hi Dana, do you have a minute?").answers("Barely.");
    try (CallForTests call =
        new CallForTests(sandbox, OpenAiSandbox.KEY, "", CallForTests.byMeaning())) {
      call.await(EngineSignal.Listening.class);
      call.silent(500);
      call.speaks(1000);
      call.silent(800);
      assertThat(call.await(EngineSignal.SpeechStopped.class).atMs()).isBetween(1450L, 1560L);
      assertThat(call.await(EngineSignal.TurnEnded.class).endMs()).isBetween(1450L, 1560L);
      call.order(new EngineOrder.Respond(""));
      assertThat(call.await(EngineSignal.TurnTiming.class).endOfTurnMs())
          .as("the provider listened for a pause before it made up its mind")
          .isGreaterThan(200);
    }
  }

  @Test
  void a_hanging_word_waits_for_the_rest() throws Exception {
    speech.hears("We talked about it and", "We talked about it and agreed.");
    try (CallForTests call =
        new CallForTests(sandbox, OpenAiSandbox.KEY, "", CallForTests.byMeaning())) {
      call.await(EngineSignal.Listening.class);
      call.speaks(600);
      call.silent(900);
      call.speaks(600);
      call.silent(600);
      EngineSignal.HeardFinal words = call.await(EngineSignal.HeardFinal.class);
      assertThat(words.text()).isEqualTo("We talked about it and agreed.");
      assertThat(call.all).filteredOn(EngineSignal.TurnEnded.class::isInstance).hasSize(1);
    }
  }
}
