package com.quotahit.http.billing;

import static com.quotahit.http.billing.BillingUnderTest.NORTH;
import static com.quotahit.http.billing.BillingUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.billing.EntitlementPolicy;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Prices, limits, parts and gifts are data of the installation. */
@Tag("route")
class AdminsSayWhatIsSoldTest {

  private BillingUnderTest world;
  private Client ann;
  private Client admin;
  private Shopper shopper;

  @BeforeEach
  void open() {
    world = new BillingUnderTest();
    ann = world.as(1, Role.OWNER);
    admin = world.as(1, Role.OWNER, true);
    shopper = new Shopper(world, ann);
  }

  @AfterEach
  void close() {
    world.close();
  }

  @Test
  void a_price_in_another_currency_than_the_others_is_refused_and_the_list_stays_readable() {
    Reply changed =
        admin.send(
            "PATCH",
            "/api/v1/admin/plans/brain",
            "{\"monthly\":{\"minor\":2500,\"currency\":\"USD\"}}");
    assertThat(changed.status()).as(changed.text()).isEqualTo(400);
    assertThat(changed.json().at("/errors/0/field").asText()).isEqualTo("monthly.currency");
    assertThat(ann.get("/api/v1/billing/plans").status()).isEqualTo(200);
  }

  @Test
  void prices_are_data_and_every_node_hears_of_a_new_one() {
    Reply changed =
        admin.send(
            "PATCH",
            "/api/v1/admin/plans/brain",
            "{\"monthly\":{\"minor\":2500,\"currency\":\"EUR\"},\"name\":\"Brain\"}");
    assertThat(changed.status()).as(changed.text()).isEqualTo(200);
    assertThat(changed.json().at("/bundle/price/minor").asLong()).isEqualTo(10_575);
    shopper.bought("{\"modules\":[\"brain\"],\"seats\":1}");
    eventually("open", () -> shopper.state("brain").equals("active"));
    assertThat(ann.get("/api/v1/billing/invoices").json().at("/items/0/total/minor").asLong())
        .isEqualTo(2500);
    assertThat(
            admin
                .send("PUT", "/api/v1/admin/plan-parts/readiness", "{\"module\":\"brain\"}")
                .status())
        .isEqualTo(200);
    eventually("moved", () -> ann.post("/api/v1/things", "").status() == 204);
    assertThat(world.live.of(NORTH, BillingUnderTest.ANN).toCompletableFuture().join().usable())
        .isNotEmpty();
  }

  @Test
  void what_is_free_is_read_before_it_is_changed_and_reads_as_it_was_changed() {
    String path = "/api/v1/admin/free-limits";
    JsonNode before = admin.get(path).json().path("limits");
    assertThat(before.properties()).hasSize(FreeLimit.values().length);
    assertThat(before.path("practice_sessions").asInt()).isEqualTo(10);
    assertThat(admin.send("PUT", path, "{\"limits\":{\"drafts\":7}}").status()).isEqualTo(200);
    JsonNode after = admin.get(path).json().path("limits");
    assertThat(after.path("drafts").asInt()).isEqualTo(7);
    assertThat(after.path("practice_sessions").asInt()).as("left out, left alone").isEqualTo(10);
    assertThat(world.audit)
        .filteredOn(entry -> entry.action().equals("plan.limits-changed"))
        .allSatisfy(entry -> assertThat(entry.after()).containsEntry("drafts", "7"));
    Reply nothing = admin.send("PUT", path, "{\"limits\":{\"drafts\":null}}");
    assertThat(nothing.status()).as(nothing.text()).isEqualTo(400);
    assertThat(ann.get(path).status()).isEqualTo(403);
  }

  @Test
  void which_part_comes_with_which_module_is_read_before_it_is_changed() {
    String path = "/api/v1/admin/plan-parts";
    assertThat(part(admin.get(path), "calling").asText()).isEqualTo("followup");
    assertThat(part(admin.get(path), "crm").isNull()).as("with every plan").isTrue();
    assertThat(admin.get(path).json().path("items"))
        .hasSize(PlanModule.values().length - EntitlementPolicy.SOLD.size());
    assertThat(admin.send("PUT", path + "/calling", "{\"module\":\"coach\"}").status())
        .isEqualTo(200);
    assertThat(part(admin.get(path), "calling").asText()).isEqualTo("coach");
    assertThat(admin.send("PUT", path + "/calling", "{}").status()).isEqualTo(200);
    assertThat(part(admin.get(path), "calling").isNull()).isTrue();
    assertThat(admin.send("PUT", path + "/brain", "{}").status()).isEqualTo(404);
    assertThat(ann.get(path).status()).isEqualTo(403);
  }

  private static JsonNode part(Reply parts, String code) {
    for (JsonNode item : parts.json().path("items")) {
      if (item.path("part").asText().equals(code)) {
        return item.path("module");
      }
    }
    throw new AssertionError("no " + code + " in " + parts.text());
  }

  @Test
  void what_was_given_can_be_seen_and_taken_back() {
    String gifts = "/api/v1/admin/gifts";
    assertThat(admin.get(gifts + "?workspaceId=" + NORTH).json().path("items")).isEmpty();
    String brain = "{\"workspaceId\":\"%s\",\"module\":\"brain\"}".formatted(NORTH);
    assertThat(admin.post(gifts, brain).status()).isEqualTo(204);
    Reply given = admin.get(gifts + "?workspaceId=" + NORTH);
    assertThat(given.json().at("/items/0/module").asText()).as(given.text()).isEqualTo("brain");
    assertThat(given.json().at("/items/0/until").isNull()).isTrue();
    assertThat(admin.post(gifts + "/end", brain).status()).isEqualTo(204);
    assertThat(admin.get(gifts + "?workspaceId=" + NORTH).json().path("items")).isEmpty();
    assertThat(admin.get(gifts).status()).isEqualTo(400);
  }
}
