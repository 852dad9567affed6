package com.quotahit.http.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.sandbox.openai.SandboxFault;
import com.quotahit.core.models.ProviderKey;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Role;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two failures in a row, and a key is not tried again for a minute. */
@Tag("route")
class AProviderThatSaysNoIsNotLeftAloneTest {

  /** Asks for longer than anybody waits, so that it is not asked again within one call. */
  private static final SandboxFault BUSY =
      new SandboxFault.RateLimited(Optional.of(Duration.ofMinutes(5)));

  private static ModelsUnderTest world;
  private static int spaces;

  private final Queue<String> asked = new ConcurrentLinkedQueue<>();
  private WorkspaceId space;
  private Client ann;

  @BeforeAll
  static void open() {
    world =
        new ModelsUnderTest(
            "quotahit.models.breaker-failures=2",
            "quotahit.models.breaker-rest=60s",
            "quotahit.models.first-token-timeout=15s");
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @BeforeEach
  void workspace() {
    space = new WorkspaceId("wsp_" + String.format("%026d", 950 + ++spaces));
    ann = world.edge.as(world.edge.signedIn(space, Role.OWNER));
    assertThat(
            ann.send(
                    "PUT",
                    "/api/v1/user-keys/openai",
                    "{\"key\":\"sk-sandbox-of-ann-%04d\",\"owner\":\"user\"}".formatted(spaces))
                .status())
        .isEqualTo(200);
    world.openAi.observe(seen -> asked.add(seen.endpoint()));
  }

  private String ask() {
    return ann.post("/api/v1/models/try", "{\"model\":\"openai/gpt-6-luna\",\"text\":\"Hello?\"}")
        .text();
  }

  @Test
  void one_that_keeps_failing_is_not_asked_for_a_while() {
    world.openAi.faults().next(BUSY, BUSY);
    ask();
    ask();
    asked.clear();
    assertThat(ask()).contains("event: problem");
    assertThat(asked).isEmpty();
  }

  @Test
  void one_that_declines_between_two_failures_works() {
    world.openAi.faults().next(BUSY, new SandboxFault.Refuse(), BUSY);
    ask();
    ask();
    ask();
    assertThat(ask()).contains("message.done");
  }

  @Test
  void calls_that_fail_together_ask_about_their_key_once() {
    ProviderKey key = world.keyTable.ofWorkspace(space).keys().getFirst();
    world.openAi.faults().next(new SandboxFault.Stall());
    for (int i = 0; i < 5; i++) {
      world.keys.doubted(key);
    }
    Awaitility.await()
        .during(Duration.ofMillis(500))
        .until(() -> asked.stream().toList().equals(List.of("GET /v1/models")));
  }
}
