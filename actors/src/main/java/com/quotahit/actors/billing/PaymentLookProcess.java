package com.quotahit.actors.billing;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.BillingCommand;
import com.quotahit.core.billing.BillingDuePort;
import com.quotahit.core.billing.BillingRejection;
import com.quotahit.core.billing.CouponsPort;
import com.quotahit.core.billing.CustomersPort;
import com.quotahit.core.billing.PaymentFailure;
import com.quotahit.core.billing.PaymentPort;
import com.quotahit.core.billing.PlanKey;
import com.quotahit.core.billing.PlansPort;
import com.quotahit.core.billing.ProviderSubscription;
import com.quotahit.core.billing.WebhookInboxPort;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import org.apache.pekko.actor.typed.Behavior;
import org.apache.pekko.actor.typed.SupervisorStrategy;
import org.apache.pekko.actor.typed.javadsl.ActorContext;
import org.apache.pekko.actor.typed.javadsl.Behaviors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again at customers of whom the provider told something: asks it how things stand, and tells
 * the workspace's billing. So it does not matter what was told, how often, or in which order. Also
 * minds the clock of what runs out by itself. Runs on every node; a claim sees to it that one of
 * them is alone with a customer, and nothing is lost with a node.
 */
public final class PaymentLookProcess {

  /** What the process stands on. */
  public record Parts(
      Entities entities,
      LiveEntitlements entitlements,
      Blocking blocking,
      PaymentPort payments,
      String account,
      PlansPort plans,
      CouponsPort coupons,
      CustomersPort customers,
      WebhookInboxPort inbox,
      BillingDuePort due,
      BillingSettings settings,
      InstantSource clock) {}

  public sealed interface Message {}

  private record Look() implements Message {}

  private record GoRound() implements Message {}

  private record Claimed(List<WebhookInboxPort.Due> looks, List<WorkspaceId> clocks)
      implements Message {}

  private record NotClaimed(Throwable why) implements Message {}

  private record Done() implements Message {}

  /** How things stand with one customer. */
  private record Standing(
      Optional<WorkspaceId> workspace,
      List<ProviderSubscription> subscriptions,
      Map<String, PlanKey> prices) {}

  private static final Logger LOG = LoggerFactory.getLogger(PaymentLookProcess.class);
  private static final Duration DECIDE_WITHIN = Duration.ofSeconds(10);
  private static final Duration PARK_LONGEST = Duration.ofHours(6);
  private static final int ROUND = 500;
  private static final By LOOK = new By.Platform("payment-look");

  private final ActorContext<Message> context;
  private final Parts parts;
  private boolean looking;
  private int running;

  private PaymentLookProcess(ActorContext<Message> context, Parts parts) {
    this.context = context;
    this.parts = parts;
  }

  public static Behavior<Message> create(Parts parts) {
    return Behaviors.supervise(
            Behaviors.<Message>setup(context ->
                Behaviors.withTimers(timers -> {
                  timers.startTimerWithFixedDelay(new Look(), parts.settings().lookEvery());
                  timers.startTimerWithFixedDelay(new GoRound(), parts.settings().reconcile());
                  return new PaymentLookProcess(context, parts).waiting();
                })))
        .onFailure(
            SupervisorStrategy.restartWithBackoff(
                Duration.ofMillis(200), Duration.ofSeconds(10), 0.2));
  }

  private Behavior<Message> waiting() {
    return Behaviors.receiveMessage(message -> {
      switch (message) {
        case Look _ -> look();
        case GoRound _ -> goRound();
        case Claimed(List<WebhookInboxPort.Due> looks, List<WorkspaceId> clocks) -> {
          looking = false;
          looks.forEach(due -> start(seen(due)));
          clocks.forEach(workspace -> start(minded(workspace)));
        }
        case NotClaimed(Throwable why) -> {
          looking = false;
          warn("customers to look at were not read", why);
        }
        case Done _ -> running--;
      }
      return Behaviors.same();
    });
  }

  private void look() {
    int room = parts.settings().lookMost() - running;
    if (looking || room <= 0) {
      return;
    }
    looking = true;
    Duration lease = parts.settings().lookClaim();
    context.pipeToSelf(
        parts
            .blocking()
            .run(
                "database",
                () ->
                    new Claimed(parts.inbox().claim(room, lease), parts.due().claim(room, lease))),
        (claimed, failure) -> failure == null ? claimed : new NotClaimed(failure));
  }

  /** Marks every customer, some at a time. */
  private void goRound() {
    parts
        .blocking()
        .run(
            "database",
            () -> {
              String last = "";
              List<String> some = parts.customers().after(last, ROUND);
              while (!some.isEmpty()) {
                some.forEach(parts.inbox()::look);
                last = some.getLast();
                some = parts.customers().after(last, ROUND);
              }
              return last;
            })
        .whenComplete((_, failure) -> {
          if (failure != null) {
            warn("not all customers were marked to be looked at", failure);
          }
        });
  }

  private void start(CompletionStage<?> work) {
    running++;
    context.pipeToSelf(
        work.toCompletableFuture()
            .copy()
            .orTimeout(parts.settings().lookClaim().toMillis(), TimeUnit.MILLISECONDS),
        (_, failure) -> {
          if (failure != null) {
            warn("a customer was not looked at, its claim will run out", failure);
          }
          return new Done();
        });
  }

  private CompletionStage<WebhookInboxPort.Due> seen(WebhookInboxPort.Due due) {
    return parts
        .blocking()
        .run("payments", () -> standing(due.customer()))
        .thenCompose(standing ->
            standing.workspace().isEmpty()
                ? unknown(due)
                : told(due, standing.workspace().get(), standing))
        .exceptionallyCompose(failure -> parked(due, failure));
  }

