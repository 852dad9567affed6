package com.quotahit.http.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.models.KeyStatus;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.time.Duration;
import java.time.Instant;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class AKeyEndsOnItsDayTest {

  private static final String KEYS = "/api/v1/user-keys";
  private static final String ASK = "{\"model\":\"openai/gpt-6-luna\",\"text\":\"Hello?\"}";

  private static ModelsUnderTest world;
  private static int spaces;

  private Client ann;

  @BeforeAll
  static void open() {
    world = new ModelsUnderTest("quotahit.models.trusted=1s");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void workspace() {
    WorkspaceId space = new WorkspaceId("wsp_" + String.format("%026d", 900 + ++spaces));
    ann = world.edge.as(world.edge.signedIn(space, Role.OWNER));
    world.later = Duration.ZERO;
    world.statusNews.clear();
  }

  private Reply save(String provider, String key, Instant end) {
    return ann.send(
        "PUT",
        KEYS + "/" + provider,
        "{\"key\":\"%s\",\"owner\":\"user\",\"expiresAt\":\"%s\"}".formatted(key, end));
  }

  private JsonNode key() {
    return ann.get(KEYS).json().at("/items/0");
  }

  @Test
  void then_it_is_expired_its_owner_is_told_once_and_no_call_goes_with_it() {
    Reply saved = save("openai", "sk-sandbox-of-ann-1234", Instant.now().plus(Duration.ofDays(2)));
    assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    assertThat(ModelsUnderTest.await(world.keys.expireDue())).isZero();
    assertThat(ann.post("/api/v1/models/try", ASK).text()).contains("\"keySource\":\"user\"");

    world.later = Duration.ofDays(3);
    assertThat(ann.post("/api/v1/models/try", ASK).text())
        .as("before anybody has looked")
        .doesNotContain("\"keySource\":\"user\"");
    assertThat(ModelsUnderTest.await(world.keys.expireDue())).isEqualTo(1);
    assertThat(ModelsUnderTest.await(world.keys.expireDue())).isZero();
    assertThat(world.statusNews).containsExactly(KeyStatus.EXPIRED);
    assertThat(key().path("status").asText()).isEqualTo("expired");
    assertThat(ann.post(KEYS + "/openai/check?owner=user", "").json().path("status").asText())
        .as("its provider would take it")
        .isEqualTo("expired");
    assertThat(world.statusNews).hasSize(1);

    assertThat(
            ann.send(
                    "PUT",
                    KEYS + "/openai",
                    "{\"key\":\"sk-sandbox-of-ann-1234\",\"owner\":\"user\"}")
                .json()
                .path("status")
                .asText())
        .as("kept anew")
        .isEqualTo("valid");
  }

  @Test
  void it_is_shown_so_from_the_very_moment_on() {
    save("openai", "sk-sandbox-of-ann-1234", Instant.now().plus(Duration.ofSeconds(2)));
    assertThat(key().path("status").asText()).isEqualTo("valid");
    Awaitility.await().until(() -> key().path("status").asText().equals("expired"));
  }

  @Test
  void one_that_is_past_its_day_is_not_kept() {
    Reply refused = save("openai", "sk-sandbox-of-ann-1234", Instant.now().minusSeconds(60));
    assertThat(refused.status()).isEqualTo(400);
    assertThat(refused.json().at("/errors/0/field").asText()).isEqualTo("expiresAt");
    assertThat(key().isMissingNode()).isTrue();
  }

  @Test
  void a_provider_that_knows_the_day_is_believed_unless_its_owner_lets_go_sooner() {
    Reply told =
        ann.send(
            "PUT",
            KEYS + "/openrouter",
            "{\"key\":\"sk-or-sandbox-ending-00001\",\"owner\":\"user\"}");
    assertThat(told.json().path("expiresAt").asText()).startsWith("2099-12-31");
    Instant sooner = Instant.parse("2098-01-01T00:00:00Z");
    assertThat(
            save("openrouter", "sk-or-sandbox-ending-00001", sooner)
                .json()
                .path("expiresAt")
                .asText())
        .startsWith("2098-01-01");
    Instant later = Instant.parse("2100-06-01T00:00:00Z");
    assertThat(
            save("openrouter", "sk-or-sandbox-ending-00001", later)
                .json()
                .path("expiresAt")
                .asText())
        .startsWith("2099-12-31");
  }
}
