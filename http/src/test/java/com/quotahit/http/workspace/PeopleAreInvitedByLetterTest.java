package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.mail.LinkToken;
import com.quotahit.core.workspace.Account;
import com.quotahit.core.workspace.InvitationClaimsPort.Claim;
import com.quotahit.core.workspace.PasswordHash;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.persistence.workspace.InvitationClaims;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class PeopleAreInvitedByLetterTest {

  private static final String INVITATIONS = "/api/v1/workspace/invitations";
  private static final String CLEO = "cleo@example.com";
  private static final String NEW_CLEO =
      "{\"name\":\"Cleo Rep\",\"password\":\"another long enough phrase 8\"}";

  private AccountsUnderTest world;
  private EdgeUnderTest edge;
  private Client ann;
  private String home;

  @BeforeEach
  void open() {
    world = new AccountsUnderTest();
    edge = world.edge;
    Reply registered =
        edge.asNobody().post("/api/v1/auth/register", registration("ann@example.com"));
    home = registered.json().at("/workspace/id").asText();
    ann = edge.as(token(registered));
    world.proveAddresses();
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Reply invite(String email, String role) {
    return ann.post(INVITATIONS, "{\"email\":\"" + email + "\",\"role\":\"" + role + "\"}");
  }

  /** The end of the link in the newest letter. */
  private String link(String email) {
    List<JsonNode> letters = world.letters(email, "Invitation");
    JsonNode token = letters.getLast().at("/template/token");
    return token.isObject() ? token.path("value").asText() : token.asText();
  }

  private Reply accept(Client who, String link, String body) {
    return who.post("/api/v1/invitations/" + link + "/accept", body);
  }

  private String state() {
    return ann.get(INVITATIONS).json().at("/items/0/state").asText();
  }

  @Test
  void whoever_has_not_proven_an_address_writes_to_nobody() {
    Client eve =
        edge.as(
            token(edge.asNobody().post("/api/v1/auth/register", registration("eve@example.com"))));
    Reply refused = eve.post(INVITATIONS, "{\"email\":\"" + CLEO + "\",\"role\":\"rep\"}");
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("workspace.address-not-proven");
    assertThat(world.letters(CLEO, "Invitation")).isEmpty();
  }

  @Test
  void somebody_new_comes_in_without_a_workspace_of_their_own() {
    Reply invited = invite("Cleo@Example.com", "rep");
    assertThat(invited.status()).isEqualTo(201);
    assertThat(invited.json().path("state").asText()).isEqualTo("pending");
    String link = link(CLEO);
    assertThat(link).hasSizeGreaterThanOrEqualTo(43);
    Reply shown = edge.asNobody().get("/api/v1/invitations/" + link);
    assertThat(shown.json().path("workspaceName").asText()).isEqualTo("North Wind");
    assertThat(shown.json().path("accountExists").asBoolean()).isFalse();
    assertThat(accept(edge.asNobody(), link, "{}").json().path("errors")).hasSize(2);
    Reply accepted = accept(edge.asNobody(), link, NEW_CLEO);
    assertThat(accepted.status()).isEqualTo(201);
    JsonNode me = edge.as(token(accepted)).get("/api/v1/me").json();
    assertThat(me.at("/workspace/id").asText()).isEqualTo(home);
    assertThat(me.path("role").asText()).isEqualTo("rep");
    assertThat(me.path("workspaces")).hasSize(1);
    assertThat(me.at("/user/emailVerified").asBoolean()).isTrue();
    assertThat(state()).isEqualTo("accepted");
    assertThat(accept(edge.asNobody(), link, NEW_CLEO).code())
        .isEqualTo("workspace.invitation-over");
  }

  @Test
  void somebody_with_an_account_signs_in_first_and_goes_on_there() {
    Reply bob = edge.asNobody().post("/api/v1/auth/register", registration("bob@example.com"));
    invite("bob@example.com", "manager");
    String link = link("bob@example.com");
    assertThat(accept(edge.asNobody(), link, NEW_CLEO).code()).isEqualTo("workspace.sign-in-first");
    assertThat(accept(edge.asNobody(), link, "{}").code()).isEqualTo("workspace.sign-in-first");
    Reply accepted = accept(edge.as(token(bob)), link, "{}");
    assertThat(accepted.status()).isEqualTo(201);
    JsonNode me = edge.as(token(accepted)).get("/api/v1/me").json();
    assertThat(me.at("/workspace/id").asText()).isEqualTo(home);
    assertThat(me.path("role").asText()).isEqualTo("manager");
    assertThat(me.path("workspaces")).hasSize(2);
    assertThat(invite("bob@example.com", "rep").code()).isEqualTo("workspace.already-member");
  }

  @Test
  void an_invitation_is_for_its_address_alone() {
    Reply bob = edge.asNobody().post("/api/v1/auth/register", registration("bob@example.com"));
    invite(CLEO, "rep");
    assertThat(accept(edge.as(token(bob)), link(CLEO), "{}").code())
        .isEqualTo("workspace.other-address");
    assertThat(state()).isEqualTo("pending");
  }

  @Test
  void inviting_again_voids_the_old_link() {
    invite(CLEO, "rep");
    String first = link(CLEO);
    invite(CLEO, "manager");
    String second = link(CLEO);
    assertThat(second).isNotEqualTo(first);
    assertThat(accept(edge.asNobody(), first, NEW_CLEO).code())
        .isEqualTo("workspace.invitation-over");
    assertThat(ann.get(INVITATIONS).json().path("items")).hasSize(2);
    String id = ann.get(INVITATIONS).json().at("/items/0/id").asText();
    assertThat(ann.post(INVITATIONS + "/" + id + "/resend", "").status()).isEqualTo(200);
    String third = link(CLEO);
    assertThat(edge.asNobody().get("/api/v1/invitations/" + second).status()).isEqualTo(404);
    assertThat(accept(edge.asNobody(), third, NEW_CLEO).json().path("role").asText())
        .isEqualTo("manager");
  }

  @Test
  void it_can_be_taken_back_and_ends_after_a_week() {
    String id = invite(CLEO, "rep").json().path("id").asText();
    String link = link(CLEO);
    world.later = Duration.ofDays(6);
    assertThat(edge.asNobody().get("/api/v1/invitations/" + link).json().path("state").asText())
        .isEqualTo("pending");
    world.later = Duration.ofDays(8);
    assertThat(accept(edge.asNobody(), link, NEW_CLEO).json().path("detail").asText())
        .contains("expired");
    world.later = Duration.ZERO;
    assertThat(ann.delete(INVITATIONS + "/" + id).status()).isEqualTo(204);
    assertThat(ann.delete(INVITATIONS + "/" + id).status()).isEqualTo(404);
    assertThat(accept(edge.asNobody(), link, NEW_CLEO).status()).isEqualTo(409);
    assertThat(state()).isEqualTo("revoked");
  }

  @Test
  void only_a_hash_of_the_link_is_kept() {
    invite(CLEO, "rep");
    String rows =
        world
            .db
            .database()
            .tenants()
            .acrossWorkspaces(handle ->
                handle
                    .createQuery("SELECT i::text FROM workspace_invitation i")
                    .mapTo(String.class)
                    .one());
    assertThat(rows).doesNotContain(link(CLEO));
  }

  @Test
  void nobody_invites_beyond_their_own_rights() {
    invite("bob@example.com", "admin");
    Client bob = edge.as(token(accept(edge.asNobody(), link("bob@example.com"), NEW_CLEO)));
    Reply owner = bob.post(INVITATIONS, "{\"email\":\"dan@example.com\",\"role\":\"owner\"}");
    assertThat(owner.code()).isEqualTo("workspace.beyond-your-rights");
    assertThat(bob.post(INVITATIONS, "{\"email\":\"dan@example.com\",\"role\":\"admin\"}").status())
        .isEqualTo(201);
    assertThat(invite("eve@example.com", "api_client").status()).isEqualTo(400);
  }

  @Test
  void of_fifty_who_take_one_up_at_once_one_wins() {
    invite(CLEO, "rep");
    String link = link(CLEO);
    List<CompletableFuture<Reply>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(
          edge.asNobody().sendLater("POST", "/api/v1/invitations/" + link + "/accept", NEW_CLEO));
    }
    List<Integer> statuses = all.stream().map(CompletableFuture::join).map(Reply::status).toList();
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
    assertThat(statuses).allMatch(status -> status == 201 || status == 409 || status == 503);
    assertThat(ann.get("/api/v1/workspace/members").json().path("items")).hasSize(2);
  }

  @Test
  void of_fifty_devices_of_one_person_one_wins_too() {
    List<String> devices = new ArrayList<>();
    edge.asNobody().post("/api/v1/auth/register", registration("bob@example.com"));
    for (int i = 0; i < 10; i++) {
      devices.add(
          token(
              edge.asNobody()
                  .post(
                      "/api/v1/auth/login",
                      AccountsUnderTest.login(
                          "bob@example.com", "correct horse battery staple 7"))));
    }
    invite("bob@example.com", "rep");
    String link = link("bob@example.com");
    List<CompletableFuture<Reply>> all = new ArrayList<>();
    for (int i = 0; i < 50; i++) {
      all.add(
          edge.as(devices.get(i % 10))
              .sendLater("POST", "/api/v1/invitations/" + link + "/accept", "{}"));
    }
    List<Integer> statuses = all.stream().map(CompletableFuture::join).map(Reply::status).toList();
    assertThat(statuses).filteredOn(status -> status == 201).hasSize(1);
    assertThat(ann.get("/api/v1/workspace/members").json().path("items")).hasSize(2);
  }

  @Test
  void whoever_was_cut_off_while_coming_in_is_a_member_all_the_same() {
    invite(CLEO, "rep");
    Claim claim =
        new InvitationClaims(world.db.database())
            .claim(
                new LinkToken(link(CLEO)),
                new Account.Newcomer(
                    new UserId("usr_" + "0".repeat(26)), "Cleo", new PasswordHash("none")),
                world.now());
    assertThat(claim).isInstanceOf(Claim.Yours.class);
    assertThat(ann.get("/api/v1/workspace/members").json().path("items")).hasSize(1);
    world.later = Duration.ofMinutes(1);
    assertThat(world.people.invitations.finishInterrupted().toCompletableFuture().join())
        .isEqualTo(1);
    assertThat(world.people.invitations.finishInterrupted().toCompletableFuture().join()).isZero();
    assertThat(ann.get("/api/v1/workspace/members").json().path("items")).hasSize(2);
    assertThat(state()).isEqualTo("accepted");
  }
}
