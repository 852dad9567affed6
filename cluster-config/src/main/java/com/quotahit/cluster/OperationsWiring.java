package com.quotahit.cluster;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.DueWork;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.voice.RecordingRetention;
import com.quotahit.actors.workspace.Accounts;
import com.quotahit.actors.workspace.Bin;
import com.quotahit.actors.workspace.LiveSessions;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.actors.workspace.Workspaces;
import com.quotahit.core.voice.RecordingStorePort;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.http.operations.ClusterNode;
import com.quotahit.http.operations.Management;
import com.quotahit.http.operations.ManagementSettings;
import com.quotahit.http.operations.Metrics;
import com.quotahit.http.operations.Readiness;
import com.quotahit.http.operations.Repair;
import com.quotahit.persistence.database.Database;
import com.quotahit.persistence.journal.DeadLetters;
import com.quotahit.persistence.outbox.OutboxTable;
import com.quotahit.persistence.practice.PracticeQueries;
import com.quotahit.persistence.voice.TicketTable;
import com.quotahit.persistence.workspace.BinTable;
import com.quotahit.persistence.workspace.IdempotencyTable;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;
import org.apache.pekko.Done;
import org.apache.pekko.actor.CoordinatedShutdown;
import org.apache.pekko.actor.typed.ActorRef;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.Props;
import org.apache.pekko.actor.typed.javadsl.AskPattern;
import org.apache.pekko.http.javadsl.ServerBinding;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Builds what operators use: health, members, drain, metrics, and the node's own housekeeping. */
record OperationsWiring(Readiness readiness, Management management) {

  private static final Logger LOG = LoggerFactory.getLogger(OperationsWiring.class);
  private static final Duration KEPT = Duration.ofDays(8);
  private static final Duration OFTEN = Duration.ofSeconds(30);
  private static final Duration SELDOM = Duration.ofMinutes(10);
  private static final Duration RARELY = Duration.ofHours(1);

  /** Within the phase of the shutdown in which it happens. */
  private static final Duration LEAVE = Duration.ofSeconds(4);

  static OperationsWiring of(Foundation base) {
    ManagementSettings settings = ManagementSettings.from(base.config());
    ClusterNode node = new ClusterNode(base.system());
    Readiness readiness =
        new Readiness(List.of(node.isMember(), database(base)), settings.checkMax());
    node.sayNotReadyFirst(readiness, settings.unreadyFirst());
    Metrics.bindProcess(base.meters());
    Management management =
        new Management(
            new Management.Parts(
                base.system(),
                settings,
                readiness,
                node::members,
                node::drain,
                new Repair(
                    new DeadLetters(base.database(), base.projections(), base.processes()),
                    new OutboxTable(base.database()),
                    base.blocking()),
                base.meters()));
    return new OperationsWiring(readiness, management);
  }

  /** Answers from the first moment: "not ready" until {@link Readiness#started}. */
  CompletionStage<ServerBinding> open() {
    return management.open();
  }

  private static Readiness.Check database(Foundation base) {
    return new Readiness.Check(
        "database",
        () ->
            base.blocking()
                .run(
                    "database",
                    () ->
                        base.database()
                            .jdbi()
                            .withHandle(handle ->
                                handle.createQuery("SELECT true").mapTo(Boolean.class).one())));
  }

  /**
   * Finishes what was interrupted and forgets what has run out; harmless on several nodes at once.
   */
  static void housekeeping(Foundation base, Accounts accounts, LiveSessions sessions) {
    IdempotencyTable answers = new IdempotencyTable(base.database());
    every(base, OFTEN, "registrations", accounts::finishInterrupted);
    every(base, SELDOM, "sessions", sessions::forgetExpired);
    every(base, SELDOM, "attempts", accounts::forgetAttempts);
    every(
        base,
        SELDOM,
        "answers",
        () -> base.blocking().run("database", () -> answers.forgetOlderThan(KEPT)));
    TicketTable tickets = new TicketTable(base.database().tenants());
    every(base, SELDOM, "tickets", () -> base.blocking().run("database", tickets::forgetExpired));
  }

