package com.quotahit.cluster.stranger;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.quotahit.cluster.stranger.ApiClient.Answer;
import com.quotahit.cluster.stranger.Description.Operation;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The product as it runs, with something hostile in every gap, parameter and field of its own
 * description: no answer is a defect of ours, shows anything of another workspace or of the
 * machinery, or comes late; and each refusal is a problem with a code. The seed is printed; {@code
 * -Dseed=} repeats a walk, {@code -Dtexts=} takes more than a few at each place.
 */
@Tag("weather")
class WhateverIsPutInIsOnlyText {

  private static final String API = "/api/v1";
  private static final int TEXTS = Integer.getInteger("texts", 4);
  private static final Duration LATE = Duration.ofSeconds(8);

  /** They would end what the others need: the session itself. */
  private static final Set<String> ENDINGS = Set.of("POST /auth/logout", "GET /events");

  private static final String LOGIN =
      "{\"email\":\"bob@example.com\",\"password\":\"" + Colleagues.PASSWORD + "\"}";

  /** No help text names her as an example. */
  private static final String ANN = "seen.by.nobody@north.example";

  private static final List<String> OF_THE_MACHINERY =
      List.of("Exception", "org.postgresql", "PSQL", "SQLSTATE", "syntax error", "at com.", "jdbi");

  @TempDir static Path data;

  private static RunningNode node;
  private static ApiClient root;
  private static ApiClient bob;
  private static Description description;
  private static final Set<String> ANNS = new TreeSet<>();
  private static final Map<String, String> RECORDS = new HashMap<>();

  private final List<String> violations = new ArrayList<>();
  private int asked;

  @BeforeAll
  static void everybody_is_there() {
    node =
        RunningNode.start(data, RunningNode.Ports.free(), Map.of("QUOTAHIT_VOICE", "off"))
            .awaitReady(Duration.ofSeconds(90));
    root = person("root@example.com");
    ApiClient ann = person(ANN);
    bob = person("bob@example.com");
    JsonNode anns = ann.get(API + "/me").body();
    ANNS.add(anns.at("/user/id").asText());
    ANNS.add(anns.at("/workspace/id").asText());
    ANNS.add(ANN);
    ANNS.add(made(ann, "/workspace/teams", "{\"name\":\"Ann's own\"}"));
    ANNS.add(Sessions.openText(ann, 7).path("id").asText());
    RECORDS.put("/workspace/teams/", made(bob, "/workspace/teams", "{\"name\":\"Inside sales\"}"));
    RECORDS.put("/practice/sessions/", Sessions.openText(bob, 7).path("id").asText());
    RECORDS.put(
        "/admin/users/",
        person("spare@example.com").get(API + "/me").body().at("/user/id").asText());
    RECORDS.put("/user-keys/", "openai");
    RECORDS.put("/admin/switches/", first("/admin/switches", "name"));
    RECORDS.put("/admin/plans/", "practice");
    description =
        new Description(root.get(API + "/openapi.json").body())
            .knowing("personaId", first("/practice/personas", "id"))
            .knowing("scenarioId", first("/practice/scenarios", "id"));
  }

  @AfterAll
  static void close() {
    node.close();
  }

  private static ApiClient person(String email) {
    ApiClient client = new ApiClient(node.base());
    assertThat(client.register(email).status()).isEqualTo(201);
    return client;
  }

  private static String first(String path, String field) {
    return root.get(API + path).body().path("items").path(0).path(field).asText();
  }

  private static String made(ApiClient who, String path, String body) {
    Answer answer = who.post(API + path, body);
    assertThat(answer.status()).as(answer.toString()).isEqualTo(201);
    return answer.body().path("id").asText();
  }

  @Test
  void in_every_gap_parameter_and_field() {
    long seed = Long.getLong("seed", System.nanoTime());
    System.out.println("seed " + seed);
    Random random = new Random(seed);
    for (Operation operation : description.operations()) {
      if (!ENDINGS.contains(operation.line())) {
        gaps(operation, random);
        parameters(operation, random);
        fields(operation, random);
        if (bob.get(API + "/me").status() != 200) {
          violations.add(operation.line() + " ended the session of whoever asked");
          bob.post(API + "/auth/login", LOGIN);
        }
      }
    }
    System.out.println(asked + " requests with something hostile in them");
    assertThat(violations).isEmpty();
    assertThat(asked).isGreaterThan(1_000);
    // Nothing of it has taken a right or stopped the node.
    assertThat(root.get(API + "/admin/users?query=seen").status()).isEqualTo(200);
  }

