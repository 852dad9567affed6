package com.quotahit.cluster.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.billing.BillingKind;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.EntitySettings;
import com.quotahit.actors.engine.Reply;
import com.quotahit.actors.engine.ShardedEntities;
import com.quotahit.cluster.LocalMember;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.BillingCommand;
import com.quotahit.core.billing.BillingRejection;
import com.quotahit.core.billing.Held;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.persistence.billing.BillingJournal;
import com.quotahit.persistence.database.TestDatabase;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The billing entity as a node runs it, on a journal in a real PostgreSQL. */
@Tag("store")
class OneOfFiftyGetsTheSeatTest {

  private static final int MANY = 50;
  private static final WorkspaceId NORTH = new WorkspaceId("wsp_" + "0".repeat(25) + "1");
  private static final WorkspaceId SOUTH = new WorkspaceId("wsp_" + "0".repeat(25) + "2");

  private static TestDatabase db;
  private static LocalMember member;
  private static ShardedEntities entities;

  @BeforeAll
  static void open() throws Exception {
    db = TestDatabase.fresh(12);
    member = LocalMember.join(db.database(), BillingJournal.NAMES, "");
    entities =
        new ShardedEntities(
            member.system(),
            InstantSource.system(),
            EntitySettings.from(member.config()),
            List.of(BillingKind.BILLING));
  }

  @AfterAll
  static void close() throws Exception {
    member.close();
    db.close();
  }

  private static CompletableFuture<Reply<Billing, BillingRejection>> tell(
      WorkspaceId workspace, String name, BillingCommand command) {
    return entities
        .execute(
            BillingKind.BILLING,
            BillingKind.of(workspace),
            command,
            new Directive(name, Instant.now().plusSeconds(30), new By.Platform("test"), "cor"))
        .toCompletableFuture();
  }

  private static List<Reply<Billing, BillingRejection>> atOnce(
      WorkspaceId workspace, IntFunction<BillingCommand> command) {
    return IntStream.range(0, MANY)
        .mapToObj(i -> tell(workspace, "at-once-" + i, command.apply(i)))
        .toList()
        .stream()
        .map(CompletableFuture::join)
        .toList();
  }

  private static Billing now(WorkspaceId workspace) {
    return entities
        .read(BillingKind.BILLING, BillingKind.of(workspace))
        .toCompletableFuture()
        .join()
        .state();
  }

  @Test
  void fifty_people_want_the_last_seat() {
    tell(
            NORTH,
            "bought",
            new BillingCommand.Observe(
                new Held(
                    "sub_1",
                    Held.Status.ACTIVE,
                    Map.of(PlanModule.PRACTICE, 1),
                    Optional.empty(),
                    Instant.now().plusSeconds(1000),
                    false,
                    Optional.empty())))
        .join();
    List<Reply<Billing, BillingRejection>> all =
        atOnce(
            NORTH, i -> new BillingCommand.SeatOne(new UserId("usr_" + String.format("%026d", i))));
    assertThat(all).filteredOn(reply -> reply instanceof Reply.Done).hasSize(1);
    assertThat(all)
        .filteredOn(reply -> reply.equals(new Reply.Refused<>(new BillingRejection.NoSeatLeft(1))))
        .hasSize(MANY - 1);
    assertThat(now(NORTH).open().seated()).hasSize(1);
  }

  @Test
  void fifty_want_the_one_trial() {
    List<Reply<Billing, BillingRejection>> all =
        atOnce(SOUTH, _ -> new BillingCommand.StartTrial(PlanModule.COACH, 14));
    assertThat(all).filteredOn(reply -> reply instanceof Reply.Done).hasSize(1);
    assertThat(now(SOUTH).open().trials()).hasSize(1);
  }
}
