package com.quotahit.http.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("route")
class PeopleBringTheirKeysTest {

  private static final String KEYS = "/api/v1/user-keys";

  private static ModelsUnderTest world;

  @BeforeAll
  static void open() {
    world = new ModelsUnderTest();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static Client somebody(Role role) {
    return world.edge.as(world.edge.signedIn(EdgeUnderTest.NORTH, role));
  }

  private static String body(String key, String owner) {
    return "{\"key\":\"" + key + "\",\"owner\":\"" + owner + "\"}";
  }

  @Test
  void a_key_is_kept_after_its_provider_took_it_and_used_by_the_next_answer() {
    Client ann = somebody(Role.REP);
    Reply saved = ann.send("PUT", KEYS + "/openai", body("sk-sandbox-of-ann-1234", "user"));
    assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    assertThat(saved.json().path("status").asText()).isEqualTo("valid");
    assertThat(saved.json().path("last4").asText()).isEqualTo("1234");
    assertThat(saved.text()).doesNotContain("of-ann");

    Reply tried =
        ann.post("/api/v1/models/try", "{\"model\":\"openai/gpt-6-luna\",\"text\":\"Hello?\"}");
    assertThat(tried.status()).as(tried.text()).isEqualTo(200);
    assertThat(tried.text()).contains("event: message.delta", "event: message.done");
    assertThat(tried.text()).contains("\"keySource\":\"user\"", "\"simulated\":true");

    JsonNode lines = somebody(Role.OWNER).get("/api/v1/usage?group=key").json().path("items");
    assertThat(lines.findValuesAsText("key")).contains(saved.json().path("id").asText());
  }

  @Test
  void a_key_that_its_provider_refuses_is_not_kept() {
    Client bob = somebody(Role.REP);
    Reply refused = bob.send("PUT", KEYS + "/openai", body("sk-sandbox-wrong-5678", "user"));
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("key_rejected");
    assertThat(refused.json().at("/errors/0/code").asText()).isEqualTo("unauthorized");
    assertThat(bob.get(KEYS).json().path("items")).isEmpty();
  }

  @ParameterizedTest
  @CsvSource({
    "anthropic, sk-ant-sandbox-good-0001, sk-ant-sandbox-wrong-0001",
    "openrouter, sk-or-sandbox-good-0002, sk-or-sandbox-wrong-0002",
    "perplexity, pplx-sandbox-good-00003, pplx-sandbox-wrong-0003",
    "tavily, tvly-sandbox-good-00004, tvly-sandbox-wrong-00004",
    "elevenlabs, el-sandbox-good-000005, el-sandbox-wrong-000005",
    "deepgram, dg-sandbox-good-000006, dg-sandbox-wrong-000006",
    "twilio, AC00000000000000000000000000sandbox:token, AC00000000000000000000000000sandbox:wrong"
  })
  void every_provider_tells_a_good_key_from_a_bad_one(String provider, String good, String bad) {
    Client owner = somebody(Role.OWNER);
    Reply refused = owner.send("PUT", KEYS + "/" + provider, body(bad, "workspace"));
    assertThat(refused.status()).as(refused.text()).isEqualTo(422);
    assertThat(refused.json().at("/errors/0/code").asText()).isEqualTo("unauthorized");
    Reply saved = owner.send("PUT", KEYS + "/" + provider, body(good, "workspace"));
    assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    assertThat(saved.json().path("status").asText()).isEqualTo("valid");
    assertThat(owner.post(KEYS + "/" + provider + "/check?owner=workspace", "").status())
        .isEqualTo(200);
    assertThat(owner.delete(KEYS + "/" + provider + "?owner=workspace").status()).isEqualTo(204);
    assertThat(owner.delete(KEYS + "/" + provider + "?owner=workspace").status()).isEqualTo(404);
  }

  @Test
  void a_server_that_takes_the_question_and_says_nothing_is_not_waited_for() throws Exception {
    try (ServerSocket silent = new ServerSocket(0, 10, InetAddress.getLoopbackAddress())) {
      Reply unsure =
          somebody(Role.OWNER)
              .send(
                  "PUT",
                  KEYS + "/openai-compatible",
                  "{\"key\":\"k-of-a-silent-server\",\"owner\":\"workspace\",\"baseUrl\":\"http://127.0.0.1:%d/v1\"}"
                      .formatted(silent.getLocalPort()));
      assertThat(unsure.status()).as(unsure.text()).isEqualTo(422);
      assertThat(unsure.json().at("/errors/0/code").asText())
          .as(unsure.text())
          .isEqualTo("network");
      // The answer is out a moment before the thread that waited for the provider is free.
      Awaitility.await("nobody still waits for it")
          .atMost(Duration.ofSeconds(5))
          .until(() -> world.blocking.running("provider") == 0);
    }
  }

  @Test
  void only_who_manages_keys_sets_the_workspaces() {
    assertThat(
            somebody(Role.REP)
                .send("PUT", KEYS + "/openai", body("sk-sandbox-of-the-firm", "workspace"))
                .status())
        .isEqualTo(403);
  }

  @Test
  void nobody_sees_anothers_keys() {
    Client ann = somebody(Role.REP);
    ann.send("PUT", KEYS + "/openai", body("sk-sandbox-of-another-1", "user"));
    Client stranger = world.edge.as(world.edge.signedIn(EdgeUnderTest.SOUTH, Role.OWNER));
    assertThat(stranger.get(KEYS).json().path("items")).isEmpty();
    assertThat(somebody(Role.OWNER).get(KEYS).json().path("items").findValuesAsText("owner"))
        .doesNotContain("user");
  }

  @Test
  void a_server_of_ones_own_must_be_public_unless_the_operator_opened_it() {
    Client ann = somebody(Role.REP);
    Reply inside =
        ann.send(
            "PUT",
            KEYS + "/openai-compatible",
            """
            {"key":"sk-own-server-key","owner":"user","baseUrl":"http://169.254.169.254/v1"}\
            """);
    assertThat(inside.status()).isEqualTo(400);
    Reply named =
        ann.send(
            "PUT",
            KEYS + "/openai-compatible",
            """
            {"key":"sk-own-server-key","owner":"user","baseUrl":"http://metadata.internal/v1"}\
            """);
    assertThat(named.status()).isEqualTo(422);
    assertThat(named.json().at("/errors/0/code").asText()).isEqualTo("network");
    String opened = world.openAi.baseUrl().toString();
    Reply own =
        ann.send(
            "PUT",
            KEYS + "/openai-compatible",
            "{\"key\":\"sk-sandbox-own-server\",\"owner\":\"user\",\"baseUrl\":\""
                + opened
                + "\"}");
    assertThat(own.status()).as(own.text()).isEqualTo(200);
    Reply tried =
        ann.post(
            "/api/v1/models/try", "{\"model\":\"openai-compatible/llama-x\",\"text\":\"Hello?\"}");
    assertThat(tried.text()).contains("\"model\":\"openai-compatible/llama-x\"");
  }

  @Test
  void a_key_may_be_kept_unverified_when_its_provider_cannot_be_reached() {
    Client ann = somebody(Role.REP);
    String unreachable =
        """
        {"key":"sk-own-server-key","owner":"user","baseUrl":"http://127.0.0.1:9/v1"%s}\
        """;
    Reply refused = ann.send("PUT", KEYS + "/openai-compatible", unreachable.formatted(""));
    assertThat(refused.status()).isEqualTo(422);
    Reply kept =
        ann.send(
            "PUT", KEYS + "/openai-compatible", unreachable.formatted(",\"saveUnverified\":true"));
    assertThat(kept.status()).as(kept.text()).isEqualTo(200);
    assertThat(kept.json().path("status").asText()).isEqualTo("unverified");
  }

  @Test
  void without_any_key_the_answer_says_where_to_save_one() {
    Client owner = world.edge.as(world.edge.signedIn(EdgeUnderTest.SOUTH, Role.OWNER));
    owner.send("PUT", "/api/v1/models/levels", "{\"userKeys\":true,\"platformKeys\":false}");
    Reply refused =
        owner.post("/api/v1/models/try", "{\"model\":\"openai/gpt-6-luna\",\"text\":\"Hi\"}");
    assertThat(refused.status()).isEqualTo(409);
    assertThat(refused.code()).isEqualTo("no_key");
    assertThat(refused.json().path("detail").asText()).contains("/settings/keys");
    owner.send("PUT", "/api/v1/models/levels", "{\"userKeys\":true,\"platformKeys\":true}");
    assertThat(
            owner
                .post("/api/v1/models/try", "{\"model\":\"openai/gpt-6-luna\",\"text\":\"Hi\"}")
                .text())
        .contains("\"keySource\":\"sandbox\"");
  }

  @Test
  void the_catalogue_knows_the_first_models_and_what_follows_them() {
    JsonNode models = somebody(Role.REP).get("/api/v1/models?limit=100").json().path("items");
    assertThat(models.findValuesAsText("display"))
        .contains(
            "GPT-4.1",
            "Claude Opus 4.6",
            "Claude Sonnet 4.5",
            "Claude Haiku 4.5",
            "Grok 4.1 Fast",
            "Gemini 2.5 Pro",
            "Kimi K2.5",
            "Perplexity Sonar");
    for (JsonNode model : models) {
      assertThat(model.path("price").isNull()).as(model.path("id").asText()).isTrue();
    }
    Reply gone =
        somebody(Role.REP)
            .post(
                "/api/v1/models/try",
                "{\"model\":\"openrouter/x-ai/grok-4.1-fast\",\"text\":\"Hi\"}");
    assertThat(gone.code()).isEqualTo("models.unavailable-model");
    assertThat(gone.json().path("detail").asText()).contains("grok-4.3");
  }
}
