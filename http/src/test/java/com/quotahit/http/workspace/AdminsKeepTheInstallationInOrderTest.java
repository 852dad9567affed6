package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.login;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static com.quotahit.http.workspace.AdministrationUnderTest.user;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.workspace.Installation;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.FeatureSwitch;
import com.quotahit.core.workspace.InstallationSetting;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.User;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

@Tag("route")
class AdminsKeepTheInstallationInOrderTest {

  private static final String USERS = "/api/v1/admin/users";
  private static final String PASSWORD = "correct horse battery staple 7";

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

  private Reply act(String user, String what, String body) {
    return world.edge.as(world.ada).post(USERS + "/" + user + "/" + what, body);
  }

  private List<String> found(String query) {
    return world.edge.as(world.ada).get(USERS + "?" + query).json().findValuesAsText("email");
  }

  @Test
  void people_are_found_by_name_address_workspace_id_and_status_a_page_at_a_time() {
    world.register("cid@example.org");
    assertThat(found("")).containsExactly("cid@example.org", "bob@example.com", "ada@example.com");
    assertThat(found("query=BOB")).containsExactly("bob@example.com");
    assertThat(found("query=example.org")).containsExactly("cid@example.org");
    assertThat(found("query=north%20wind")).hasSize(3);
    assertThat(found("query=" + user(bob))).containsExactly("bob@example.com");
    assertThat(found("query=%25")).isEmpty();
    act(user(bob), "suspend", "{\"reason\":\"unpaid bills\"}");
    assertThat(found("status=suspended")).containsExactly("bob@example.com");
    assertThat(found("status=active")).containsExactly("cid@example.org", "ada@example.com");
    JsonNode first = world.edge.as(world.ada).get(USERS + "?limit=2").json();
    assertThat(first.path("items")).hasSize(2);
    assertThat(found("limit=2&cursor=" + first.path("nextCursor").asText()))
        .containsExactly("ada@example.com");
    // Base 64 of what no text in a database can hold.
    assertThat(world.edge.as(world.ada).get(USERS + "?cursor=AA").status()).isEqualTo(400);
    JsonNode one = world.edge.as(world.ada).get(USERS + "/" + user(bob)).json();
    assertThat(one.path("suspendedReason").asText()).isEqualTo("unpaid bills");
    assertThat(one.at("/workspaces/0/role").asText()).isEqualTo("owner");
  }

  @Test
  void a_suspended_person_is_out_at_once_on_every_node_and_stays_out() throws Exception {
    LiveSessions elsewhere = world.people.sessionsOfAnotherNode();
    assertThat(elsewhere.find(token(bob)).toCompletableFuture().get(10, TimeUnit.SECONDS))
        .isPresent();
    assertThat(act(user(bob), "suspend", "{\"reason\":\"unpaid bills\"}").status()).isEqualTo(200);
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .untilAsserted(() -> {
          assertThat(world.edge.as(token(bob)).get("/api/v1/me").status()).isEqualTo(401);
          assertThat(elsewhere.find(token(bob)).toCompletableFuture().get(10, TimeUnit.SECONDS))
              .isEmpty();
        });
    Reply again =
        world.edge.asNobody().post("/api/v1/auth/login", login("bob@example.com", PASSWORD));
    assertThat(again.status()).isEqualTo(401);
    assertThat(act(user(bob), "reactivate", "").status()).isEqualTo(200);
    Reply back =
        world.edge.asNobody().post("/api/v1/auth/login", login("bob@example.com", PASSWORD));
    assertThat(world.edge.as(token(back)).get("/api/v1/me").status()).isEqualTo(200);
  }

  @Test
  void the_last_admin_stays_whatever_is_tried() {
    String ada = world.edge.as(world.ada).get("/api/v1/me").json().at("/user/id").asText();
    assertThat(act(ada, "revoke-admin", "").code()).isEqualTo("administration.last-admin");
    assertThat(act(ada, "suspend", "{\"reason\":\"oh no\"}").code())
        .isEqualTo("administration.last-admin");
    act(user(bob), "grant-admin", "");
    act(user(bob), "suspend", "{\"reason\":\"unpaid bills\"}");
    assertThat(act(ada, "revoke-admin", "").code())
        .as("an admin who is suspended cannot act and does not count")
        .isEqualTo("administration.last-admin");
    assertThat(act(user(bob), "grant-admin", "").code()).isEqualTo("administration.not-active");
    act(user(bob), "reactivate", "");
    assertThat(act(ada, "revoke-admin", "").status()).isEqualTo(200);
    assertThat(world.edge.as(world.ada).get(USERS).status()).isEqualTo(403);
  }

