package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.login;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Where a workspace asks that its people come by its own provider. */
@Tag("route")
class CompaniesMayInsistTest extends CompanyUnderTest {

  @Test
  void a_company_that_asks_for_it_lets_only_owners_in_by_password() {
    choose(true);
    Reply owner = world.edge.asNobody().post("/api/v1/auth/login", login(ANN, PASSWORD));
    assertThat(owner.status()).isEqualTo(200);
    world
        .db
        .database()
        .tenants()
        .acrossWorkspaces(handle -> handle.execute("UPDATE workspace_member SET role = 'rep'"));
    Reply rep = world.edge.asNobody().post("/api/v1/auth/login", login(ANN, PASSWORD));
    assertThat(rep.code()).isEqualTo("workspace.company-sign-in-required");
    assertThat(signIn().to()).isEqualTo("/");
  }

  @Test
  void it_holds_wherever_somebody_enters_that_workspace_and_for_whoever_is_inside_already() {
    Client bob = register("bob@north-wind.example");
    String bobs = bob.get("/api/v1/me").json().at("/workspace/id").asText();
    String north = ann.get("/api/v1/me").json().at("/workspace/id").asText();
    String link = invited("bob@north-wind.example");
    assertThat(bob.post("/api/v1/invitations/" + link + "/accept", "{}").status()).isEqualTo(201);
    Client inside =
        world.edge.as(
            token(
                world
                    .edge
                    .asNobody()
                    .post("/api/v1/auth/login", login("bob@north-wind.example", PASSWORD))));
    Reply entered = enters(inside, north);
    assertThat(entered.status()).isEqualTo(204);
    Client inNorth = world.edge.as(token(entered));
    assertThat(inNorth.get("/api/v1/me").json().at("/workspace/id").asText()).isEqualTo(north);
    assertThat(choose(true).status()).isEqualTo(200);
    assertThat(inNorth.get("/api/v1/me").status()).as("inside until now").isEqualTo(401);
    Reply again =
        world.edge.asNobody().post("/api/v1/auth/login", login("bob@north-wind.example", PASSWORD));
    assertThat(again.status()).as("his own workspace asks for nothing").isEqualTo(200);
    assertThat(again.json().at("/workspace/id").asText()).isEqualTo(bobs);
    Reply refused = enters(world.edge.as(token(again)), north);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("workspace.company-sign-in-required");
    assertThat(sessionsIn(north)).as("only the owner is still inside").isEqualTo(1);
    assertThat(ann.get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void whoever_began_elsewhere_comes_by_the_provider_as_well() {
    String here = ann.get("/api/v1/me").json().at("/workspace/id").asText();
    Client bob = register("bob@north-wind.example");
    String user = bob.get("/api/v1/me").json().at("/user/id").asText();
    world
        .db
        .database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle.execute(
                "INSERT INTO workspace_member (workspace_id, user_id, role) VALUES (?, ?, 'rep')",
                here,
                user));
    choose(true);
    assertThat(enters(bob, here).status()).isEqualTo(403);
    assertThat(bob.get("/api/v1/me").status()).as("and keeps the session").isEqualTo(200);
    choose(false);
    assertThat(enters(bob, here).status()).isEqualTo(204);
  }

  private String invited(String email) {
    ann.post("/api/v1/workspace/invitations", "{\"email\":\"" + email + "\",\"role\":\"rep\"}");
    return world.letters(email, "Invitation").getLast().at("/template/token").asText();
  }

  private static Reply enters(Client who, String workspace) {
    return who.post("/api/v1/me/workspace", "{\"workspaceId\":\"" + workspace + "\"}");
  }

  private int sessionsIn(String workspace) {
    return world
        .db
        .database()
        .tenants()
        .acrossWorkspaces(handle ->
            handle
                .createQuery("SELECT count(*) FROM session WHERE workspace_id = ?")
                .bind(0, workspace)
                .mapTo(int.class)
                .one());
  }
}
