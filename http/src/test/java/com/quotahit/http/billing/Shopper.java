package com.quotahit.http.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.util.Map;
import org.apache.pekko.http.javadsl.model.HttpResponse;

/** Somebody who buys for a workspace, and looks what it has then. */
record Shopper(BillingUnderTest world, Client ann) {

  static final Map<String, String> GOOD_CARD = Map.of("card", "4242 4242 4242 4242");

  String bought(String order) {
    Reply checkout = ann.post("/api/v1/billing/checkout", order);
    assertThat(checkout.status()).as(checkout.text()).isEqualTo(200);
    String url = checkout.json().path("url").asText();
    HttpResponse paid = world.page(url, GOOD_CARD);
    assertThat(paid.status().intValue()).isEqualTo(303);
    assertThat(paid.getHeader("Location").orElseThrow().value())
        .startsWith("/settings/billing?checkout=done&session=cs_test_");
    return url;
  }

  String state(String module) {
    return item(module).path("state").asText();
  }

  JsonNode item(String module) {
    for (JsonNode item : ann.get("/api/v1/billing/entitlements").json().path("items")) {
      if (item.path("module").asText().equals(module)) {
        return item;
      }
    }
    throw new AssertionError("no " + module);
  }
}
