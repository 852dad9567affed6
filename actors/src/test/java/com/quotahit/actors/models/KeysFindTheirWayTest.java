package com.quotahit.actors.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.models.Provider;
import com.quotahit.core.models.ProviderAccess;
import com.quotahit.core.shared.Secret;
import com.typesafe.config.ConfigFactory;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Which server is asked with which key. */
@Tag("fast")
class KeysFindTheirWayTest {

  private static final URI STAND_IN = URI.create("http://127.0.0.1:9/v1");
  private static final URI ELSEWHERE = URI.create("http://127.0.0.1:10/v1");

  @Test
  void the_environments_sandbox_key_goes_to_the_stand_in_where_no_address_is_given() {
    ProviderPlaces.Platform platform = platform("api-key = sk-sandbox-x");
    assertThat(platform.simulated()).isTrue();
    assertThat(platform.access().baseUrl()).isEqualTo(STAND_IN);
  }

  @Test
  void the_environments_key_goes_to_the_environments_address_whatever_it_looks_like() {
    ProviderPlaces.Platform platform =
        platform("api-key = sk-sandbox-x, base-url = \"" + ELSEWHERE + "/\"");
    assertThat(platform.simulated()).isFalse();
    assertThat(platform.access().baseUrl()).isEqualTo(ELSEWHERE);
    assertThat(platform.access().key().reveal()).isEqualTo("sk-sandbox-x");
  }

  @Test
  void the_providers_own_address_may_be_given_in_so_many_words() {
    ProviderPlaces.Platform platform =
        platform("api-key = sk-sandbox-x, base-url = \"https://api.openai.com/v1/\"");
    assertThat(platform.simulated()).isTrue();
  }

  @Test
  void without_a_key_the_stand_in_serves_also_beside_an_address() {
    ProviderPlaces.Platform platform = platform("base-url = \"" + ELSEWHERE + "\"");
    assertThat(platform.simulated()).isTrue();
    assertThat(platform.access().baseUrl()).isEqualTo(STAND_IN);
  }

  @Test
  void a_persons_own_key_of_the_sandboxs_form_is_answered_by_the_sandbox_also_beside_an_address() {
    ProviderPlaces places = places("base-url = \"" + ELSEWHERE + "\"");
    ProviderAccess sandboxes =
        places.access(Provider.OPENAI, new Secret("sk-sandbox-mine"), Optional.empty());
    ProviderAccess real =
        places.access(Provider.OPENAI, new Secret("sk-proj-mine"), Optional.empty());
    assertThat(sandboxes.baseUrl()).isEqualTo(STAND_IN);
    assertThat(real.baseUrl()).isEqualTo(ELSEWHERE);
  }

  private static ProviderPlaces.Platform platform(String openAi) {
    return places(openAi).platform(Provider.OPENAI).orElseThrow();
  }

  private static ProviderPlaces places(String openAi) {
    return new ProviderPlaces(
        ModelSettings.from(
            ConfigFactory.parseString("quotahit.models.providers.openai { " + openAi + " }")
                .withFallback(ConfigFactory.load())),
        Map.of(Provider.OPENAI, STAND_IN));
  }
}
