package com.quotahit.http.practice;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.workspace.Authority;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Placement;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.TeamId;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Sales is made of Inside and Outside; Mia leads Sales, Rob and Ida work inside, Uma elsewhere. */
@Tag("route")
class ManagersSeeTheirTeamsPracticeTest {

  private static final String SESSIONS = "/api/v1/practice/sessions";
  private static final TeamId SALES = new TeamId("tm_" + "0".repeat(25) + "1");
  private static final TeamId INSIDE = new TeamId("tm_" + "0".repeat(25) + "2");
  private static final TeamId SUPPORT = new TeamId("tm_" + "0".repeat(25) + "3");

  @TempDir Path directory;

  private PracticeUnderTest world;
  private EdgeUnderTest edge;
  private String mia;
  private String rob;
  private String uma;
  private String robs;
  private String umas;

  @BeforeEach
  void open() throws Exception {
    world = new PracticeUnderTest(directory);
    edge = world.edge();
    String owner = edge.signedIn(EdgeUnderTest.NORTH, Role.OWNER);
    mia = edge.signedIn(EdgeUnderTest.NORTH, Role.MANAGER);
    rob = edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    uma = edge.signedIn(EdgeUnderTest.NORTH, Role.REP);
    tell(new WorkspaceCommand.Create("North", user(owner)));
    tell(new WorkspaceCommand.MakeTeam(SALES, "Sales", Optional.empty()));
    tell(new WorkspaceCommand.MakeTeam(INSIDE, "Inside", Optional.of(SALES)));
    tell(new WorkspaceCommand.MakeTeam(SUPPORT, "Support", Optional.empty()));
    tell(new WorkspaceCommand.AddMember(user(mia), Role.MANAGER, Optional.of(SALES)));
    tell(new WorkspaceCommand.AddMember(user(rob), Role.REP, Optional.of(INSIDE)));
    tell(new WorkspaceCommand.AddMember(user(uma), Role.REP, Optional.of(SUPPORT)));
    robs = world.scoredSession(edge.as(rob), EdgeUnderTest.NORTH);
    umas = world.scoredSession(edge.as(uma), EdgeUnderTest.NORTH);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private UserId user(String token) {
    return edge.principal(token).user();
  }

  private void tell(WorkspaceCommand command) {
    world
        .entities
        .execute(
            WorkspaceKinds.WORKSPACE,
            WorkspaceKinds.workspace(EdgeUnderTest.NORTH),
            command,
            new Directive(
                UUID.randomUUID().toString(),
                Instant.now().plusSeconds(10),
                new By.Platform("test"),
                "test"))
        .toCompletableFuture()
        .join();
  }

  @Test
  void in_lists_details_recordings_and_trends() {
    Client manager = edge.as(mia);
    assertThat(manager.get(SESSIONS).text()).doesNotContain(robs, umas);
    assertThat(manager.get(SESSIONS + "?scope=team").text()).contains(robs).doesNotContain(umas);
    assertThat(manager.get(SESSIONS + "/" + robs).status()).isEqualTo(200);
    assertThat(manager.get(SESSIONS + "/" + robs + "/audio").status()).isEqualTo(200);
    assertThat(manager.get(SESSIONS + "/" + umas).status()).isEqualTo(404);
    assertThat(manager.get(SESSIONS + "/" + umas + "/audio").status()).isEqualTo(404);
    assertThat(manager.get(SESSIONS + "?scope=team&learnerId=" + user(uma)).json().path("items"))
        .isEmpty();
    assertThat(manager.get("/api/v1/practice/trends?learnerId=" + user(rob)).status())
        .isEqualTo(200);
    assertThat(manager.get("/api/v1/practice/trends?learnerId=" + user(uma)).status())
        .isEqualTo(404);
  }

  @Test
  void and_nobody_beyond_their_reach() {
    assertThat(edge.as(mia).get(SESSIONS + "?scope=workspace").status()).isEqualTo(403);
    assertThat(edge.as(rob).get(SESSIONS + "?scope=team").status()).isEqualTo(403);
    assertThat(edge.as(rob).get(SESSIONS).text()).contains(robs).doesNotContain(umas);
    Client admin = edge.as(edge.signedIn(EdgeUnderTest.NORTH, Role.ADMIN));
    assertThat(admin.get(SESSIONS + "?scope=workspace").text()).contains(robs, umas);
    Client key = edge.as(edge.key(EdgeUnderTest.NORTH, Permission.PRACTICE_READ));
    assertThat(key.get(SESSIONS).text()).contains(robs, umas);
    Client foreign = edge.as(edge.signedIn(EdgeUnderTest.SOUTH, Role.OWNER));
    assertThat(foreign.get(SESSIONS + "?scope=workspace").text()).doesNotContain(robs, umas);
  }

  @Test
  void looking_is_not_acting() {
    assertThat(edge.as(mia).post(SESSIONS + "/" + robs + "/end", "").status()).isEqualTo(404);
    assertThat(edge.as(mia).delete(SESSIONS + "/" + robs).status()).isEqualTo(404);
  }

  @Test
  void whoever_moves_to_another_team_is_seen_by_its_manager() {
    tell(
        new WorkspaceCommand.ChangeMember(
            new Authority.Platform(),
            user(uma),
            Optional.empty(),
            Optional.of(Placement.in(INSIDE))));
    assertThat(edge.as(mia).get(SESSIONS + "/" + umas).status()).isEqualTo(200);
    tell(
        new WorkspaceCommand.ChangeMember(
            new Authority.Platform(), user(mia), Optional.empty(), Optional.of(Placement.NOWHERE)));
    assertThat(edge.as(mia).get(SESSIONS + "/" + umas).status()).isEqualTo(404);
  }
}
