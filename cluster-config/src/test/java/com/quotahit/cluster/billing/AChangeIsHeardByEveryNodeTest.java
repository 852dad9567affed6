package com.quotahit.cluster.billing;

import static org.assertj.core.api.Assertions.assertThat;

import com.quotahit.actors.billing.BillingKind;
import com.quotahit.actors.billing.BillingSettings;
import com.quotahit.actors.billing.LiveEntitlements;
import com.quotahit.actors.billing.LivePlans;
import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.BlockingLimit;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.EntitySettings;
import com.quotahit.actors.engine.ShardedEntities;
import com.quotahit.actors.workspace.ClusterNotices;
import com.quotahit.cluster.LocalMember;
import com.quotahit.core.billing.BillingCommand;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.PlanModule;
import com.quotahit.persistence.billing.BillingJournal;
import com.quotahit.persistence.billing.PlanTable;
import com.quotahit.persistence.database.TestDatabase;
import com.typesafe.config.Config;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.pekko.actor.typed.ActorSystem;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Two nodes of one cluster in this process, each with entitlements in its own memory. */
@Tag("weather")
class AChangeIsHeardByEveryNodeTest {

  private static final WorkspaceId NORTH = new WorkspaceId("wsp_" + "0".repeat(25) + "1");
  private static final UserId ANN = new UserId("usr_" + "0".repeat(25) + "3");
  private static final Duration HEARD_WITHIN = Duration.ofSeconds(1);
  private static final int ASKED = 200_000;
  private static final long NANOS_MOST = 5_000;

  /** One node: as much of it as answers what a workspace may use. */
  private static final class Node implements AutoCloseable {
    final LocalMember member;
    final ShardedEntities entities;
    final LiveEntitlements entitlements;

    Node(TestDatabase db) throws Exception {
      member = LocalMember.join(db.database(), BillingJournal.NAMES, "");
      ActorSystem<Void> system = member.system();
      Config config = member.config();
      InstantSource clock = InstantSource.system();
      entities =
          new ShardedEntities(
              system, clock, EntitySettings.from(config), List.of(BillingKind.BILLING));
      Blocking blocking = new Blocking(BlockingLimit.from(config));
      ClusterNotices notices = new ClusterNotices(system);
      LivePlans plans = new LivePlans(new PlanTable(db.database()), blocking, notices, clock);
      entitlements =
          new LiveEntitlements(entities, plans, notices, clock, BillingSettings.from(config));
    }

    boolean open(PlanModule module) {
      return entitlements
          .of(NORTH, ANN)
          .toCompletableFuture()
          .orTimeout(20, TimeUnit.SECONDS)
          .join()
          .usable()
          .contains(module);
    }

    void tell(String name, BillingCommand command) {
      entities
          .execute(
              BillingKind.BILLING,
              BillingKind.of(NORTH),
              command,
              new Directive(name, Instant.now().plusSeconds(20), new By.Platform("test"), "cor"))
          .toCompletableFuture()
          .join();
      entitlements.changed(NORTH);
    }

    @Override
    public void close() throws Exception {
      member.close();
    }
  }

  @Test
  void what_one_node_opens_the_other_has_open_within_a_second_and_answers_from_memory()
      throws Exception {
    TestDatabase db = TestDatabase.fresh(20);
    try (Node one = new Node(db);
        Node other = new Node(db)) {
      await("two members", () -> one.member.up() == 2 && other.member.up() == 2);
      assertThat(one.open(PlanModule.READINESS)).isFalse();
      assertThat(other.open(PlanModule.READINESS)).isFalse();
      hearsNotices(one, other);
      Duration slowest = Duration.ZERO;
      for (int i = 0; i < 10; i++) {
        boolean give = i % 2 == 0;
        one.tell(
            "change-" + i,
            give
                ? new BillingCommand.Give(PlanModule.PRACTICE, Optional.empty())
                : new BillingCommand.TakeBack(PlanModule.PRACTICE));
        long begun = System.nanoTime();
        await("heard", () -> other.open(PlanModule.READINESS) == give);
        Duration took = Duration.ofNanos(System.nanoTime() - begun);
        slowest = took.compareTo(slowest) > 0 ? took : slowest;
        assertThat(one.open(PlanModule.READINESS)).isEqualTo(give);
      }
      System.out.println("heard by the other node within " + slowest.toMillis() + " ms");
      assertThat(slowest).isLessThanOrEqualTo(HEARD_WITHIN);
      answersFromMemory(other);
    } finally {
      db.close();
    }
  }

  /**
   * A topic's subscription takes a moment to spread; a notice before that is lost, as notices may
   * be.
   */
  private static void hearsNotices(Node one, Node other) {
    for (boolean give : new boolean[] {true, false}) {
      one.tell(
          "before-" + give,
          give
              ? new BillingCommand.Give(PlanModule.PRACTICE, Optional.empty())
              : new BillingCommand.TakeBack(PlanModule.PRACTICE));
      await(
          "notices go from node to node",
          () -> {
            one.entitlements.changed(NORTH);
            return other.open(PlanModule.READINESS) == give;
          });
    }
  }

  private static void answersFromMemory(Node node) {
    for (int i = 0; i < ASKED; i++) {
      node.open(PlanModule.PRACTICE);
    }
    long begun = System.nanoTime();
    for (int i = 0; i < ASKED; i++) {
      node.entitlements.of(NORTH, ANN);
    }
    long each = (System.nanoTime() - begun) / ASKED;
    System.out.println("what a workspace may use is answered in " + each + " ns");
    assertThat(each).isLessThan(NANOS_MOST);
  }

  private static void await(String what, java.util.function.BooleanSupplier holds) {
    long until = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!holds.getAsBoolean()) {
      if (System.nanoTime() > until) {
        throw new AssertionError("never " + what);
      }
      LockSupport.parkNanos(1_000_000);
    }
  }
}