  @Test
  void a_new_admin_may_and_a_former_one_may_not_at_once() {
    assertThat(world.edge.as(token(bob)).get(USERS).status()).isEqualTo(403);
    act(user(bob), "grant-admin", "");
    assertThat(world.edge.as(token(bob)).get(USERS).status()).isEqualTo(200);
    act(user(bob), "revoke-admin", "");
    assertThat(world.edge.as(token(bob)).get(USERS).status()).isEqualTo(403);
    assertThat(
            world
                .edge
                .as(world.ada)
                .get("/api/v1/admin/audit?subject=user:" + user(bob))
                .json()
                .findValuesAsText("action"))
        .containsExactly("user.platform-admin-revoked", "user.platform-admin-granted");
  }

  private User journalOf(Reply registered) {
    return world
        .people
        .entities
        .read(
            WorkspaceKinds.USER,
            WorkspaceKinds.user(
                new WorkspaceId(registered.json().at("/workspace/id").asText()),
                new UserId(user(registered))))
        .toCompletableFuture()
        .join()
        .state();
  }

  @Test
  void who_runs_the_installation_is_a_fact_about_the_person_and_is_in_the_journal() {
    assertThat(journalOf(bob)).isInstanceOf(User.Registered.class);
    act(user(bob), "grant-admin", "");
    assertThat(journalOf(bob)).isInstanceOf(User.PlatformAdmin.class);
    act(user(bob), "revoke-admin", "");
    assertThat(journalOf(bob)).isInstanceOf(User.Registered.class);
    assertThat(world.accounts.facts(9)).as("nothing is left to be told").isEmpty();
  }

  @Test
  void a_former_admin_has_lost_the_right_on_the_other_node_too() {
    act(user(bob), "grant-admin", "");
    var elsewhere = world.people.sessionsOfAnotherNode();
    String secret = AccountsUnderTest.token(bob);
    assertThat(elsewhere.find(secret).toCompletableFuture().join().orElseThrow().platformAdmin())
        .isTrue();
    long asked = System.nanoTime();
    act(user(bob), "revoke-admin", "");
    while (elsewhere.find(secret).toCompletableFuture().join().orElseThrow().platformAdmin()) {
      assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(Duration.ofSeconds(1));
    }
  }

