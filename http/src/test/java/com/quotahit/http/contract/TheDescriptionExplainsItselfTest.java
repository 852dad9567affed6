package com.quotahit.http.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quotahit.http.edge.EndpointTable;
import com.quotahit.http.edge.OpenApi;
import java.io.IOException;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Somebody who has only the description knows who may ask for what, and how. */
@Tag("route")
class TheDescriptionExplainsItselfTest {

  private static JsonNode description;

  @BeforeAll
  static void read() throws IOException {
    description =
        new ObjectMapper().readTree(OpenApi.text(new EndpointTable(WholeTable.endpoints())));
  }

  @Test
  void every_part_of_the_interface_is_explained() {
    assertThat(description.path("tags")).isNotEmpty();
    assertThat(description.path("tags"))
        .allSatisfy(
            tag -> assertThat(tag.path("description").asText()).as(tag.toString()).isNotBlank());
  }

  @Test
  void every_operation_says_who_may_ask() {
    description
        .path("paths")
        .forEach(path ->
            path.forEach(operation ->
                assertThat(operation.path("description").asText())
                    .as(operation.path("operationId").asText())
                    .containsAnyOf(
                        "Needs the permission",
                        "people who are signed in",
                        "Open to",
                        "those who")));
  }

  @Test
  void the_length_of_a_page_is_a_number_within_its_bounds() {
    JsonNode limit =
        StreamSupport.stream(
                description.at("/paths/~1practice~1sessions/get/parameters").spliterator(), false)
            .filter(parameter -> parameter.path("name").asText().equals("limit"))
            .findFirst()
            .orElseThrow()
            .path("schema");
    assertThat(limit.path("type").asText()).isEqualTo("integer");
    assertThat(limit.path("minimum").asInt()).isEqualTo(1);
    assertThat(limit.path("maximum").asInt()).isEqualTo(100);
  }
}
