package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Opens practice sessions as any client would: the first persona, the first scenario. */
final class Sessions {

  private Sessions() {}

  static JsonNode openText(ApiClient api, long seed) {
    return open(api, "text", "", seed);
  }

  static JsonNode open(ApiClient api, String engine, long seed) {
    return open(api, "voice", ",\"engine\":\"" + engine + "\"", seed);
  }

  private static JsonNode open(ApiClient api, String mode, String more, long seed) {
    String persona = first(api, "/api/v1/practice/personas");
    String scenario = first(api, "/api/v1/practice/scenarios");
    ApiClient.Answer answer =
        api.post(
            "/api/v1/practice/sessions",
            """
            {"mode":"%s","personaId":"%s","scenarioId":"%s","focus":"sales_call",
             "difficulty":"easy","seed":%d%s}
            """
                .formatted(mode, persona, scenario, seed, more));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.body();
  }

  private static String first(ApiClient api, String path) {
    return api.get(path).body().path("items").path(0).path("id").asText();
  }
}
