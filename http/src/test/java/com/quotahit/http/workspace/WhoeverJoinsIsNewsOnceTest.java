package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.workspace.JoinNewsProcess;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.News;
import com.quotahit.core.workspace.NotifyPort;
import com.quotahit.core.workspace.Permission;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.persistence.workspace.MembershipTable;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("route")
class WhoeverJoinsIsNewsOnceTest {

  private final NewsHeard heard = new NewsHeard(new ArrayList<>());
  private AccountsUnderTest world;
  private JoinNewsProcess process;
  private WorkspaceId home;
  private UserId ann;

  @BeforeEach
  void open() {
    world = new AccountsUnderTest();
    Reply in = world.edge.asNobody().post("/api/v1/auth/register", registration("ann@example.com"));
    home = new WorkspaceId(in.json().at("/workspace/id").asText());
    ann = new UserId(in.json().at("/user/id").asText());
    process =
        new JoinNewsProcess(
            new MembershipTable(world.db.database()), heard, EdgeUnderTest.BLOCKING, world::now);
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void hears(long revision, WorkspaceEvent event, Instant at) {
    process
        .hear(
            WorkspaceKinds.workspace(home),
            revision,
            new Recorded<>(event, at, new By.Person(ann), "c", "c", 0))
        .toCompletableFuture()
        .join();
  }

  @Test
  void those_who_look_after_members_hear_of_somebody_new_and_whoever_joins_does_not() {
    hears(2, new WorkspaceEvent.MemberJoined(ann, Role.COMPLIANCE_REVIEWER), world.now());
    hears(2, new WorkspaceEvent.MemberJoined(ann, Role.COMPLIANCE_REVIEWER), world.now());
    assertThat(heard.heard())
        .containsExactly(new News.InvitationAccepted("Ann Rep", "compliance reviewer"));
    assertThat(heard.audiences())
        .containsExactly(new NotifyPort.Audience.OthersHolding(ann, Permission.MEMBERS_MANAGE));
  }

  @Test
  void coming_back_after_leaving_is_news_again() {
    hears(2, new WorkspaceEvent.MemberJoined(ann, Role.REP), world.now());
    hears(9, new WorkspaceEvent.MemberJoined(ann, Role.REP), world.now());
    assertThat(heard.heard()).hasSize(2);
  }

  @Test
  void what_happened_before_yesterday_or_is_something_else_is_no_news() {
    hears(
        2, new WorkspaceEvent.MemberJoined(ann, Role.REP), world.now().minus(Duration.ofHours(25)));
    hears(3, new WorkspaceEvent.Renamed("South"), world.now());
    assertThat(heard.heard()).isEmpty();
  }
}
