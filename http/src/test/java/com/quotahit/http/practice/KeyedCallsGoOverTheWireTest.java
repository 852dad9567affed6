package com.quotahit.http.practice;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.voice.ScriptedEngine;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.http.media.PlainCaller;
import com.quotahit.http.models.ModelsUnderTest;
import java.nio.file.Path;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A learner's call from the request to the last word, on somebody's key. */
@Tag("route")
class KeyedCallsGoOverTheWireTest {

  private static final String KEY = "/api/v1/user-keys/openai";
  private static final String HOUSE = "sk-sandbox-of-the-house-0001";
  private static final String ANNS = "sk-sandbox-of-ann-00002";
  private static final String INSTALLATIONS = "sk-sandbox-of-the-installation-3";
  private static final String HELLO =
      "{\"type\":\"text\",\"text\":\"How do you buy such things today?\"}";

  @TempDir static Path directory;
  private static KeyedCallsUnderTest world;
  private static int spaces;

  private final Queue<String> keysSeen = new ConcurrentLinkedQueue<>();
  private Client owner;
  private Client ann;

  @BeforeAll
  static void open() throws Exception {
    world = new KeyedCallsUnderTest(directory);
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void workspace() {
    WorkspaceId space = new WorkspaceId("wsp_" + String.format("%026d", 800 + ++spaces));
    owner = world.signedIn(space, Role.OWNER, true);
    ann = world.signedIn(space, Role.REP, false);
    world.models.openAi.observe(seen -> {
      if (!seen.endpoint().equals("GET /v1/models")) {
        keysSeen.add(seen.key());
      }
    });
  }

  @Test
  void a_spent_budget_refuses_the_session_and_closes_the_socket_of_one_that_was_open() {
    save(owner, HOUSE, "workspace");
    Reply before = opened();
    budget(0);
    Reply refused = world.open(ann);
    assertThat(refused.status()).as(refused.text()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("budget_exceeded");
    keysSeen.clear();
    try (PlainCaller caller = world.dial(before)) {
      assertThat(caller.await("problem").path("code").asText()).isEqualTo("budget_exceeded");
      assertThat(caller.awaitClose()).isEqualTo(4402);
    }
    assertThat(keysSeen).as("nothing was asked of the provider").isEmpty();
    budget(10_000);
    try (PlainCaller caller = world.dial(opened())) {
      exchange(caller);
    }
  }

  @Test
  void a_key_found_bad_in_the_middle_ends_the_call_in_words_and_opens_no_other() {
    save(owner, HOUSE + "-bad", "workspace");
    try (PlainCaller caller = world.dial(opened())) {
      exchange(caller);
      world.models.openAi.revoke(HOUSE + "-bad");
      world.models.openAi.failRealtime("invalid_api_key");
      assertThat(caller.await("problem").path("code").asText()).isEqualTo("engine.key-rejected");
      caller.await("session.ended");
      caller.awaitClose();
    }
    await()
        .untilAsserted(() ->
            assertThat(owner.get("/api/v1/user-keys").json().at("/items/0/status").asText())
                .isEqualTo("revoked"));
    keysSeen.clear();
    try (PlainCaller caller = world.dial(opened())) {
      exchange(caller);
    }
    assertThat(keysSeen).doesNotContain(HOUSE + "-bad");
  }

  @Test
  void the_learners_key_comes_before_the_workspaces_and_that_before_the_installations() {
    String installation = "/api/v1/admin/keys/openai";
    Reply set = owner.send("PUT", installation, "{\"key\":\"" + INSTALLATIONS + "\"}");
    assertThat(set.status()).as(set.text()).isEqualTo(200);
    try {
      call();
      assertThat(keysSeen).containsOnly(INSTALLATIONS);
      save(owner, HOUSE, "workspace");
      call();
      assertThat(keysSeen).containsOnly(HOUSE);
      save(ann, ANNS, "user");
      call();
      assertThat(keysSeen).containsOnly(ANNS);
      await().untilAsserted(() -> assertThat(usage("key").path("items")).hasSize(3));
      assertThat(usage("key").path("items"))
          .extracting(line -> line.path("requests").asInt())
          .containsOnly(1);
      assertThat(usage("key").toString()).contains("\"platform\"");
    } finally {
      assertThat(owner.delete(installation).status()).isEqualTo(204);
    }
  }

  @Test
  void what_a_call_takes_is_counted_while_it_goes_on_and_not_twice() {
    save(owner, HOUSE, "workspace");
    price(ModelsUnderTest.SPEAKS, "4", "16");
    budget(10_000);
    long counted;
    try (PlainCaller caller = world.dial(opened())) {
      exchange(caller);
      JsonNode first = await().until(() -> line(ModelsUnderTest.SPEAKS), l -> !l.isMissingNode());
      assertThat(first.path("requests").asInt()).isEqualTo(1);
      assertThat(first.path("spokenSeconds").asLong()).isPositive();
      counted = first.path("tokensOut").asLong();
      assertThat(counted).isPositive();
      exchange(caller);
      await().until(() -> line(ModelsUnderTest.SPEAKS).path("tokensOut").asLong() > counted);
      caller.send("{\"type\":\"end\"}");
      caller.awaitClose();
    }
    await()
        .untilAsserted(() ->
            assertThat(spent())
                .as("nothing is held")
                .isEqualByComparingTo(amount(line(ModelsUnderTest.SPEAKS))));
    assertThat(line(ModelsUnderTest.SPEAKS).path("requests").asInt()).isEqualTo(1);
    assertThat(amount(line(ModelsUnderTest.SPEAKS))).isPositive();
  }

  @Test
  void writing_down_what_the_caller_says_is_counted_beside_it_and_its_price_is_not_guessed() {
    save(owner, HOUSE, "workspace");
    String writes = ModelsUnderTest.WRITES;
    try (PlainCaller caller = world.dial(opened())) {
      caller.await("session.ready");
      caller.speak(ScriptedEngine.tone(1_500));
      caller.await("reply.done");
      JsonNode line = await().until(() -> line(writes), found -> !found.isMissingNode());
      assertThat(line.path("tokensIn").asLong()).isPositive();
      assertThat(line.path("cost").isNull()).as("nobody knows its price").isTrue();
      assertThat(line.path("unpriced").asInt()).isEqualTo(1);
    }
    price(writes, "3", "6");
    budget(10_000);
    try (PlainCaller caller = world.dial(opened())) {
      caller.await("session.ready");
      caller.speak(ScriptedEngine.tone(1_500));
      caller.await("reply.done");
      await().until(() -> amount(line(writes)).signum() > 0);
      assertThat(line(writes).path("requests").asInt()).isEqualTo(2);
      assertThat(line(writes).path("unpriced").asInt()).isEqualTo(1);
      await().untilAsserted(() -> assertThat(spent()).isPositive());
    }
  }

  private Reply opened() {
    Reply reply = world.open(ann);
    assertThat(reply.status()).as(reply.text()).isEqualTo(201);
    return reply;
  }

  private void call() {
    Reply opened = opened();
    keysSeen.clear();
    try (PlainCaller caller = world.dial(opened)) {
      exchange(caller);
      caller.send("{\"type\":\"end\"}");
      caller.awaitClose();
    }
  }

  private static void exchange(PlainCaller caller) {
    caller.await("session.ready");
    int before = caller.said();
    caller.send(HELLO);
    caller.await("reply.done", before);
  }

  private static void save(Client who, String key, String owner) {
    Reply saved = who.send("PUT", KEY, "{\"key\":\"" + key + "\",\"owner\":\"" + owner + "\"}");
    assertThat(saved.status()).as(saved.text()).isEqualTo(200);
  }

  private void budget(int cents) {
    Reply set =
        owner.send(
            "PUT", "/api/v1/budgets", "{\"scope\":\"workspace\",\"monthMinor\":" + cents + "}");
    assertThat(set.status()).as(set.text()).isEqualTo(200);
  }

  private void price(String model, String in, String out) {
    Reply priced =
        owner.send(
            "PATCH",
            "/api/v1/admin/models/" + model,
            "{\"price\":{\"inPerM\":%s,\"outPerM\":%s,\"audio\":{\"inPerM\":%s,\"outPerM\":%s}}}"
                .formatted(in, out, in, out));
    assertThat(priced.status()).as(priced.text()).isEqualTo(200);
  }

  private JsonNode usage(String group) {
    return owner.get("/api/v1/usage?group=" + group).json();
  }

  private JsonNode line(String model) {
    return usage("model")
        .path("items")
        .valueStream()
        .filter(line -> line.path("key").asText().equals(model))
        .findFirst()
        .orElse(com.fasterxml.jackson.databind.node.MissingNode.getInstance());
  }

  private java.math.BigDecimal spent() {
    return owner.get("/api/v1/budgets").json().at("/items/0/spent/amount").decimalValue();
  }

  private static java.math.BigDecimal amount(JsonNode line) {
    return new java.math.BigDecimal(line.at("/cost/amount").asText("0"));
  }
}