  @Test
  void a_switch_turned_on_one_node_is_turned_on_all() throws Exception {
    Installation elsewhere = world.installationOfAnotherNode();
    elsewhere.look().toCompletableFuture().get(10, TimeUnit.SECONDS);
    assertThat(elsewhere.on(FeatureSwitch.REGISTRATION_OPEN)).isTrue();
    Reply turned =
        world
            .edge
            .as(world.ada)
            .send("PUT", "/api/v1/admin/switches/registration-open", "{\"on\":false}");
    assertThat(turned.json().path("on").asBoolean()).isFalse();
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> !elsewhere.on(FeatureSwitch.REGISTRATION_OPEN));
    assertThat(
            world
                .edge
                .as(world.ada)
                .send("PUT", "/api/v1/admin/switches/unknown", "{\"on\":false}")
                .status())
        .isEqualTo(404);
  }

  @Test
  void settings_are_checked_kept_and_written_down() {
    Reply wrong =
        world
            .edge
            .as(world.ada)
            .send(
                "PATCH",
                "/api/v1/admin/settings",
                "{\"values\":{\"impersonation-minutes\":\"61\",\"unheard-of\":\"1\"}}");
    assertThat(wrong.status()).isEqualTo(400);
    assertThat(wrong.json().path("errors").findValuesAsText("field"))
        .containsExactlyInAnyOrder("impersonation-minutes", "values.unheard-of");
    assertThat(
            world
                .edge
                .as(world.ada)
                .send(
                    "PATCH",
                    "/api/v1/admin/settings",
                    "{\"values\":{\"impersonation-minutes\":\" 15 \"}}")
                .status())
        .isEqualTo(200);
    assertThat(world.installation.number(InstallationSetting.IMPERSONATION_MINUTES)).isEqualTo(15);
    JsonNode entry =
        world
            .edge
            .as(world.ada)
            .get("/api/v1/admin/audit?action=installation.set")
            .json()
            .at("/items/0");
    assertThat(entry.at("/after/impersonation-minutes").asText()).isEqualTo("15");
  }

  @Test
  void what_is_switched_off_is_closed_to_everybody() {
    world.edge.switchOff(FeatureSwitch.REGISTRATION_OPEN);
    Reply refused =
        world
            .edge
            .asNobody()
            .post("/api/v1/auth/register", AccountsUnderTest.registration("late@example.com"));
    assertThat(refused.status()).isEqualTo(403);
    assertThat(refused.code()).isEqualTo("installation.switched-off");
  }

  @Test
  void admins_without_a_second_factor_are_none_once_it_is_asked_for() {
    assertThat(world.edge.as(world.ada).get("/api/v1/me").json().path("mustEnrol").asBoolean())
        .isFalse();
    world
        .edge
        .as(world.ada)
        .send("PUT", "/api/v1/admin/switches/admins-need-second-factor", "{\"on\":true}");
    Awaitility.await()
        .atMost(Duration.ofSeconds(1))
        .until(() -> world.edge.as(world.ada).get(USERS).status() == 403);
    assertThat(world.edge.as(world.ada).get("/api/v1/me").json().path("mustEnrol").asBoolean())
        .isTrue();
  }

  @Test
  void the_keys_that_a_suspended_person_made_open_nothing() {
    String key =
        world
            .edge
            .as(token(bob))
            .post("/api/v1/api-keys", "{\"name\":\"Sync\",\"scopes\":[\"members.read\"]}")
            .json()
            .path("key")
            .asText();
    Reply written = world.edge.as(token(bob)).get("/api/v1/audit");
    assertThat(written.json().findValuesAsText("action"))
        .as("that a key was made is written down")
        .contains("api-key.made");
    assertThat(written.text()).as("and the key is not").doesNotContain(key);
    assertThat(world.edge.as(key).get("/api/v1/workspace/members").status()).isEqualTo(200);
    act(user(bob), "suspend", "{\"reason\":\"unpaid bills\"}");
    assertThat(world.edge.as(key).get("/api/v1/workspace/members").status()).isEqualTo(401);
    act(user(bob), "reactivate", "");
    assertThat(world.edge.as(key).get("/api/v1/workspace/members").status()).isEqualTo(200);
  }

  @Test
  void somebody_who_lost_their_second_factor_gets_in_by_password_alone_again() {
    world.edge.as(token(bob)).post("/api/v1/auth/totp", "");
    Reply reset = act(user(bob), "reset-second-factor", "");
    assertThat(reset.status()).as(reset.text()).isEqualTo(200);
    assertThat(reset.json().path("secondFactor").asBoolean()).isFalse();
    assertThat(world.edge.as(token(bob)).get("/api/v1/audit").json().findValuesAsText("action"))
        .contains("user.second-factor-reset");
    assertThat(act("usr_" + "0".repeat(26), "reset-second-factor", "").status()).isEqualTo(404);
  }

  @Test
  void a_deleted_person_is_gone_and_whoever_works_with_them_gets_what_they_own() {
    Reply cid = world.register("cid@example.com");
    WorkspaceId north = new WorkspaceId(bob.json().at("/workspace/id").asText());
    world
        .people
        .people
        .workspaces
        .tell(
            north,
            new WorkspaceCommand.AddMember(new UserId(user(cid)), Role.REP, Optional.empty()),
            new Directive("join", Instant.now().plusSeconds(60), new By.Platform("test"), "test"))
        .toCompletableFuture()
        .join();
    Reply alone = act(user(bob), "delete", "{}");
    assertThat(alone.status()).isEqualTo(409);
    assertThat(alone.code()).isEqualTo("administration.heir-needed");
    String heir = "{\"reassignTo\":\"" + user(cid) + "\"}";
    assertThat(act(user(bob), "delete", heir).status()).isEqualTo(204);
    assertThat(act(user(bob), "delete", heir).status()).isEqualTo(404);
    assertThat(world.edge.as(token(bob)).get("/api/v1/me").status()).isEqualTo(401);
    assertThat(
            world
                .edge
                .asNobody()
                .post("/api/v1/auth/login", login("bob@example.com", PASSWORD))
                .status())
        .isEqualTo(401);
    JsonNode gone = world.edge.as(world.ada).get(USERS + "/" + user(bob)).json();
    assertThat(gone.path("status").asText()).isEqualTo("deleted");
    assertThat(gone.path("name").asText()).isEqualTo("Deleted user");
    assertThat(gone.path("email").asText()).doesNotContain("bob");
    Workspace.Open open =
        world
            .people
            .people
            .workspaces
            .read(north)
            .toCompletableFuture()
            .join()
            .state()
            .opened()
            .orElseThrow();
    assertThat(open.members())
        .singleElement()
        .satisfies(member -> {
          assertThat(member.user().value()).isEqualTo(user(cid));
          assertThat(member.role()).isEqualTo(Role.OWNER);
        });
  }

  @Test
  void an_admin_is_made_an_ordinary_person_before_they_are_deleted() {
    act(user(bob), "grant-admin", "");
    assertThat(act(user(bob), "delete", "{}").code()).isEqualTo("administration.is-admin");
    act(user(bob), "revoke-admin", "");
    assertThat(act(user(bob), "delete", "{}").status())
        .as("alone in their workspace, nobody needs to be named")
        .isEqualTo(204);
    assertThat(found("query=bob")).isEmpty();
  }
}
