package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static com.quotahit.http.workspace.AdministrationUnderTest.impersonation;
import static com.quotahit.http.workspace.AdministrationUnderTest.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("route")
class AdminsActForOthersWithinBoundsTest {

  private static final String BEGIN = "/api/v1/admin/impersonations";
  private static final String END = "/api/v1/admin/impersonations/current";
  private static final String RECORDING = "/api/v1/workspace/recording";
  private static final String TERMS = "{\"recording\":false,\"retentionDays\":30}";

  @TempDir private Path directory;
  private AdministrationUnderTest world;
  private Reply bob;

  @BeforeEach
  void open() {
    world = new AdministrationUnderTest(directory);
    bob = world.register("bob@example.com");
  }

  @AfterEach
  void close() {
    world.close();
  }

  private Reply begin(String token, String user, String more) {
    return world.edge.as(token).post(BEGIN, impersonation(user, more));
  }

  private String acting(String more) {
    Reply begun = begin(world.ada, user(bob), more);
    assertThat(begun.status()).as(begun.text()).isEqualTo(201);
    return token(begun);
  }

  private List<String> actions(String token) {
    List<String> actions = new ArrayList<>();
    for (JsonNode item : world.edge.as(token).get("/api/v1/audit").json().path("items")) {
      actions.add(item.path("action").asText());
    }
    return actions;
  }

  @Test
  void an_admin_is_somebody_else_for_a_while_and_both_are_named() {
    String acting = acting("");
    JsonNode me = world.edge.as(acting).get("/api/v1/me").json();
    assertThat(me.at("/user/email").asText()).isEqualTo("bob@example.com");
    assertThat(me.at("/user/platformAdmin").asBoolean()).isFalse();
    assertThat(me.at("/impersonation/admin/name").asText()).isEqualTo("Ann Rep");
    assertThat(me.at("/impersonation/reason").asText()).isEqualTo("Looking into ticket 4711");
    assertThat(me.at("/impersonation/writable").asBoolean()).isFalse();
    assertThat(me.at("/impersonation/until").asText()).isNotBlank();
    assertThat(world.edge.as(world.ada).get("/api/v1/me").status())
        .as("the secret of before opens nothing any more")
        .isEqualTo(401);
    assertThat(world.edge.as(acting).get("/api/v1/admin/users").status()).isEqualTo(403);
  }

  @Test
  void the_tenant_sees_who_was_there_and_why_and_the_installation_does_too() {
    String acting = acting("");
    String ada = token(world.edge.as(acting).delete(END));
    JsonNode items =
        world.edge.as(token(bob)).get("/api/v1/audit?action=impersonation.").json().path("items");
    assertThat(items.findValuesAsText("action"))
        .containsExactly("impersonation.ended", "impersonation.began");
    JsonNode began = items.get(1);
    assertThat(began.at("/after/reason").asText()).isEqualTo("Looking into ticket 4711");
    assertThat(began.at("/after/mode").asText()).isEqualTo("READ_ONLY");
    assertThat(began.at("/actor/name").asText()).isEqualTo("Ann Rep");
    assertThat(began.path("from").asText()).isEqualTo("127.0.0.1");
    JsonNode platform =
        world.edge.as(ada).get("/api/v1/admin/audit?action=impersonation.").json().path("items");
    assertThat(platform).hasSize(2);
    assertThat(world.edge.as(token(bob)).get("/api/v1/audit/verify").json().path("ok").asBoolean())
        .isTrue();
  }

  @Test
  void the_owner_and_the_one_in_whose_name_it_is_get_a_letter() {
    acting("");
    List<String> letters =
        world
            .people
            .db
            .database()
            .tenants()
            .acrossWorkspaces(handle ->
                handle
                    .createQuery("SELECT payload::text FROM outbox WHERE kind = 'mail.send'")
                    .mapTo(String.class)
                    .list());
    assertThat(letters)
        .filteredOn(letter -> letter.contains("ImpersonationNotice"))
        .singleElement()
        .asString()
        .contains("bob@example.com", "Looking into ticket 4711");
  }

  @Test
  void looking_changes_nothing_and_writing_has_to_be_asked_for() {
    Reply refused = world.edge.as(acting("")).send("PUT", RECORDING, TERMS);
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("impersonation.refused");
  }

  @Test
  void a_change_is_written_down_for_both_before_it_is_made() {
    String acting = acting(",\"writable\":true");
    assertThat(world.edge.as(acting).send("PUT", RECORDING, TERMS).status()).isEqualTo(200);
    assertThat(world.edge.audit().kept())
        .singleElement()
        .satisfies(kept -> {
          assertThat(kept.entry().action()).isEqualTo("impersonation.request");
          assertThat(kept.entry().after()).containsEntry("request", "PUT /workspace/recording");
          assertThat(kept.entry().by().toString()).contains("Impersonator", user(bob));
        });
  }

