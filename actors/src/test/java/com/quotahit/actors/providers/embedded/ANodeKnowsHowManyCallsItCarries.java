package com.quotahit.actors.providers.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.voice.VoiceCapacity.Lease;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("actor")
class ANodeKnowsHowManyCallsItCarries {

  @Test
  void twice_the_cores_carry_twice_the_calls_and_a_slow_machine_carries_one() {
    assertThat(MeasuredVoiceCapacity.fit(2, 2, 0.5, 0.08)).isEqualTo(2);
    assertThat(MeasuredVoiceCapacity.fit(4, 2, 0.5, 0.08)).isEqualTo(5);
    assertThat(MeasuredVoiceCapacity.fit(2, 2, 3.0, 0.8)).isEqualTo(1);
  }

  @Test
  void calls_beyond_the_capacity_are_refused_until_one_ends() {
    SpeechSettings settings = withMaxCalls(VoicePackForTests.settings(), 2);
    var capacity = MeasuredVoiceCapacity.of(VoicePackForTests.speech(), settings);
    Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> capacity.capacity() == 2);
    List<Lease> held = new ArrayList<>();
    held.add(capacity.tryAcquire().orElseThrow());
    held.add(capacity.tryAcquire().orElseThrow());
    assertThat(capacity.tryAcquire()).isEmpty();
    held.getFirst().close();
    held.getFirst().close();
    assertThat(capacity.inUse()).isEqualTo(1);
    assertThat(capacity.tryAcquire()).isPresent();
    assertThat(capacity.tryAcquire()).isEmpty();
  }

  @Test
  void a_node_without_the_voice_pack_carries_none_and_says_why() {
    SpeechSettings settings = VoicePackForTests.settings();
    var absent =
        new SpeechSettings(
            true,
            settings.voicePack().resolveSibling("no-such-pack"),
            2,
            Duration.ofSeconds(1),
            0,
            10,
            10);
    try (EmbeddedSpeech speech = EmbeddedSpeech.open(absent)) {
      SpeechState state = speech.ready().toCompletableFuture().join();
      assertThat(state)
          .isInstanceOfSatisfying(
              SpeechState.Unavailable.class,
              why -> assertThat(why.message()).contains("cluster-config/voice-pack/fetch"));
      assertThat(MeasuredVoiceCapacity.of(speech, absent).tryAcquire()).isEmpty();
      // Meaning needs no voice pack.
      assertThat(speech.embedder().embed("Hello.").toCompletableFuture().join()).hasSize(384);
    }
  }

  private static SpeechSettings withMaxCalls(SpeechSettings settings, int calls) {
    return new SpeechSettings(
        settings.enabled(),
        settings.voicePack(),
        settings.synthesisThreads(),
        settings.fastVoiceAfter(),
        calls,
        settings.phrasesMax(),
        settings.phraseFilesMax());
  }
}
