package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

/** Opens practice sessions as any client would: the first persona, the first scenario. */
final class Sessions {

  private Sessions() {}

  static JsonNode open(ApiClient api, String engine, long seed) {
    String persona = first(api, "/api/v1/practice/personas");
    String scenario = first(api, "/api/v1/practice/scenarios");
    ApiClient.Answer answer =
        api.post(
            "/api/v1/practice/sessions",
            """
            {"mode":"voice","personaId":"%s","scenarioId":"%s","focus":"sales_call",
             "difficulty":"easy","engine":"%s","seed":%d}
            """
                .formatted(persona, scenario, engine, seed));
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.body();
  }

  private static String first(ApiClient api, String path) {
    return api.get(path).body().path("items").path(0).path("id").asText();
  }
}