  @Test
  void a_body_of_another_shape_is_refused_with_a_reason() {
    for (Operation operation : description.operations()) {
      if (operation.body().isEmpty() || operation.path().startsWith("/webhooks/")) {
        continue;
      }
      JsonNode sample = description.sample(operation.body().get());
      ObjectNode more = sample.deepCopy();
      more.put("platformAdmin", true);
      ObjectNode prototype = sample.deepCopy();
      prototype.putObject("__proto__").put("role", "owner");
      String twice = sample.toString().replaceFirst("^\\{", "{\"a\":1,\"a\":2,");
      for (String body :
          List.of(
              more.toString(),
              prototype.toString(),
              twice,
              "[" + sample + "]",
              "\"text\"",
              "7",
              "null",
              "{",
              "{\"a\":".repeat(5_000),
              "[".repeat(50_000),
              "\uFEFF" + more)) {
        Answer answer = ask(operation, filled(operation), body);
        if (!Set.of(400, 413).contains(answer.status()) && answer.status() != 429) {
          violations.add(operation.line() + " answered " + answer.status() + " to " + start(body));
        }
      }
    }
    System.out.println(asked + " bodies of another shape");
    assertThat(violations).isEmpty();
  }

  @Test
  void a_parameter_that_is_not_there_or_comes_twice_is_refused() {
    for (Operation operation : description.operations()) {
      if (operation.streams() || !operation.method().equals("GET")) {
        continue;
      }
      List<String> bad =
          new ArrayList<>(List.of("?role=owner", "?__proto__[a]=1", "?workspaceId=x"));
      operation.query().forEach(name -> bad.add("?" + name + "=1&" + name + "=2"));
      for (String query : bad) {
        Answer answer = ask(operation, filled(operation) + query, "");
        if (answer.status() != 400) {
          violations.add(operation.line() + query + " answered " + answer.status());
        }
      }
    }
    assertThat(violations).isEmpty();
  }

  private void gaps(Operation operation, Random random) {
    if (operation.gaps().isEmpty()) {
      return;
    }
    for (String text : HostileTexts.some(random, TEXTS)) {
      String path = operation.path();
      for (String gap : operation.gaps()) {
        path = path.replace("{" + gap + "}", encoded(text.isBlank() ? "%" + text : text));
      }
      ask(operation, path, body(operation));
    }
  }

  private void parameters(Operation operation, Random random) {
    for (String name : operation.query()) {
      for (String text : HostileTexts.some(random, TEXTS)) {
        ask(operation, filled(operation) + "?" + name + "=" + encoded(text), body(operation));
      }
    }
  }

  private void fields(Operation operation, Random random) {
    if (operation.body().isEmpty()) {
      return;
    }
    JsonNode sample = description.sample(operation.body().get());
    for (String place : Description.places(sample)) {
      for (String text : HostileTexts.some(random, TEXTS)) {
        // By chance it could be the name that confirms that all is to be deleted.
        String put = operation.line().equals("DELETE /workspace") ? text + "?" : text;
        JsonNode body = Description.with(sample, place, TextNode.valueOf(put));
        // Half a surrogate is no UTF-8; it comes as an escape, as a script would write it.
        ask(operation, filled(operation), body.toString().replace("\uD800", "\\ud800"));
      }
    }
  }

  private String body(Operation operation) {
    return operation.body().map(schema -> description.sample(schema).toString()).orElse("");
  }

  private static String filled(Operation operation) {
    String path = operation.path();
    int gap = path.indexOf('{');
    if (gap >= 0) {
      // What takes away is tried on what is not there, so that the others find their record.
      boolean keeps = !operation.method().equals("DELETE") && !path.endsWith("/delete");
      String id = keeps ? RECORDS.getOrDefault(path.substring(0, gap), "unknown") : "unknown";
      path = path.replaceFirst("\\{[^}]*}", id).replaceAll("\\{[^}]*}", "unknown");
    }
    return path;
  }

  private Answer ask(Operation operation, String path, String body) {
    ApiClient who =
        operation.open() ? new ApiClient(node.base()) : operation.ofThePlatform() ? root : bob;
    long begun = System.nanoTime();
    Answer answer = who.call(operation.method(), API + path, body);
    Duration took = Duration.ofNanos(System.nanoTime() - begun);
    asked++;
    String said = answer.body().toString();
    String what = operation.method() + " " + start(path) + " " + start(body);
    if (answer.status() >= 500) {
      violations.add(what + " answered " + answer.status() + " " + start(said));
    }
    if (answer.status() >= 400 && answer.body().path("code").asText().isEmpty()) {
      violations.add(what + " was refused with " + answer.status() + " without a code");
    }
    if (took.compareTo(LATE) > 0) {
      violations.add(what + " took " + took);
    }
    if (answer.headers().allValues("Set-Cookie").toString().contains("planted")) {
      violations.add(what + " planted a cookie");
    }
    if (answer.status() >= 400) {
      OF_THE_MACHINERY.stream()
          .filter(said::contains)
          .forEach(word -> violations.add(what + " shows " + word));
    }
    if (who == bob) {
      ANNS.stream()
          .filter(secret -> said.contains(secret) && !body.contains(secret))
          .forEach(secret -> violations.add(what + " shows " + secret + " of another workspace"));
    }
    return answer;
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8).replace("+", "%20");
  }

  private static String start(String text) {
    return text.length() > 160 ? text.substring(0, 160) + "…" : text;
  }
}
