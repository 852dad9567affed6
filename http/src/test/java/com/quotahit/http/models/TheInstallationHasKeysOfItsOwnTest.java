package com.quotahit.http.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.workspace.Impersonation;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class TheInstallationHasKeysOfItsOwnTest {

  private static final String KEYS = "/api/v1/admin/keys";
  private static final String ENVIRONMENTS = "sk-sandbox-of-the-environment-1";
  private static final String ASK = "{\"model\":\"openai/gpt-6-luna\",\"text\":\"Hello?\"}";

  private static ModelsUnderTest world;
  private static ModelsUnderTest other;

  private final Queue<String> keysSeen = new ConcurrentLinkedQueue<>();

  @BeforeAll
  static void open() {
    String[] settings = {
      "quotahit.models.first-token-timeout=15s",
      "quotahit.models.providers.openai.api-key=\"" + ENVIRONMENTS + "\""
    };
    world = ModelsUnderTest.paid(settings);
    other = world.besideIt(settings);
  }

  @AfterAll
  static void close() {
    other.close();
    world.close();
  }

  @BeforeEach
  void observe() {
    for (ModelsUnderTest node : new ModelsUnderTest[] {world, other}) {
      node.openAi.observe(seen -> {
        if (seen.endpoint().startsWith("POST")) {
          keysSeen.add(seen.key());
        }
      });
    }
  }

  private static Client admin() {
    return world.edge.as(world.edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER, true));
  }

  private void ask(ModelsUnderTest node) {
    Client ann = node.edge.as(node.edge.signedIn(EdgeUnderTest.NORTH, Role.REP));
    assertThat(ann.post("/api/v1/models/try", ASK).text())
        .contains("message.done", "\"keySource\":\"platform\"");
  }

  @Test
  void a_key_that_an_admin_sets_comes_before_the_environments_on_every_node() {
    ask(world);
    assertThat(keysSeen).containsOnly(ENVIRONMENTS);
    keysSeen.clear();

    Reply saved =
        admin().send("PUT", KEYS + "/openai", "{\"key\":\"sk-sandbox-of-the-admin-2222\"}");
    assertThat(saved.status()).as(saved.text()).isEqualTo(200);
    assertThat(saved.json().path("owner").asText()).isEqualTo("platform");
    assertThat(saved.json().path("last4").asText()).isEqualTo("2222");
    assertThat(saved.text()).doesNotContain("of-the-admin");
    Awaitility.await()
        .untilAsserted(() -> {
          keysSeen.clear();
          ask(world);
          ask(other);
          assertThat(keysSeen).containsOnly("sk-sandbox-of-the-admin-2222");
        });
    JsonNode held = admin().get(KEYS).json();
    assertThat(held.path("environment")).extracting(JsonNode::asText).containsExactly("openai");
    assertThat(held.toString()).doesNotContain(ENVIRONMENTS);
    JsonNode items = held.path("items");
    assertThat(items).hasSize(1);
    assertThat(items.at("/0/status").asText()).isEqualTo("valid");
    int told =
        world
            .db
            .database()
            .tenants()
            .acrossWorkspaces(handle ->
                handle
                    .createQuery(
                        "SELECT count(*) FROM audit_entry WHERE action = 'platform-key.saved'"
                            + " AND subject = 'key:openai'")
                    .mapTo(Integer.class)
                    .one());
    assertThat(told).isEqualTo(1);

    assertThat(admin().delete(KEYS + "/openai").status()).isEqualTo(204);
    Awaitility.await()
        .untilAsserted(() -> {
          keysSeen.clear();
          ask(world);
          ask(other);
          assertThat(keysSeen).containsOnly(ENVIRONMENTS);
        });
    assertThat(admin().delete(KEYS + "/openai").status()).isEqualTo(404);
  }

  @Test
  void a_key_that_its_provider_refuses_is_not_kept() {
    Reply refused =
        admin().send("PUT", KEYS + "/openai", "{\"key\":\"sk-sandbox-wrong-key-3333\"}");
    assertThat(refused.status()).isEqualTo(422);
    assertThat(refused.code()).isEqualTo("key_rejected");
  }

  @Test
  void nobody_who_acts_for_somebody_sees_or_changes_them() {
    String key = "{\"key\":\"sk-sandbox-of-the-admin-5555\"}";
    assertThat(
            admin()
                .send("PUT", KEYS + "/anthropic", "{\"key\":\"sk-ant-sandbox-6666-01\"}")
                .status())
        .isEqualTo(200);
    for (Impersonation.Mode mode : Impersonation.Mode.values()) {
      Client acting = world.edge.as(world.edge.impersonating(EdgeUnderTest.NORTH, mode));
      for (Reply refused :
          List.of(
              acting.get(KEYS),
              acting.send("PUT", KEYS + "/openai", key),
              acting.post(KEYS + "/anthropic/check", ""),
              acting.delete(KEYS + "/anthropic"))) {
        assertThat(refused.status()).as(mode + " " + refused.text()).isEqualTo(403);
        assertThat(refused.code()).isEqualTo("impersonation.refused");
        assertThat(refused.text()).doesNotContain("6666");
      }
    }
    assertThat(admin().get(KEYS).json().path("items"))
        .extracting(kept -> kept.path("provider").asText() + " " + kept.path("last4").asText())
        .containsExactly("anthropic 6-01");
    assertThat(admin().delete(KEYS + "/anthropic").status()).isEqualTo(204);
  }

  @Test
  void one_that_cannot_be_opened_stands_in_nobodys_way_who_has_their_own() {
    assertThat(
            admin()
                .send("PUT", KEYS + "/openai", "{\"key\":\"sk-sandbox-of-the-admin-7777\"}")
                .status())
        .isEqualTo(200);
    world
        .db
        .database()
        .tenants()
        .useWorkspace(
            ProviderKey.INSTALLATION,
            handle -> handle.execute("UPDATE provider_key SET ciphertext = '\\x00'"));
    world.book.changed(ProviderKey.INSTALLATION);
    Client ann = world.edge.as(world.edge.signedIn(EdgeUnderTest.SOUTH, Role.REP));
    assertThat(
            ann.send(
                    "PUT",
                    "/api/v1/user-keys/openai",
                    "{\"key\":\"sk-sandbox-of-ann-8888\",\"owner\":\"user\"}")
                .status())
        .isEqualTo(200);
    Awaitility.await()
        .untilAsserted(() -> {
          keysSeen.clear();
          assertThat(ann.post("/api/v1/models/try", ASK).text()).contains("message.done");
          assertThat(keysSeen).containsOnly("sk-sandbox-of-ann-8888");
        });
    assertThat(admin().delete(KEYS + "/openai").status()).isEqualTo(204);
  }

  @Test
  void only_platform_admins_and_only_in_person_come_near_them() {
    Client owner = world.edge.as(world.edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER));
    assertThat(owner.get(KEYS).status()).isIn(403, 404);
    assertThat(owner.send("PUT", KEYS + "/openai", "{\"key\":\"sk-sandbox-x-4444\"}").status())
        .isIn(403, 404);
    assertThat(owner.delete(KEYS + "/openai").status()).isIn(403, 404);
  }
}