  /** Deletes what is older than its workspace wants it, and what somebody deleted. */
  static void retention(Foundation base, Entities entities, RecordingStorePort recordings) {
    every(
        base,
        RARELY,
        "recordings",
        retention(base.database(), entities, recordings, base.blocking(), base.clock())::purge);
  }

  static RecordingRetention retention(
      Database database,
      Entities entities,
      RecordingStorePort recordings,
      Blocking blocking,
      InstantSource clock) {
    return new RecordingRetention(
        recordings,
        workspace ->
            entities
                .read(WorkspaceKinds.WORKSPACE, WorkspaceKinds.workspace(workspace))
                .thenApply(found -> kept(found.state())),
        new PracticeQueries(database.tenants())::deletedBefore,
        blocking,
        clock);
  }

  /** Each node deletes what it holds of a workspace that is gone, whoever emptied it. */
  private static Duration kept(Workspace workspace) {
    return workspace instanceof Workspace.Emptied
        ? Duration.ZERO
        : Duration.ofDays(workspace.recordingTerms().retentionDays());
  }

  /** Empties the bin: what was deleted and can be brought back no more. */
  static void bin(Foundation base, Workspaces workspaces, RecordingStorePort recordings) {
    every(
        base,
        SELDOM,
        "bin",
        bin(base.database(), workspaces, recordings, base.blocking(), base.clock())::empty);
  }

  static Bin bin(
      Database database,
      Workspaces workspaces,
      RecordingStorePort recordings,
      Blocking blocking,
      InstantSource clock) {
    return new Bin(
        new BinTable(database),
        workspaces,
        List.of(workspace -> recordings.deleteBefore(workspace, Instant.MAX)),
        blocking,
        clock);
  }

  /** Sees to what comes due until this node leaves, and then what is under way to its end. */
  static void startWork(Foundation base, String name, Behavior<DueWork.Message> work) {
    leaves(
        base,
        name,
        base.system().systemActorOf(work, name, Props.empty()),
        DueWork.Message.Leave::new);
  }

  /** While entities and the database are still there. */
  static <M> void leaves(
      Foundation base, String name, ActorRef<M> running, Function<ActorRef<Done>, M> leave) {
    CoordinatedShutdown.get(base.system())
        .addTask(
            CoordinatedShutdown.PhaseServiceStop(),
            "leave-" + name,
            () ->
                AskPattern.<M, Done>ask(running, leave::apply, LEAVE, base.system().scheduler())
                    .exceptionally(_ -> Done.getInstance()));
  }

  /** Does it again and again for as long as this node serves. */
  static void every(
      Foundation base,
      Duration interval,
      String what,
      java.util.function.Supplier<CompletionStage<Integer>> work) {
    var timer =
        base.system()
            .scheduler()
            .scheduleWithFixedDelay(
                interval, interval, () -> once(what, work), base.system().executionContext());
    CoordinatedShutdown.get(base.system())
        .addTask(
            CoordinatedShutdown.PhaseServiceStop(),
            "stop-" + what,
            () -> {
              timer.cancel();
              return java.util.concurrent.CompletableFuture.completedFuture(Done.getInstance());
            });
  }

  private static void once(
      String what, java.util.function.Supplier<CompletionStage<Integer>> work) {
    work.get()
        .whenComplete((count, failure) -> {
          if (failure != null) {
            LOG.atWarn()
                .addKeyValue("what", what)
                .addKeyValue("cause", failure.getClass().getName())
                .log("housekeeping failed, is tried again");
          } else if (count > 0) {
            LOG.atInfo().addKeyValue("what", what).addKeyValue("count", count).log("housekeeping");
          }
        });
  }
}
