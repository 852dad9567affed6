package com.quotahit.http.media;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Tag("fast")
class SettingsThatCutEverybodyOffStopTheStartTest {

  private static final Config USUAL = ConfigFactory.load();

  @Test
  void what_ships_is_fine() {
    assertThat(MediaSettings.read(USUAL).pingEvery()).isPositive();
  }

  @Test
  void pages_of_the_public_address_may_open_sockets_wherever_those_are() {
    Config config =
        ConfigFactory.parseString("quotahit.edge.public-url = \"https://sales.example.com/\"")
            .withFallback(USUAL)
            .resolve();
    assertThat(MediaSettings.read(config).origins()).containsExactly("https://sales.example.com");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"ping-every = 0s", "handshake-max = -1s", "dead-after = 20s", "slow-max = 0s"})
  void a_length_of_time_that_makes_no_sense_is_named(String setting) {
    Config config =
        ConfigFactory.parseString("quotahit.media." + setting).withFallback(USUAL).resolve();
    assertThatThrownBy(() -> MediaSettings.read(config))
        .hasMessageContaining("quotahit.media." + setting.split(" ")[0]);
  }
}
