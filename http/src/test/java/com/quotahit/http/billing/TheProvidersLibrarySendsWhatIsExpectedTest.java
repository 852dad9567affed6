package com.quotahit.http.billing;

import static com.quotahit.http.billing.BillingUnderTest.eventually;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.quotahit.actors.sandbox.stripe.StripeSandbox;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLDecoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Assumptions;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * What goes over the wire in one life of a subscription: each request as it stands in a file, and
 * names and shapes against the provider's own sample objects where {@code -Dstripe.fixtures} or the
 * environment's {@code STRIPE_FIXTURES} names their folder.
 */
@Tag("route")
class TheProvidersLibrarySendsWhatIsExpectedTest {

  private static final String GOLDEN = "/stripe/requests.txt";
  private static final ObjectMapper JSON = new ObjectMapper();

  /** What may be sent and is not part of the object that comes of it. */
  private static final Map<String, Set<String>> ONLY_SENT =
      Map.of(
          "checkout.session", Set.of("line_items", "subscription_data", "expand"),
          "price", Set.of("product_data", "lookup_keys", "limit", "transfer_lookup_key"),
          "subscription",
              Set.of("proration_behavior", "payment_behavior", "proration_date", "expand", "limit"),
          "invoice", Set.of("subscription", "subscription_details", "limit"),
          "customer", Set.of(),
          "coupon", Set.of(),
          "billing_portal.session", Set.of());

  private static BillingUnderTest world;
  private static List<StripeSandbox.Seen> requests;

