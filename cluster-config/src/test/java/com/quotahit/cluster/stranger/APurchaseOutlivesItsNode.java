package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * One process with its own database that sells by the stand-in, killed between the payment and what
 * follows from it.
 */
@Tag("weather")
@Tag("long")
class APurchaseOutlivesItsNode {

  private static final Duration START = Duration.ofSeconds(120);
  private static final Map<String, String> SELLING =
      Map.of("QUOTAHIT_VOICE", "off", "QUOTAHIT_BILLING", "stripe");

  @TempDir static Path data;

  @Test
  void what_was_paid_before_the_kill_is_open_after_it_and_paid_once() throws Exception {
    RunningNode.Ports ports = RunningNode.Ports.free();
    ApiClient ann;
    List<ProcessHandle> children;
    try (RunningNode node = RunningNode.start(data, ports, SELLING).awaitReady(START)) {
      ann = new ApiClient(node.base());
      assertThat(ann.register("ann@northwind.example").status()).isEqualTo(201);
      assertThat(state(ann, "practice")).isEqualTo("free");
      fiftyTrialsAtOnce(ann);
      ApiClient.Answer checkout =
          ann.post("/api/v1/billing/checkout", "{\"modules\":[\"practice\",\"brain\"]}");
      assertThat(checkout.status()).as(checkout.toString()).isEqualTo(200);
      HttpResponse<String> page = browser(checkout.body().path("url").asText(), "");
      assertThat(page.statusCode()).isEqualTo(200);
      assertThat(page.body()).contains("Simulated", "48.00 EUR");
      assertThat(page.headers().firstValue("Content-Security-Policy").orElseThrow())
          .contains("form-action 'self'");
      HttpResponse<String> paid =
          browser(checkout.body().path("url").asText(), "card=4242424242424242");
      assertThat(paid.statusCode()).isEqualTo(303);
      children = node.handle().descendants().toList();
      node.kill9();
    }
    for (ProcessHandle child : children) {
      child.onExit().orTimeout(30, java.util.concurrent.TimeUnit.SECONDS).join();
    }
    try (RunningNode again = RunningNode.start(data, ports, SELLING).awaitReady(START)) {
      ann.poll(
          "/api/v1/billing/entitlements",
          body -> state(body, "practice").equals("active"),
          Duration.ofSeconds(30));
      JsonNode invoices = ann.get("/api/v1/billing/invoices").body().path("items");
      assertThat(invoices).hasSize(1);
      assertThat(invoices.at("/0/total/minor").asLong()).isEqualTo(4800);
      ann.poll(
          "/api/v1/billing/seats",
          body -> body.path("assigned").size() == 1,
          Duration.ofSeconds(15));
      ann.poll(
          "/api/v1/me",
          body -> body.path("modules").toString().contains("readiness"),
          Duration.ofSeconds(5));
      again.terminate();
      again.awaitEnd(Duration.ofSeconds(40));
    }
  }

  /** Of many who ask for the same trial at once one begins it. */
  private static void fiftyTrialsAtOnce(ApiClient ann) {
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      List<Integer> answers =
          IntStream.range(0, 50)
              .mapToObj(_ ->
                  CompletableFuture.supplyAsync(
                      () -> ann.post("/api/v1/billing/trial", "{\"module\":\"coach\"}").status(),
                      threads))
              .toList()
              .stream()
              .map(CompletableFuture::join)
              .toList();
      assertThat(answers).filteredOn(status -> status == 201).hasSize(1);
      assertThat(answers).filteredOn(status -> status == 409).hasSize(49);
    }
  }

  private static HttpResponse<String> browser(String url, String form)
      throws IOException, InterruptedException {
    HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url));
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client.send(
          form.isEmpty()
              ? request.GET().build()
              : request
                  .header("Content-Type", "application/x-www-form-urlencoded")
                  .POST(HttpRequest.BodyPublishers.ofString(form))
                  .build(),
          HttpResponse.BodyHandlers.ofString());
    }
  }

  private static String state(ApiClient api, String module) {
    return state(api.get("/api/v1/billing/entitlements").body(), module);
  }

  private static String state(JsonNode entitlements, String module) {
    return StreamSupport.stream(entitlements.path("items").spliterator(), false)
        .filter(item -> item.path("module").asText().equals(module))
        .map(item -> item.path("state").asText())
        .findFirst()
        .orElse("");
  }
}
