package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class MembersHaveARoleAndTeamsTest {

  private static final String MEMBERS = "/api/v1/workspace/members";
  private static final String TEAMS = "/api/v1/workspace/teams";

  private record Somebody(Client client, String id) {}

  private AccountsUnderTest world;
  private EdgeUnderTest edge;
  private Somebody ann;

  @BeforeEach
  void open() {
    world = new AccountsUnderTest();
    edge = world.edge;
    ann = somebody(edge.asNobody().post("/api/v1/auth/register", registration("ann@example.com")));
    world.proveAddresses();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Somebody somebody(Reply in) {
    Client client = edge.as(token(in));
    return new Somebody(client, client.get("/api/v1/me").json().at("/user/id").asText());
  }

  private Somebody joins(String email, String role) {
    ann.client.post(
        "/api/v1/workspace/invitations", "{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}");
    JsonNode link = world.letters(email, "Invitation").getLast().at("/template/token");
    String token = link.isObject() ? link.path("value").asText() : link.asText();
    return somebody(
        edge.asNobody()
            .post(
                "/api/v1/invitations/" + token + "/accept",
                "{\"name\":\"Member\",\"password\":\"another long enough phrase 8\"}"));
  }

  private Reply change(Somebody who, Somebody whom, String what) {
    return who.client.send("PATCH", MEMBERS + "/" + whom.id, what);
  }

  private String team(String name, String parent) {
    return ann.client
        .post(TEAMS, "{\"name\":\"" + name + "\",\"parentId\":\"" + parent + "\"}")
        .json()
        .path("id")
        .asText();
  }

  @Test
  void a_role_taken_is_lost_with_the_next_request() {
    Somebody bob = joins("bob@example.com", "admin");
    assertThat(bob.client.get("/api/v1/workspace/invitations").status()).isEqualTo(200);
    Reply changed = change(ann, bob, "{\"role\":\"viewer\"}");
    assertThat(changed.json().path("role").asText()).isEqualTo("viewer");
    assertThat(bob.client.get("/api/v1/workspace/invitations").status()).isEqualTo(403);
    assertThat(bob.client.get("/api/v1/me").json().path("role").asText()).isEqualTo("viewer");
  }

  @Test
  void nobody_raises_themselves_and_an_admin_makes_no_owners() {
    Somebody bob = joins("bob@example.com", "admin");
    Somebody cleo = joins("cleo@example.com", "rep");
    assertThat(change(bob, bob, "{\"role\":\"owner\"}").code())
        .isEqualTo("workspace.beyond-your-rights");
    assertThat(change(bob, cleo, "{\"role\":\"owner\"}").code())
        .isEqualTo("workspace.beyond-your-rights");
    assertThat(change(bob, ann, "{\"role\":\"rep\"}").code())
        .isEqualTo("workspace.beyond-your-rights");
    assertThat(bob.client.delete(MEMBERS + "/" + ann.id).code())
        .isEqualTo("workspace.beyond-your-rights");
    assertThat(change(cleo, cleo, "{\"role\":\"manager\"}").status()).isEqualTo(403);
    assertThat(change(bob, cleo, "{\"role\":\"manager\"}").status()).isEqualTo(200);
    assertThat(change(ann, cleo, "{\"role\":\"api_client\"}").status()).isEqualTo(400);
  }

  @Test
  void the_last_owner_stays_until_somebody_else_is_one() {
    Somebody bob = joins("bob@example.com", "admin");
    assertThat(change(ann, ann, "{\"role\":\"admin\"}").code()).isEqualTo("workspace.last-owner");
    assertThat(ann.client.delete(MEMBERS + "/" + ann.id).code()).isEqualTo("workspace.last-owner");
    Reply handed =
        ann.client.post("/api/v1/workspace/transfer-ownership", "{\"userId\":\"" + bob.id + "\"}");
    assertThat(handed.json().path("ownerIds").toString()).isEqualTo("[\"" + bob.id + "\"]");
    assertThat(ann.client.get("/api/v1/me").json().path("role").asText()).isEqualTo("admin");
    assertThat(bob.client.get("/api/v1/me").json().path("role").asText()).isEqualTo("owner");
  }

  @Test
  void owners_who_step_down_at_once_leave_one() {
    List<Somebody> owners = new ArrayList<>(List.of(ann));
    for (int i = 0; i < 4; i++) {
      owners.add(joins("owner" + i + "@example.com", "owner"));
    }
    List<CompletableFuture<Reply>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      Somebody one = owners.get(i % 5);
      all.add(one.client.sendLater("PATCH", MEMBERS + "/" + one.id, "{\"role\":\"admin\"}"));
    }
    all.forEach(CompletableFuture::join);
    JsonNode members = ann.client.get(MEMBERS).json().path("items");
    long left = 0;
    for (JsonNode member : members) {
      left += member.path("role").asText().equals("owner") ? 1 : 0;
    }
    assertThat(left).isEqualTo(1);
  }

  @Test
  void whoever_is_taken_out_is_out_at_once_and_still_has_a_place() {
    Somebody bob = joins("bob@example.com", "rep");
    assertThat(ann.client.delete(MEMBERS + "/" + bob.id).status()).isEqualTo(204);
    assertThat(bob.client.get("/api/v1/me").status()).isEqualTo(401);
    assertThat(ann.client.delete(MEMBERS + "/" + bob.id).status()).isEqualTo(404);
    Reply back =
        edge.asNobody()
            .post(
                "/api/v1/auth/login",
                AccountsUnderTest.login("bob@example.com", "another long enough phrase 8"));
    assertThat(back.status()).isEqualTo(200);
    assertThat(back.json().at("/workspace/name").asText()).isEqualTo("Member's workspace");
    assertThat(back.json().path("role").asText()).isEqualTo("owner");
  }

  @Test
  void what_somebody_owned_goes_to_another_member() {
    Somebody bob = joins("bob@example.com", "rep");
    world
        .db
        .database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle.execute(
                """
                INSERT INTO practice_context (workspace_id, id, owner_id, kind, title, words, added_at)
                SELECT workspace_id, 'doc_1', ?, 'website', 'Us', 'We sell.', now()
                FROM workspace_member WHERE user_id = ?
                """,
                bob.id,
                bob.id));
    Reply refused = ann.client.delete(MEMBERS + "/" + bob.id);
    assertThat(refused.code()).isEqualTo("workspace.owns-records");
    assertThat(ann.client.delete(MEMBERS + "/" + bob.id + "?reassignTo=" + bob.id).status())
        .isEqualTo(400);
    assertThat(ann.client.delete(MEMBERS + "/" + bob.id + "?reassignTo=" + ann.id).status())
        .isEqualTo(204);
  }

  @Test
  void teams_make_a_tree_of_five_levels() {
    String parent = "";
    for (int level = 1; level <= 5; level++) {
      parent = team("Level " + level, parent);
      assertThat(parent).startsWith("tm_");
    }
    Reply deeper = ann.client.post(TEAMS, "{\"name\":\"Level 6\",\"parentId\":\"" + parent + "\"}");
    assertThat(deeper.status()).isEqualTo(400);
    assertThat(deeper.json().at("/errors/0/code").asText()).isEqualTo("too_deep");
    JsonNode items = ann.client.get(TEAMS).json().path("items");
    assertThat(items).hasSize(5);
    String top = items.get(0).path("id").asText();
    Reply knot =
        ann.client.send(
            "PATCH", TEAMS + "/" + top, "{\"name\":\"Top\",\"parentId\":\"" + parent + "\"}");
    assertThat(knot.json().at("/errors/0/code").asText()).isEqualTo("in_itself");
  }

  @Test
  void a_team_with_members_is_removed_only_when_they_have_somewhere_to_go() {
    String sales = team("Sales", "");
    String inside = team("Inside", sales);
    String other = team("Other", "");
    Somebody bob = joins("bob@example.com", "rep");
    Reply placed =
        change(ann, bob, "{\"teamId\":\"" + inside + "\",\"teamIds\":[\"" + other + "\"]}");
    assertThat(placed.json().path("teamId").asText()).isEqualTo(inside);
    assertThat(ann.client.get(MEMBERS + "?team=" + sales).json().path("items")).hasSize(1);
    assertThat(ann.client.delete(TEAMS + "/" + inside).code()).isEqualTo("workspace.team-in-use");
    assertThat(ann.client.delete(TEAMS + "/" + inside + "?moveTo=" + sales).status())
        .isEqualTo(204);
    JsonNode member = ann.client.get(MEMBERS + "?query=bob").json().at("/items/0");
    assertThat(member.path("teamId").asText()).isEqualTo(sales);
    assertThat(member.path("teamIds").get(0).asText()).isEqualTo(other);
    assertThat(change(ann, bob, "{\"teamId\":\"" + inside + "\"}").status()).isEqualTo(400);
    assertThat(change(ann, bob, "{\"teamId\":\"\",\"teamIds\":[]}").json().path("teamId").isNull())
        .isTrue();
  }

  @Test
  void a_percent_sign_finds_no_more_than_itself() {
    joins("bob@example.com", "rep");
    assertThat(ann.client.get(MEMBERS + "?query=%25").json().path("items")).isEmpty();
    assertThat(ann.client.get(MEMBERS + "?query=BOB").json().path("items")).hasSize(1);
  }

  @Test
  void everybody_sees_who_may_do_what() {
    JsonNode roles = ann.client.get("/api/v1/workspace/roles").json().path("roles");
    assertThat(roles).hasSize(6);
    assertThat(roles.toString()).contains("compliance_reviewer").doesNotContain("api_client");
  }
}
