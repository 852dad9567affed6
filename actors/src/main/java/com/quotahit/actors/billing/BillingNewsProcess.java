package com.quotahit.actors.billing;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.workspace.WorkspaceKinds;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.BillingCommand;
import com.quotahit.core.billing.BillingEvent;
import com.quotahit.core.billing.BillingNewsPort;
import com.quotahit.core.billing.BillingNewsPort.News;
import com.quotahit.core.billing.EndingsPort;
import com.quotahit.core.billing.Held;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.Recorded;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.Workspace;
import com.quotahit.core.workspace.WorkspaceEvent;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.function.Function;

/**
 * Does what follows from facts about billing: tells those who pay, gives new seats to those who
 * work there, and makes good a notice between nodes that was lost with its node.
 */
public final class BillingNewsProcess {

  private static final By SEATING = new By.Platform("billing-seats");
  private static final Duration WITHIN = Duration.ofSeconds(10);

  private final Entities entities;
  private final LiveEntitlements entitlements;
  private final BillingNewsPort news;
  private final Function<WorkspaceId, CompletionStage<List<UserId>>> members;
  private final EndingsPort endings;
  private final Blocking blocking;
  private final InstantSource clock;

  /**
   * @param members those who work in a workspace, owners first
   */
  public BillingNewsProcess(
      Entities entities,
      LiveEntitlements entitlements,
      BillingNewsPort news,
      Function<WorkspaceId, CompletionStage<List<UserId>>> members,
      EndingsPort endings,
      Blocking blocking,
      InstantSource clock) {
    this.entities = entities;
    this.entitlements = entitlements;
    this.news = news;
    this.members = members;
    this.endings = endings;
    this.blocking = blocking;
    this.clock = clock;
  }

  public CompletionStage<WorkspaceId> hear(
      EntityId entity, long revision, Recorded<BillingEvent> recorded) {
    WorkspaceId workspace = entity.workspace();
    entitlements.changed(workspace);
    String once = "billing/" + revision;
    return switch (recorded.event()) {
      case BillingEvent.SubscriptionObserved _ ->
          seat(workspace, once).thenCompose(_ -> endWhatNobodyUses(workspace));
      case BillingEvent.PaymentFailed(String _, var amount, var openUntil) ->
          told(workspace, new News.PaymentFailed(amount, openUntil), once);
      case BillingEvent.PaymentRecovered _ -> told(workspace, new News.PaymentRecovered(), once);
      case BillingEvent.SubscriptionEnded(String _, var modules) ->
          told(workspace, new News.AccessEnded(modules), once);
      case BillingEvent.GraceEnded(String _, var modules) ->
          told(workspace, new News.AccessEnded(modules), once);
      case BillingEvent.TrialEnding(var module, var until, int _) ->
          told(workspace, new News.TrialEnding(module, until), once);
      case BillingEvent.SeatAssigned(UserId user) ->
          told(workspace, new News.SeatGiven(user), once);
      case BillingEvent.SeatReleased(UserId user) ->
          told(workspace, new News.SeatTaken(user), once);
      case BillingEvent.TrialEnded(var module) ->
          told(workspace, new News.TrialEnded(module), once);
      case BillingEvent.CustomerLinked _,
          BillingEvent.TrialStarted _,
          BillingEvent.ModuleGiven _,
          BillingEvent.ModuleTakenBack _,
          BillingEvent.ZoneSet _ ->
          CompletableFuture.completedStage(workspace);
    };
  }

  /**
   * Something happened to the workspace itself. What one that is deleted has bought ends with what
   * is paid; one that is brought back is told.
   */
  public CompletionStage<WorkspaceId> workspaceChanged(
      WorkspaceId workspace, long revision, WorkspaceEvent event) {
    String once = "people/" + revision;
    return peopleChanged(workspace, once)
        .thenCompose(_ ->
            switch (event) {
              case WorkspaceEvent.Discarded _ -> endWhatNobodyUses(workspace);
              case WorkspaceEvent.Restored _ -> notRestored(workspace, once);
              case WorkspaceEvent.Created _,
                  WorkspaceEvent.Renamed _,
                  WorkspaceEvent.MemberJoined _,
                  WorkspaceEvent.RoleChanged _,
                  WorkspaceEvent.MemberPlaced _,
                  WorkspaceEvent.RecordsHandedOver _,
                  WorkspaceEvent.MemberRemoved _,
                  WorkspaceEvent.TeamMade _,
                  WorkspaceEvent.TeamRenamed _,
                  WorkspaceEvent.TeamMoved _,
                  WorkspaceEvent.TeamRemoved _,
                  WorkspaceEvent.RecordingSet _,
                  WorkspaceEvent.Emptied _ ->
                  CompletableFuture.completedStage(workspace);
            });
  }

