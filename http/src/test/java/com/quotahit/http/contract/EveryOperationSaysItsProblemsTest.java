package com.quotahit.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quotahit.http.edge.EndpointTable;
import com.quotahit.http.edge.OpenApi;
import java.io.IOException;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What generators of clients need to know beyond the answer of a good day. */
@Tag("route")
class EveryOperationSaysItsProblemsTest {

  private final JsonNode api;

  EveryOperationSaysItsProblemsTest() throws IOException {
    api = new ObjectMapper().readTree(OpenApi.text(new EndpointTable(WholeTable.endpoints())));
  }

  @Test
  void who_needs_a_session_hears_401_and_403_and_who_does_not_never() {
    int seen = 0;
    for (JsonNode path : api.path("paths")) {
      for (JsonNode operation : path) {
        boolean open = operation.path("security").isEmpty();
        String name = operation.path("operationId").asText();
        assertThat(operation.path("responses").has("401")).as(name).isEqualTo(!open);
        assertThat(operation.path("responses").has("403")).as(name).isEqualTo(!open);
        assertThat(operation.path("responses").has("429")).as(name).isTrue();
        assertThat(operation.path("responses").has("402"))
            .as(name)
            .isEqualTo(operation.has("x-module"));
        seen++;
      }
    }
    assertThat(seen).isGreaterThan(100);
  }

  @Test
  void every_reference_leads_somewhere() {
    for (JsonNode reference : api.findValues("$ref")) {
      assertThat(api.at(reference.asText().substring(1)).isMissingNode())
          .as(reference.asText())
          .isFalse();
    }
  }
}
