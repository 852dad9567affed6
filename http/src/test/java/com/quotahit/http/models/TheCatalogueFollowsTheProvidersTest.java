package com.quotahit.http.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.models.MicroUsd;
import com.quotahit.core.models.ModelListPort.Listed;
import com.quotahit.core.models.ModelPrice;
import com.quotahit.core.models.Provider;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class TheCatalogueFollowsTheProvidersTest {

  private static final String SHIPPED = "openrouter/google/gemini-3.8-flash";

  private static ModelsUnderTest world;

  @BeforeAll
  static void open() {
    world =
        ModelsUnderTest.paid(
            "quotahit.models.idle-timeout=15s",
            "quotahit.models.providers.openrouter.api-key=\"sk-or-sandbox-of-the-house\"");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Client admin() {
    return world.edge.as(world.edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER, true));
  }

  private static Client member() {
    return world.edge.as(world.edge.signedIn(EdgeUnderTest.NORTH, Role.REP));
  }

  private static Optional<JsonNode> model(Client who, String id) {
    String after = "";
    do {
      JsonNode page = who.get("/api/v1/models?limit=100" + after).json();
      for (JsonNode item : page.path("items")) {
        if (item.path("id").asText().equals(id)) {
          return Optional.of(item);
        }
      }
      after =
          page.path("nextCursor").isTextual() ? "&cursor=" + page.path("nextCursor").asText() : "";
    } while (!after.isEmpty());
    return Optional.empty();
  }

  private static Reply edit(String id, String change) {
    int slash = id.indexOf('/');
    return admin()
        .send(
            "PATCH",
            "/api/v1/admin/models/"
                + id.substring(0, slash)
                + "/"
                + id.substring(slash + 1).replace("/", "%2F"),
            change);
  }

  private static Listed listed(String name, ModelPrice price) {
    return new Listed(
        name, Optional.empty(), Optional.empty(), Optional.empty(), Optional.of(price));
  }

  @Test
  void what_a_provider_publishes_is_taken_and_what_an_admin_said_stays() {
    assertThat(
            edit("openrouter/moonshotai/kimi-k2.5", "{\"price\":{\"inPerM\":9,\"outPerM\":9}}")
                .status())
        .isEqualTo(200);
    ModelPrice published =
        new ModelPrice(new MicroUsd(500_000), new MicroUsd(2_000_000), Optional.empty());
    world.catalogueTable.listed(
        Provider.OPENROUTER,
        List.of(
            listed("google/gemini-3.8-flash", published),
            listed("moonshotai/kimi-k2.5", published)));
    ModelsUnderTest.await(world.catalogue.read());
    JsonNode price = model(member(), SHIPPED).orElseThrow().path("price");
    assertThat(price.path("inPerM").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(price.path("outPerM").decimalValue()).isEqualByComparingTo("2");
    JsonNode edited = model(member(), "openrouter/moonshotai/kimi-k2.5").orElseThrow();
    assertThat(edited.at("/price/inPerM").decimalValue()).isEqualByComparingTo("9");
  }

  @Test
  void the_list_is_asked_for_over_the_wire_once_its_turn_has_come() {
    String found = "openrouter/anthropic/claude-opus-4.6";
    ModelsUnderTest.await(world.catalogue.refresh());
    JsonNode model = model(admin(), found).orElseThrow();
    assertThat(model.at("/price/inPerM").decimalValue()).isEqualByComparingTo("0.5");
    assertThat(model.at("/price/outPerM").decimalValue()).isEqualByComparingTo("2");
    assertThat(ModelsUnderTest.await(world.catalogue.refresh()))
        .as("asked again before its time")
        .isZero();
  }

  @Test
  void a_model_that_nobody_knew_is_found_and_off_until_an_admin_turns_it_on() {
    world.catalogueTable.listed(
        Provider.PERPLEXITY, List.of(new Listed("sonar-next", Optional.empty())));
    ModelsUnderTest.await(world.catalogue.read());
    String id = "perplexity/sonar-next";
    assertThat(model(member(), id)).isEmpty();
    JsonNode found = model(admin(), id).orElseThrow();
    assertThat(found.path("status").asText()).isEqualTo("unavailable");
    assertThat(found.path("source").asText()).isEqualTo("found");
    assertThat(edit(id, "{\"status\":\"active\"}").status()).isEqualTo(200);
    assertThat(model(member(), id).orElseThrow().path("available").asBoolean()).isTrue();
  }

  @Test
  void a_model_that_is_gone_is_marked_and_comes_back() {
    List<Listed> two =
        List.of(
            new Listed("claude-haiku-4-5", Optional.empty()),
            new Listed("claude-sonnet-5", Optional.empty()));
    world.catalogueTable.listed(Provider.ANTHROPIC, two);
    assertThat(world.catalogueTable.listed(Provider.ANTHROPIC, two.subList(0, 1)))
        .contains("anthropic/claude-sonnet-5");
    ModelsUnderTest.await(world.catalogue.read());
    assertThat(model(admin(), "anthropic/claude-sonnet-5").orElseThrow().path("status").asText())
        .isEqualTo("unavailable");
    assertThat(world.catalogueTable.listed(Provider.ANTHROPIC, two))
        .contains("anthropic/claude-sonnet-5");
  }

  @Test
  void a_price_of_sound_is_an_amount_as_every_other() {
    for (String wrong : new String[] {"-1", "100001", "0.0000001"}) {
      Reply refused =
          edit(
              "openai/gpt-6-luna",
              "{\"price\":{\"inPerM\":1,\"outPerM\":2,\"audio\":{\"inPerM\":%s,\"outPerM\":%s,\"cachedPerM\":%s}}}"
                  .formatted(wrong, wrong, wrong));
      assertThat(refused.status()).as(wrong).isEqualTo(400);
      assertThat(refused.json().path("errors"))
          .extracting(problem -> problem.path("field").asText())
          .containsExactly("price.audio.inPerM", "price.audio.outPerM", "price.audio.cachedPerM");
    }
  }

  @Test
  void an_admin_clears_what_is_not_known_any_more() {
    String id = "openai/gpt-6-luna";
    assertThat(
            edit(
                    id,
                    "{\"price\":{\"inPerM\":1,\"outPerM\":2,\"audio\":{\"inPerM\":3,\"outPerM\":4}},"
                        + "\"replacement\":\"openai/gpt-7\",\"retiresAt\":\"2030-01-01\"}")
                .status())
        .isEqualTo(200);
    JsonNode set = model(member(), id).orElseThrow();
    assertThat(set.at("/price/audio/outPerM").decimalValue()).isEqualByComparingTo("4");
    assertThat(set.path("replacement").asText()).isEqualTo("openai/gpt-7");
    assertThat(edit(id, "{\"display\":\"Luna\"}").json().path("price").isObject())
        .as("what is left out stays")
        .isTrue();
    assertThat(
            edit(id, "{\"price\":{\"inPerM\":5,\"outPerM\":6}}")
                .json()
                .at("/price/audio/inPerM")
                .decimalValue())
        .as("sound costs what it did")
        .isEqualByComparingTo("3");
    assertThat(
            edit(id, "{\"price\":{\"inPerM\":5,\"outPerM\":6,\"audio\":null}}")
                .json()
                .at("/price/audio")
                .isNull())
        .isTrue();
    assertThat(edit(id, "{\"price\":null,\"replacement\":null,\"retiresAt\":null}").status())
        .isEqualTo(200);
    JsonNode cleared = model(member(), id).orElseThrow();
    assertThat(cleared.path("price").isNull()).isTrue();
    assertThat(cleared.path("replacement").isNull()).isTrue();
    assertThat(cleared.path("retiresAt").isNull()).isTrue();
    assertThat(cleared.path("display").asText()).isEqualTo("Luna");
  }
}
