package com.quotahit.http.models;

import static com.quotahit.http.models.ModelsUnderTest.await;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.core.models.KeySource;
import com.quotahit.core.models.Provider;
import com.quotahit.core.workspace.Principal;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes over one database, each with a memory of its own, that hear each other's notices. */
@Tag("route")
class KeysChangeOnEveryNodeTest {

  private static final String KEY = "/api/v1/user-keys/openai";
  private static final String LONG_MEMORY = "quotahit.models.trusted=5m";

  private static ModelsUnderTest here;
  private static ModelsUnderTest there;

  @BeforeAll
  static void open() {
    here = new ModelsUnderTest(LONG_MEMORY);
    there = here.besideIt(LONG_MEMORY);
  }

  @AfterAll
  static void close() {
    there.close();
    here.close();
  }

  @Test
  void a_key_saved_on_one_node_is_used_on_the_other_at_once_and_forgotten_at_once() {
    String token = here.edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    Client ann = here.edge.as(token);
    Principal who = here.edge.principal(token);
    assertThat(sourceThere(who)).contains(KeySource.SANDBOX);

    long began = System.nanoTime();
    assertThat(
            ann.send("PUT", KEY, "{\"key\":\"sk-sandbox-of-ann-42\",\"owner\":\"user\"}").status())
        .isEqualTo(200);
    assertThat(sourceThere(who)).contains(KeySource.USER);
    assertThat(ann.delete(KEY + "?owner=user").status()).isEqualTo(204);
    assertThat(sourceThere(who)).contains(KeySource.SANDBOX);
    assertThat(Duration.ofNanos(System.nanoTime() - began)).isLessThan(Duration.ofSeconds(5));
  }

  @Test
  void whose_key_is_found_in_memory_within_microseconds() {
    String token = here.edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    Principal who = here.edge.principal(token);
    int times = 20_000;
    for (int i = 0; i < times; i++) {
      sourceThere(who);
    }
    long began = System.nanoTime();
    for (int i = 0; i < times; i++) {
      await(there.book.of(who.workspace()));
    }
    long each = (System.nanoTime() - began) / times;
    assertThat(each).as("nanoseconds for each look, on a busy machine").isLessThan(20_000);
  }

  @Test
  void a_key_that_its_provider_turned_away_is_looked_into_and_its_owner_told_once() {
    String token = here.edge.signedIn(EdgeUnderTest.SOUTH, Role.OWNER);
    Client bob = here.edge.as(token);
    bob.send("PUT", KEY, "{\"key\":\"sk-sandbox-of-bob-4242\",\"owner\":\"workspace\"}");
    here.openAi
        .faults()
        .next(
            new com.quotahit.actors.sandbox.openai.SandboxFault.QuotaExhausted(),
            new com.quotahit.actors.sandbox.openai.SandboxFault.QuotaExhausted());
    assertThat(
            bob.post("/api/v1/models/try", "{\"model\":\"openai/gpt-6-luna\",\"text\":\"Hello?\"}")
                .text())
        .contains("models.quota");
    org.awaitility.Awaitility.await()
        .untilAsserted(() ->
            assertThat(bob.get("/api/v1/user-keys").json().at("/items/0/status").asText())
                .isEqualTo("quota_exhausted"));
    assertThat(here.statusNews)
        .isEqualTo(List.of(com.quotahit.core.models.KeyStatus.QUOTA_EXHAUSTED));
    bob.post(KEY + "/check?owner=workspace", "");
    assertThat(bob.get("/api/v1/user-keys").json().at("/items/0/status").asText())
        .isEqualTo("valid");
  }

  @Test
  void keys_are_asked_about_again_after_a_day_by_one_node() {
    String token = here.edge.signedIn(EdgeUnderTest.SOUTH, Role.REP);
    here.edge.as(token).send("PUT", KEY, "{\"key\":\"sk-sandbox-of-eve-4242\",\"owner\":\"user\"}");
    assertThat(await(here.keys.recheckDue()) + await(there.keys.recheckDue())).isZero();
    here.later = Duration.ofHours(25);
    there.later = Duration.ofHours(25);
    int together = await(here.keys.recheckDue()) + await(there.keys.recheckDue());
    assertThat(together).isPositive();
    assertThat(await(here.keys.recheckDue()) + await(there.keys.recheckDue())).isZero();
    here.later = Duration.ZERO;
    there.later = Duration.ZERO;
  }

  private static Optional<KeySource> sourceThere(Principal who) {
    return Optional.ofNullable(
        await(there.gateway.sources(who.workspace(), who.user())).get(Provider.OPENAI));
  }
}