  /** Who it is: as we know it, else as we wrote it on what was bought. */
  private Standing standing(String customer) {
    List<ProviderSubscription> subscriptions = parts.payments().subscriptions(customer);
    Optional<WorkspaceId> workspace =
        parts
            .customers()
            .workspace(customer)
            .or(() ->
                subscriptions.stream()
                    .flatMap(one -> one.workspace().stream())
                    .filter(text -> Ids.valid(WorkspaceId.PREFIX, text))
                    .map(WorkspaceId::new)
                    .filter(parts.customers()::exists)
                    .findFirst());
    return new Standing(
        workspace,
        subscriptions.stream()
            .sorted(Comparator.comparing(ProviderSubscription::createdAt))
            .toList(),
        parts.plans().prices(parts.account()));
  }

  private CompletionStage<WebhookInboxPort.Due> told(
      WebhookInboxPort.Due due, WorkspaceId workspace, Standing standing) {
    List<BillingCommand> commands = new ArrayList<>();
    commands.add(new BillingCommand.LinkCustomer(due.customer()));
    for (ProviderSubscription one : standing.subscriptions()) {
      one.unknownPrices(standing.prices())
          .forEach(price ->
              LOG.atWarn().addKeyValue("price", price).log("a price that buys nothing here"));
      commands.add(new BillingCommand.Observe(one.held(standing.prices())));
    }
    return inOrder(workspace, commands)
        .thenCompose(stranger -> {
          if (stranger) {
            LOG.atError()
                .addKeyValue("workspace", workspace.value())
                .log("two customers say they are the same workspace, the second is not believed");
          }
          parts.entitlements().changed(workspace);
          return finished(due, workspace, standing);
        });
  }

  private CompletionStage<WebhookInboxPort.Due> finished(
      WebhookInboxPort.Due due, WorkspaceId workspace, Standing standing) {
    Optional<Instant> newest =
        standing.subscriptions().stream()
            .filter(one -> one.status() != com.quotahit.core.billing.Held.Status.INCOMPLETE)
            .map(ProviderSubscription::createdAt)
            .max(Comparator.naturalOrder());
    return parts
        .blocking()
        .run(
            "database",
            () -> {
              newest.ifPresent(at -> parts.coupons().redeemed(workspace, at));
              parts.inbox().done(due);
              return due;
            });
  }

  /** One after the other; true when the first was refused because it is another's customer. */
  private CompletionStage<Boolean> inOrder(WorkspaceId workspace, List<BillingCommand> commands) {
    CompletionStage<Boolean> stranger = CompletableFuture.completedFuture(false);
    for (BillingCommand command : commands) {
      stranger =
          stranger.thenCompose(already ->
              already
                  ? CompletableFuture.completedFuture(true)
                  : tell(workspace, command)
                      .thenApply(reply ->
                          switch (reply) {
                            case Reply.Done<Billing, BillingRejection> _ -> false;
                            case Reply.Refused<Billing, BillingRejection> _ -> true;
                            case Reply.TooLate<Billing, BillingRejection> _ ->
                                throw new IllegalStateException("billing was reached too late");
                          }));
    }
    return stranger;
  }

  private CompletionStage<?> minded(WorkspaceId workspace) {
    return tell(workspace, new BillingCommand.MindTheClock())
        .thenAccept(_ -> parts.entitlements().changed(workspace));
  }

  private CompletionStage<Reply<Billing, BillingRejection>> tell(
      WorkspaceId workspace, BillingCommand command) {
    return parts
        .entities()
        .execute(
            BillingKind.BILLING,
            BillingKind.of(workspace),
            command,
            new Directive(
                "look/" + UUID.randomUUID(),
                parts.clock().instant().plus(DECIDE_WITHIN),
                LOOK,
                workspace.value()));
  }

  /** The purchase may be told of before whose it is: it is looked at again, with growing waits. */
  private CompletionStage<WebhookInboxPort.Due> unknown(WebhookInboxPort.Due due) {
    if (due.attempts() + 1 >= parts.settings().parkMost()) {
      LOG.atWarn().log("a customer of the payment provider belongs to no workspace, given up");
      return parts
          .blocking()
          .run(
              "database",
              () -> {
                parts.inbox().giveUp(due, "no workspace");
                return due;
              });
    }
    return park(due, "no workspace yet");
  }

  private CompletionStage<WebhookInboxPort.Due> parked(
      WebhookInboxPort.Due due, Throwable failure) {
    Throwable cause = failure instanceof CompletionException e ? e.getCause() : failure;
    if (cause instanceof PaymentFailure known && known.kind() == PaymentFailure.Kind.MISSING) {
      return unknown(due);
    }
    warn("how a customer stands was not learnt, is asked again", cause);
    return park(due, cause.getClass().getSimpleName());
  }

  private CompletionStage<WebhookInboxPort.Due> park(WebhookInboxPort.Due due, String why) {
    Duration doubled =
        parts.settings().parkFirst().multipliedBy(1L << Math.min(due.attempts(), 20));
    Duration wait = doubled.compareTo(PARK_LONGEST) < 0 ? doubled : PARK_LONGEST;
    return parts
        .blocking()
        .run(
            "database",
            () -> {
              parts.inbox().park(due, wait, why);
              return due;
            });
  }

  private static void warn(String what, Throwable why) {
    LOG.atWarn().addKeyValue("failure", why.getClass().getSimpleName()).log(what);
  }
}
