package com.quotahit.cluster;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.practice.EngineChoice;
import com.quotahit.core.voice.CountedVoiceCapacity;
import com.quotahit.core.voice.VoiceCapacity.Lease;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("fast")
class ACallCountsAgainstItsOwnLimitTest {

  private final CountedVoiceCapacity own = new CountedVoiceCapacity(0);
  private final CountedVoiceCapacity provided = new CountedVoiceCapacity(2);

  private CallLines lines(boolean sandbox) {
    return new CallLines(() -> !sandbox, own, provided);
  }

  @Test
  void with_a_key_a_node_without_speech_of_its_own_carries_the_providers_calls() {
    CallLines lines = lines(false);
    assertThat(lines.of(EngineChoice.SPEECH_TO_SPEECH)).isSameAs(provided);
    assertThat(lines.of(EngineChoice.AUTO)).isSameAs(provided);
    assertThat(lines.of(EngineChoice.CASCADE)).isSameAs(own);
    assertThat(lines.capacity()).isEqualTo(2);
    assertThat(lines.engines()).containsExactly("speech_to_speech");
  }

  @Test
  void in_the_sandbox_all_calls_need_the_nodes_own_speech() {
    CallLines lines = lines(true);
    assertThat(lines.of(EngineChoice.SPEECH_TO_SPEECH)).isSameAs(own);
    assertThat(lines.of(EngineChoice.AUTO)).isSameAs(own);
    assertThat(lines.capacity()).isZero();
  }

  @Test
  void a_place_that_is_given_back_twice_is_free_once() {
    Lease first = provided.tryAcquire().orElseThrow();
    provided.tryAcquire().orElseThrow();
    assertThat(provided.tryAcquire()).isEmpty();
    first.close();
    first.close();
    assertThat(provided.inUse()).isEqualTo(1);
    assertThat(provided.tryAcquire()).isPresent();
    assertThat(provided.tryAcquire()).isEmpty();
  }
}
