package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AdministrationUnderTest.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.nio.file.Path;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log of the installation itself, of which nobody may lose sight. */
@Tag("route")
class TheInstallationsLogIsReadAndTakenAlongTest {

  @TempDir private Path directory;
  private AdministrationUnderTest world;
  private EdgeUnderTest.Client ada;
  private String bob;

  @BeforeEach
  void open() {
    world = new AdministrationUnderTest(directory);
    bob = user(world.register("bob@example.com"));
    ada = world.edge.as(world.ada);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void act(String what, String body) {
    ada.post("/api/v1/admin/users/" + bob + "/" + what, body);
  }

  @Test
  void the_log_can_be_filtered_and_taken_along_and_that_is_written_down_too() {
    act("suspend", "{\"reason\":\"=cmd|' /C calc'!A0\"}");
    act("reactivate", "");
    Reply csv = ada.get("/api/v1/admin/audit/export?format=csv");
    assertThat(csv.header("content-disposition")).contains("attachment");
    assertThat(csv.text().lines().toList()).hasSize(4);
    assertThat(csv.text()).startsWith("\"seq\",\"at\"").contains("\"reason==cmd|' /C calc'!A0\"");
    Reply json = ada.get("/api/v1/admin/audit/export?format=json");
    assertThat(json.json()).hasSize(4);
    assertThat(ada.get("/api/v1/admin/audit?action=audit.exported").json().path("items"))
        .hasSize(2);
    assertThat(ada.get("/api/v1/admin/audit?from=yesterday").status()).isEqualTo(400);
    assertThat(ada.get("/api/v1/admin/audit?from=%2B999999999-01-01T00:00:00Z").status())
        .as("no database goes so far")
        .isEqualTo(400);
    assertThat(ada.get("/api/v1/admin/audit?to=2020-01-01T00:00:00Z").json().path("items"))
        .isEmpty();
    JsonNode page = ada.get("/api/v1/admin/audit?limit=3").json();
    assertThat(page.path("items")).hasSize(3);
    assertThat(
            ada.get("/api/v1/admin/audit?limit=3&cursor=" + page.path("nextCursor").asText())
                .json()
                .path("items"))
        .hasSize(1);
    assertThat(ada.post("/api/v1/admin/audit/checkpoint", "").json().path("chains").asInt())
        .as("the installation's, and those of the two workspaces whose people signed in")
        .isEqualTo(3);
    assertThat(ada.get("/api/v1/admin/audit/verify").json().path("ok").asBoolean()).isTrue();
  }

  @Test
  void whole_logs_are_read_one_at_a_time_and_keep_nobody_else_waiting() throws Exception {
    CountDownLatch read = new CountDownLatch(1);
    CompletionStage<Boolean> another =
        EdgeUnderTest.BLOCKING.run("audit", () -> read.await(30, TimeUnit.SECONDS));
    try {
      assertThat(ada.get("/api/v1/admin/audit/verify").status()).isEqualTo(503);
      assertThat(ada.get("/api/v1/admin/audit").status()).isEqualTo(200);
    } finally {
      read.countDown();
    }
    assertThat(another.toCompletableFuture().get(30, TimeUnit.SECONDS)).isTrue();
  }
}
