package com.quotahit.http.models;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.EntitiesInMemory;
import com.quotahit.actors.models.LeaversKeys;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Authority;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class WhoeverLeavesTakesTheirKeysAlongTest {

  private static final String KEYS = "/api/v1/user-keys";
  private static final UserId ANN = new UserId("usr_" + "0".repeat(25) + "9");

  private final EntitiesInMemory entities = new EntitiesInMemory(InstantSource.system());

  @Test
  @SuppressWarnings("unchecked")
  void the_leavers_keys_go_and_the_workspaces_stay() {
    try (ModelsUnderTest world = new ModelsUnderTest()) {
      LeaversKeys leavers = new LeaversKeys(entities, world.keys);
      entities.listen((_, id, revision, entry) ->
          leavers.hear(id, revision, (Recorded<WorkspaceEvent>) (Recorded<?>) entry));
      Client bob = world.edge.as(world.edge.signedIn(EdgeUnderTest.NORTH, Role.REP));
      Client owner = world.edge.as(world.edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER));
      bob.send("PUT", KEYS + "/openai", body("sk-sandbox-of-bob-0001", "user"));
      owner.send("PUT", KEYS + "/openai", body("sk-sandbox-of-the-firm", "workspace"));
      JsonNode before = bob.get(KEYS).json().path("items");
      assertThat(before.findValuesAsText("owner")).contains("user", "workspace");
      UserId user = null;
      for (JsonNode item : before) {
        if (item.path("owner").asText().equals("user")) {
          user = new UserId(item.path("createdBy").asText());
        }
      }
      tell(new WorkspaceCommand.Create("North Wind", ANN));
      tell(new WorkspaceCommand.AddMember(user, Role.REP, Optional.empty()));
      tell(new WorkspaceCommand.RemoveMember(new Authority.Platform(), user, Optional.empty()));
      Awaitility.await()
          .untilAsserted(() ->
              assertThat(bob.get(KEYS).json().path("items").findValuesAsText("owner"))
                  .containsOnly("workspace"));
    }
  }

  private void tell(WorkspaceCommand command) {
    Directive directive =
        new Directive(
            command.getClass().getSimpleName(),
            Instant.now().plusSeconds(10),
            new By.Person(ANN),
            "test");
    entities
        .execute(
            WorkspaceKinds.WORKSPACE,
            WorkspaceKinds.workspace(EdgeUnderTest.NORTH),
            command,
            directive)
        .toCompletableFuture()
        .join();
  }

  private static String body(String key, String owner) {
    return "{\"key\":\"" + key + "\",\"owner\":\"" + owner + "\"}";
  }
}