  /** Brought back meanwhile it goes on paying; nothing is ended then. */
  private CompletionStage<WorkspaceId> endWhatNobodyUses(WorkspaceId workspace) {
    return entities
        .read(WorkspaceKinds.WORKSPACE, WorkspaceKinds.workspace(workspace))
        .thenCompose(place ->
            place.state() instanceof Workspace.Discarded(Workspace.Open _, Instant until)
                ? entities
                    .read(BillingKind.BILLING, BillingKind.of(workspace))
                    .thenCompose(has -> end(workspace, has.state().open(), until))
                : CompletableFuture.completedStage(workspace));
  }

  private CompletionStage<WorkspaceId> end(
      WorkspaceId workspace, Billing.Open open, Instant until) {
    List<Held> goingOn = open.living().stream().filter(held -> !held.ending()).toList();
    return open.customer().isEmpty() || goingOn.isEmpty()
        ? CompletableFuture.completedStage(workspace)
        : blocking.run(
            "database",
            () -> {
              goingOn.forEach(
                  held -> endings.plan(workspace, open.customer().get(), held.id(), until));
              return workspace;
            });
  }

  /** What ends can be let go on; what is over has to be bought anew. */
  private CompletionStage<WorkspaceId> notRestored(WorkspaceId workspace, String once) {
    return entities
        .read(BillingKind.BILLING, BillingKind.of(workspace))
        .thenCompose(has -> {
          Billing.Open open = has.state().open();
          boolean goesOn = open.living().stream().anyMatch(held -> !held.ending());
          Optional<Instant> paidUntil = open.living().stream().map(Held::periodEnd).findFirst();
          return open.held().isEmpty() || goesOn
              ? CompletableFuture.completedStage(workspace)
              : told(workspace, new News.SubscriptionNotRestored(paidUntil), once);
        });
  }

  /** People came or went: seats of those who left are free, and those who came get what is free. */
  public CompletionStage<WorkspaceId> peopleChanged(WorkspaceId workspace, String once) {
    return members
        .apply(workspace)
        .thenCombine(
            entities.read(BillingKind.BILLING, BillingKind.of(workspace)),
            (there, has) -> {
              Set<UserId> still = new HashSet<>(there);
              return has.state().open().seated().stream().filter(u -> !still.contains(u)).toList();
            })
        .thenCompose(gone -> {
          CompletionStage<WorkspaceId> done = CompletableFuture.completedStage(workspace);
          for (UserId user : gone) {
            done =
                done.thenCompose(
                    _ -> tell(workspace, new BillingCommand.Unseat(user), once + "/" + user));
          }
          return done;
        })
        .thenCompose(_ -> seat(workspace, once));
  }

  private CompletionStage<WorkspaceId> seat(WorkspaceId workspace, String once) {
    return entities
        .read(BillingKind.BILLING, BillingKind.of(workspace))
        .thenCompose(has ->
            has.state().open().seatsMost() <= has.state().open().seated().size()
                ? CompletableFuture.completedStage(workspace)
                : members
                    .apply(workspace)
                    .thenCompose(there ->
                        tell(workspace, new BillingCommand.SeatIfFree(there), once + "/seat")));
  }

  private CompletionStage<WorkspaceId> tell(
      WorkspaceId workspace, BillingCommand command, String once) {
    return entities
        .execute(
            BillingKind.BILLING,
            BillingKind.of(workspace),
            command,
            new Directive(once, clock.instant().plus(WITHIN), SEATING, workspace.value()))
        .thenApply(_ -> {
          entitlements.changed(workspace);
          return workspace;
        });
  }

  private CompletionStage<WorkspaceId> told(WorkspaceId workspace, News what, String once) {
    return news.tell(workspace, what, once).thenApply(_ -> workspace);
  }
}
