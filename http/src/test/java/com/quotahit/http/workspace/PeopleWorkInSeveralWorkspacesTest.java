package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class PeopleWorkInSeveralWorkspacesTest {

  private AccountsUnderTest world;
  private EdgeUnderTest edge;
  private String session;
  private Client ann;
  private String home;

  @BeforeEach
  void open() {
    world = new AccountsUnderTest();
    edge = world.edge;
    Reply registered =
        edge.asNobody().post("/api/v1/auth/register", registration("ann@example.com"));
    session = token(registered);
    home = registered.json().at("/workspace/id").asText();
    ann = edge.as(session);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private static String chosen(String workspace) {
    return "{\"workspaceId\":\"" + workspace + "\"}";
  }

  private Reply enter(Client who, String workspace) {
    return who.post("/api/v1/me/workspace", chosen(workspace));
  }

  @Test
  void a_second_one_is_opened_and_entered_with_a_new_secret() {
    Reply made = ann.post("/api/v1/workspaces", "{\"name\":\"South Wind\"}");
    assertThat(made.status()).isEqualTo(201);
    String second = made.json().path("id").asText();
    assertThat(ann.get("/api/v1/me").json().at("/workspace/id").asText()).isEqualTo(home);
    Reply entered = enter(ann, second);
    assertThat(entered.status()).isEqualTo(204);
    assertThat(token(entered)).isNotEqualTo(session);
    assertThat(ann.get("/api/v1/me").status()).as("the old secret").isEqualTo(401);
    Client there = edge.as(token(entered));
    assertThat(there.get("/api/v1/me").json().at("/workspace/name").asText())
        .isEqualTo("South Wind");
    assertThat(there.get("/api/v1/me").json().path("role").asText()).isEqualTo("owner");
    assertThat(there.get("/api/v1/workspace").json().path("memberCount").asInt()).isEqualTo(1);
    Client back = edge.as(token(enter(there, home)));
    assertThat(back.get("/api/v1/me").json().at("/workspace/id").asText()).isEqualTo(home);
  }

  @Test
  void nobody_enters_where_they_are_not_a_member() {
    Reply bob = edge.asNobody().post("/api/v1/auth/register", registration("bob@example.com"));
    String his = bob.json().at("/workspace/id").asText();
    assertThat(enter(ann, his).status()).isEqualTo(404);
    assertThat(enter(ann, "wsp_" + "0".repeat(26)).status()).isEqualTo(404);
    assertThat(enter(ann, "no id").status()).isEqualTo(400);
    assertThat(ann.get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void whoever_has_no_workspace_left_gets_one_however_often_they_come_at_once() {
    UserId lost = new UserId("usr_" + "0".repeat(25) + "z");
    List<CompletableFuture<WorkspaceId>> entries = new ArrayList<>();
    for (int i = 0; i < 10; i++) {
      entries.add(world.people.workspaces.entry(lost, EdgeUnderTest.SOUTH).toCompletableFuture());
    }
    Set<WorkspaceId> entered = new HashSet<>();
    entries.forEach(entry -> entered.add(entry.orTimeout(10, TimeUnit.SECONDS).join()));
    assertThat(entered).hasSize(1);
  }

  @Test
  void whoever_deletes_their_last_workspace_gets_another_each_time() {
    Set<String> had = new HashSet<>();
    for (int i = 0; i < 3; i++) {
      JsonNode here = ann.get("/api/v1/workspace").json();
      assertThat(had.add(here.path("id").asText())).isTrue();
      String confirm = "{\"confirm\":\"" + here.path("name").asText() + "\"}";
      assertThat(ann.send("DELETE", "/api/v1/workspace", confirm).status()).isEqualTo(204);
      Reply again =
          edge.asNobody()
              .post(
                  "/api/v1/auth/login",
                  AccountsUnderTest.login("ann@example.com", "correct horse battery staple 7"));
      assertThat(again.status()).as(again.text()).isEqualTo(200);
      ann = edge.as(token(again));
    }
  }

  @Test
  void a_stale_name_is_not_overwritten() {
    String path = "/api/v1/workspace";
    assertThat(ann.get(path).json().path("version").asInt()).isEqualTo(1);
    Reply renamed = ann.send("PATCH", path, "{\"name\":\"Norther Wind\",\"version\":1}");
    assertThat(renamed.json().path("version").asInt()).isEqualTo(2);
    Reply stale = ann.send("PATCH", path, "{\"name\":\"Nordwind\",\"version\":1}");
    assertThat(stale.status()).isEqualTo(409);
    assertThat(stale.code()).isEqualTo("request.stale-version");
    assertThat(stale.json().path("detail").asText()).contains("Norther Wind");
    assertThat(ann.get("/api/v1/me").json().at("/workspace/name").asText())
        .isEqualTo("Norther Wind");
  }

  @Test
  void a_deleted_one_lets_nobody_in_until_its_owner_brings_it_back() {
    String second =
        ann.post("/api/v1/workspaces", "{\"name\":\"South Wind\"}").json().path("id").asText();
    Client there = edge.as(token(enter(ann, second)));
    String key =
        there
            .post("/api/v1/api-keys", "{\"name\":\"x\",\"scopes\":[\"members.read\"]}")
            .json()
            .path("key")
            .asText();
    assertThat(edge.as(key).get("/api/v1/workspace").status()).isEqualTo(200);
    Reply unsure = there.send("DELETE", "/api/v1/workspace", "{\"confirm\":\"North Wind\"}");
    assertThat(unsure.status()).isEqualTo(400);
    assertThat(there.send("DELETE", "/api/v1/workspace", "{\"confirm\":\"South Wind\"}").status())
        .isEqualTo(204);
    assertThat(there.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(edge.as(key).get("/api/v1/workspace").status()).isEqualTo(401);
    Client again =
        edge.as(
            token(
                edge.asNobody()
                    .post(
                        "/api/v1/auth/login",
                        AccountsUnderTest.login(
                            "ann@example.com", "correct horse battery staple 7"))));
    assertThat(enter(again, second).status()).isEqualTo(404);
    Reply bob = edge.asNobody().post("/api/v1/auth/register", registration("bob@example.com"));
    assertThat(edge.as(token(bob)).post("/api/v1/workspace/restore", chosen(second)).status())
        .isEqualTo(404);
    assertThat(again.post("/api/v1/workspace/restore", chosen(second)).status()).isEqualTo(204);
    Client returned = edge.as(token(enter(again, second)));
    assertThat(returned.get("/api/v1/workspace").json().path("name").asText())
        .isEqualTo("South Wind");
    assertThat(edge.as(key).get("/api/v1/workspace").status()).isEqualTo(200);
  }

  @Test
  void what_a_node_remembers_of_a_session_changes_with_the_workspace() {
    String me = ann.get("/api/v1/me").json().at("/user/id").asText();
    assertThat(world.sessions.find(session).toCompletableFuture().join())
        .hasValueSatisfying(found -> assertThat(found.user()).isEqualTo(new UserId(me)));
    Reply second = ann.post("/api/v1/workspaces", "{\"name\":\"South Wind\"}");
    enter(ann, second.json().path("id").asText());
    assertThat(world.sessions.find(session).toCompletableFuture().join()).isEmpty();
  }
}