  @BeforeAll
  static void live() {
    world = new BillingUnderTest();
    Client ann = world.as(1, Role.OWNER);
    world
        .as(1, Role.OWNER, true)
        .send(
            "PUT", "/api/v1/admin/coupons", "{\"code\":\"SPRING\",\"percentOff\":20,\"months\":3}");
    String url =
        ann.post(
                "/api/v1/billing/checkout",
                "{\"modules\":[\"practice\",\"coach\"],\"seats\":5,\"coupon\":\"SPRING\"}")
            .json()
            .path("url")
            .asText();
    world.page(url, Map.of("card", "4242424242424242"));
    eventually(
        "open",
        () -> ann.get("/api/v1/billing/entitlements").text().contains("\"state\":\"active\""));
    ann.get("/api/v1/billing/preview?modules=practice,brain&seats=4");
    ann.post("/api/v1/billing/change", "{\"modules\":[\"practice\",\"brain\"],\"seats\":4}");
    ann.post("/api/v1/billing/cancel", "");
    ann.post("/api/v1/billing/resume", "");
    ann.post("/api/v1/billing/portal", "");
    ann.get("/api/v1/billing/invoices");
    requests = List.copyOf(world.requests);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void each_request_is_the_one_in_the_file() throws IOException {
    Set<String> lines = new java.util.TreeSet<>();
    for (StripeSandbox.Seen seen : requests) {
      lines.add(worded(seen));
    }
    String now = String.join("\n", lines) + "\n";
    if (Boolean.getBoolean("contract.write")) {
      Files.writeString(Path.of("src/test/resources" + GOLDEN), now);
    }
    try (InputStream in = getClass().getResourceAsStream(GOLDEN)) {
      assertThat(now).isEqualTo(new String(in.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  /** Without what differs each time: ids, times and the names of requests. */
  private static String worded(StripeSandbox.Seen seen) {
    String text =
        seen.endpoint()
            + " "
            + sorted(URLDecoder.decode(seen.body(), StandardCharsets.UTF_8))
            + " once="
            + !seen.idempotencyKey().isEmpty()
            + " version="
            + seen.version();
    return text.replaceAll("(cus|sub|price|si|cs_test|in)_[0-9a-f]{24}", "$1_…")
        .replaceAll("wsp_[0-9a-z]{26}", "wsp_…")
        .replaceAll("(expires_at|proration_date\\]?)=\\d+", "$1=…");
  }

  /** The library's own order means nothing. */
  private static String sorted(String fields) {
    return Stream.of(fields.split("&")).sorted().collect(Collectors.joining("&"));
  }

  @Test
  void whatever_changes_something_there_carries_a_name_and_the_version_is_always_said() {
    assertThat(requests).isNotEmpty();
    for (StripeSandbox.Seen seen : requests) {
      assertThat(seen.version()).as(seen.endpoint()).isEqualTo("2026-07-29.dahlia");
      if (seen.endpoint().startsWith("POST")) {
        assertThat(seen.idempotencyKey()).as(seen.endpoint()).isNotEmpty();
      }
    }
  }

  @Test
  void requests_and_answers_have_the_names_and_shapes_of_the_official_samples() throws Exception {
    JsonNode samples = samples();
    List<String> strange = new ArrayList<>();
    for (StripeSandbox.Seen seen : requests) {
      String object = object(seen.endpoint());
      for (String field : seen.body().split("&")) {
        String name = URLDecoder.decode(field.split("=")[0], StandardCharsets.UTF_8);
        String top = name.replaceAll("\\[.*", "");
        boolean known =
            top.isEmpty()
                || samples.path(object).has(top)
                || ONLY_SENT.get(object).contains(top)
                || List.of("limit", "status", "customer", "active").contains(top);
        if (!known) {
          strange.add(seen.endpoint() + " sends " + name);
        }
      }
    }
    for (String list : List.of("subscriptions?status=all", "invoices", "prices", "events")) {
      for (JsonNode one : answered("/v1/" + list).path("data")) {
        compare(
            one.path("object").asText(), one, samples.path(one.path("object").asText()), strange);
      }
    }
    assertThat(strange).isEmpty();
  }

  private static JsonNode samples() throws IOException {
    String folder =
        Optional.ofNullable(System.getProperty("stripe.fixtures"))
            .or(() -> Optional.ofNullable(System.getenv("STRIPE_FIXTURES")))
            .orElse("");
    Path file = Path.of(folder).resolve("stripe-fixtures3.json");
    if (folder.isEmpty() || !Files.exists(file)) {
      System.out.println(
          "not compared with the provider's sample objects: name their folder with"
              + " -Dstripe.fixtures or STRIPE_FIXTURES");
      Assumptions.abort("no sample objects here");
    }
    return JSON.readTree(file.toFile()).path("resources");
  }

  private static String object(String endpoint) {
    return endpoint.contains("/checkout/sessions")
        ? "checkout.session"
        : endpoint.contains("/billing_portal")
            ? "billing_portal.session"
            : endpoint.replaceAll("^[A-Z]+ /v1/([a-z]+)s.*", "$1");
  }

  private static JsonNode answered(String path) throws Exception {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(world.sandbox.baseUrl() + path))
            .header("Authorization", "Bearer " + StripeSandbox.KEY.reveal())
            .build();
    try (HttpClient client = HttpClient.newHttpClient()) {
      return JSON.readTree(client.send(request, HttpResponse.BodyHandlers.ofString()).body());
    }
  }

  /** Every field of ours is one of theirs and of the same kind; a null of theirs allows all. */
  private static void compare(String where, JsonNode ours, JsonNode theirs, List<String> strange) {
    if (where.endsWith("metadata") || where.equals("event.data")) {
      return;
    }
    ours.properties()
        .forEach(field -> {
          JsonNode sample = theirs.path(field.getKey());
          String place = where + "." + field.getKey();
          if (sample.isMissingNode()) {
            strange.add(place + " is not known");
          } else if (!sample.isNull() && !field.getValue().isNull()) {
            if (sample.getNodeType() != field.getValue().getNodeType()) {
              strange.add(place + " is " + field.getValue().getNodeType());
            } else if (sample.isObject()) {
              compare(place, field.getValue(), sample, strange);
            } else if (sample.isArray() && !sample.isEmpty() && !field.getValue().isEmpty()) {
              compare(place + "[0]", field.getValue().get(0), sample.get(0), strange);
            }
          }
        });
  }
}
