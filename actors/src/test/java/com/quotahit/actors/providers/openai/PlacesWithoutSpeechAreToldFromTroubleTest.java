package com.quotahit.actors.providers.openai;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Servers that speak the rest of the protocol refuse speech with whichever status they like. */
@Tag("fast")
class PlacesWithoutSpeechAreToldFromTroubleTest {

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {200, 302, 400, 403, 404, 405, 410, 426, 501})
  void there_is_no_such_thing(int status) {
    assertThat(RealtimeRefusal.absent(status)).isTrue();
  }

  @ParameterizedTest(name = "{0}")
  @ValueSource(ints = {0, 401, 408, 429, 500, 502, 503, 504})
  void it_may_be_otherwise_a_moment_later_or_with_another_key(int status) {
    assertThat(RealtimeRefusal.absent(status)).isFalse();
  }
}
