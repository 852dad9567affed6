package com.quotahit.http.workspace;

import static com.quotahit.http.workspace.AccountsUnderTest.registration;
import static com.quotahit.http.workspace.AccountsUnderTest.token;
import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.workspace.PeopleProcess;
import com.quotahit.actors.workspace.WorkspaceChanges;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Role;
import com.quotahit.core.workspace.WorkspaceCommand;
import com.quotahit.core.workspace.WorkspaceEvent;
import com.quotahit.http.edge.EdgeUnderTest;
import com.quotahit.http.edge.EdgeUnderTest.Client;
import com.quotahit.http.edge.EdgeUnderTest.Reply;
import com.quotahit.persistence.outbox.MailOutbox;
import com.quotahit.persistence.practice.ContextTable;
import com.quotahit.persistence.workspace.MembershipTable;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The process that hears what happened, asked as it is after a crash: late, and twice. */
@Tag("route")
class WhoeverLeavesLeavesNothingBehindTest {

  private AccountsUnderTest world;
  private Client ann;
  private WorkspaceId home;
  private UserId annId;
  private UserId bobId;
  private ContextTable shelf;
  private PeopleProcess process;

  @BeforeEach
  void open() {
    world = new AccountsUnderTest();
    EdgeUnderTest edge = world.edge;
    Reply ann = edge.asNobody().post("/api/v1/auth/register", registration("ann@example.com"));
    Reply bob = edge.asNobody().post("/api/v1/auth/register", registration("bob@example.com"));
    this.ann = edge.as(token(ann));
    home = new WorkspaceId(ann.json().at("/workspace/id").asText());
    annId = new UserId(ann.json().at("/user/id").asText());
    bobId = new UserId(bob.json().at("/user/id").asText());
    shelf = new ContextTable(world.db.database().tenants());
    process =
        new PeopleProcess(
            world.entities,
            new MembershipTable(world.db.database()),
            List.of(shelf),
            world.sessions,
            new WorkspaceChanges(world.notices),
            new MailOutbox(world.db.database(), world::now),
            EdgeUnderTest.BLOCKING,
            world::now);
    comes("first");
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** Bob does. */
  private void bringsADocument() {
    world
        .db
        .database()
        .tenants()
        .useWorkspace(
            home,
            handle ->
                handle.execute(
                    """
                    INSERT INTO practice_context
                      (workspace_id, id, owner_id, kind, title, words, added_at)
                    VALUES (?, 'doc_1', ?, 'website', 'Us', 'We sell.', now())
                    """,
                    home.value(),
                    bobId.value()));
  }

  private void comes(String command) {
    tells(new WorkspaceCommand.AddMember(bobId, Role.REP, Optional.empty()), command);
  }

  private void tells(WorkspaceCommand what, String command) {
    world
        .people
        .workspaces
        .tell(
            home,
            what,
            new Directive(command, world.now().plusSeconds(9), new By.Person(annId), command))
        .toCompletableFuture()
        .join();
  }

  private void hears(long revision, WorkspaceEvent event) {
    hears(revision, event, new By.Person(annId));
  }

  private void hears(long revision, WorkspaceEvent event, By by) {
    process
        .hear(
            WorkspaceKinds.workspace(home),
            revision,
            new Recorded<>(event, world.now(), by, "c", "c", 0))
        .toCompletableFuture()
        .join();
  }

  private void leaves() {
    Reply gone = ann.delete("/api/v1/workspace/members/" + bobId + "?reassignTo=" + annId);
    assertThat(gone.status()).isEqualTo(204);
  }

  @Test
  void what_they_owned_is_handed_over_once_and_they_are_told_once() {
    bringsADocument();
    leaves();
    for (int i = 0; i < 2; i++) {
      hears(4, new WorkspaceEvent.RecordsHandedOver(bobId, annId));
      hears(5, new WorkspaceEvent.MemberRemoved(bobId));
    }
    assertThat(shelf.count(home, bobId)).isZero();
    assertThat(shelf.count(home, annId)).isEqualTo(1);
    assertThat(world.letters("bob@example.com", "MemberRemoved")).hasSize(1);
  }

  @Test
  void whoever_has_come_back_since_keeps_what_is_theirs() {
    bringsADocument();
    leaves();
    comes("second");
    hears(4, new WorkspaceEvent.RecordsHandedOver(bobId, annId));
    hears(5, new WorkspaceEvent.MemberRemoved(bobId));
    assertThat(shelf.count(home, bobId)).isEqualTo(1);
    assertThat(world.letters("bob@example.com", "MemberRemoved")).isEmpty();
  }

  /** Whose it would be was asked before there was anything, so that nobody was named. */
  private void leavesWithNothingAndBringsADocumentOnTheWayOut() {
    assertThat(ann.delete("/api/v1/workspace/members/" + bobId).status()).isEqualTo(204);
    bringsADocument();
  }

  @Test
  void what_they_made_after_it_was_counted_belongs_to_whoever_let_them_go() {
    leavesWithNothingAndBringsADocumentOnTheWayOut();
    for (int i = 0; i < 2; i++) {
      hears(4, new WorkspaceEvent.MemberRemoved(bobId));
    }
    assertThat(shelf.count(home, bobId)).isZero();
    assertThat(shelf.count(home, annId)).isEqualTo(1);
  }

  @Test
  void where_nobody_of_the_workspace_let_them_go_an_owner_gets_it() {
    leavesWithNothingAndBringsADocumentOnTheWayOut();
    hears(4, new WorkspaceEvent.MemberRemoved(bobId), new By.Platform("directory"));
    assertThat(shelf.count(home, annId)).isEqualTo(1);
  }

  @Test
  void what_they_made_before_the_workspace_went_into_the_bin_has_an_owner_when_it_comes_back() {
    leavesWithNothingAndBringsADocumentOnTheWayOut();
    tells(new WorkspaceCommand.Discard("North Wind", world.now().plusSeconds(60)), "bin");
    hears(4, new WorkspaceEvent.MemberRemoved(bobId));
    assertThat(shelf.count(home, annId)).isEqualTo(1);
  }
}