  @Test
  void only_an_admin_begins_one_and_only_for_somebody_who_is_none() {
    assertThat(begin(token(bob), user(bob), "").status()).isEqualTo(403);
    String ada = world.edge.as(world.ada).get("/api/v1/me").json().at("/user/id").asText();
    Reply self = begin(world.ada, ada, "");
    assertThat(self.status()).isEqualTo(409);
    assertThat(self.code()).isEqualTo("impersonation.of-an-admin");
    assertThat(begin(world.ada, "usr_" + "0".repeat(26), "").status()).isEqualTo(404);
    Reply elsewhere =
        begin(world.ada, user(bob), ",\"workspaceId\":\"wsp_" + "0".repeat(26) + "\"");
    assertThat(elsewhere.status()).isEqualTo(404);
    Reply twice = begin(acting(""), user(bob), "");
    assertThat(twice.status()).isEqualTo(403);
    assertThat(twice.code()).isEqualTo("impersonation.refused");
  }

  @Test
  void a_reason_says_something_and_an_hour_is_the_longest() {
    for (String reason : List.of("short", "aaaaaaaaaaaaaaa", "          .", "x".repeat(501))) {
      String body = "{\"userId\":\"" + user(bob) + "\",\"reason\":\"" + reason + "\"}";
      Reply reply = world.edge.as(world.ada).post(BEGIN, body);
      assertThat(reply.status()).as(reason).isEqualTo(400);
      assertThat(reply.json().at("/errors/0/field").asText()).isEqualTo("reason");
    }
    assertThat(begin(world.ada, user(bob), ",\"minutes\":61").status()).isEqualTo(400);
    assertThat(begin(world.ada, user(bob), ",\"minutes\":60").status()).isEqualTo(201);
  }

  @Test
  void it_runs_out_by_itself_and_the_admin_is_themselves_again() throws Exception {
    String acting = acting(",\"minutes\":5");
    world.people.later = Duration.ofMinutes(5).plusSeconds(1);
    JsonNode me = world.edge.as(acting).get("/api/v1/me").json();
    assertThat(me.at("/user/email").asText()).isEqualTo("ada@example.com");
    assertThat(me.path("impersonation").isMissingNode() || me.path("impersonation").isNull())
        .isTrue();
    List<String> closed = new ArrayList<>();
    world.people.sessions.whenEnded(closed::add);
    assertThat(world.impersonations.expire().toCompletableFuture().get(10, TimeUnit.SECONDS))
        .isEqualTo(1);
    assertThat(closed).isNotEmpty().allMatch(id -> id.startsWith("imp_"));
    assertThat(actions(token(bob))).first().isEqualTo("impersonation.ended");
  }

  @Test
  void it_ends_with_the_admins_sign_out() {
    String acting = acting("");
    assertThat(world.edge.as(acting).post("/api/v1/auth/logout", "").status()).isEqualTo(204);
    assertThat(world.edge.as(acting).get("/api/v1/me").status()).isEqualTo(401);
    assertThat(actions(token(bob))).first().isEqualTo("impersonation.ended");
  }

  @Test
  void it_ends_when_the_admin_is_suspended_or_is_none_any_more() {
    Reply cid = world.register("cid@example.com");
    assertThat(
            world
                .edge
                .as(world.ada)
                .post("/api/v1/admin/users/" + user(cid) + "/grant-admin", "")
                .status())
        .isEqualTo(200);
    String first = token(begin(token(cid), user(bob), ""));
    world.edge.as(world.ada).post("/api/v1/admin/users/" + user(cid) + "/revoke-admin", "");
    assertThat(world.edge.as(first).get("/api/v1/me").json().at("/user/email").asText())
        .isEqualTo("cid@example.com");
    world.edge.as(world.ada).post("/api/v1/admin/users/" + user(cid) + "/grant-admin", "");
    String second = token(begin(first, user(bob), ""));
    world
        .edge
        .as(world.ada)
        .post("/api/v1/admin/users/" + user(cid) + "/suspend", "{\"reason\":\"left us\"}");
    assertThat(world.edge.as(second).get("/api/v1/me").status()).isEqualTo(401);
  }

  @Test
  void a_workspace_may_want_to_be_asked_and_one_consent_opens_one_look() {
    String owner = token(bob);
    world
        .edge
        .as(owner)
        .send("PUT", "/api/v1/workspace/impersonation-terms", "{\"consentRequired\":true}");
    Reply asked = begin(world.ada, user(bob), "");
    assertThat(asked.status()).isEqualTo(409);
    assertThat(asked.code()).isEqualTo("impersonation.consent-needed");
    assertThat(begin(world.ada, user(bob), "").status()).isEqualTo(409);
    JsonNode requests =
        world.edge.as(owner).get("/api/v1/workspace/impersonation-requests").json().path("items");
    assertThat(requests).hasSize(1);
    String path = "/api/v1/workspace/impersonation-requests/" + requests.get(0).path("id").asText();
    assertThat(world.edge.as(owner).post(path, "{\"granted\":true}").status()).isEqualTo(204);
    assertThat(world.edge.as(owner).post(path, "{\"granted\":true}").status()).isEqualTo(404);
    String acting = acting("");
    String ada = token(world.edge.as(acting).delete(END));
    assertThat(begin(ada, user(bob), "").code()).isEqualTo("impersonation.consent-needed");
  }
}
