package com.quotahit.actors.billing;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.DueWork;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.BillingCommand;
import com.quotahit.core.billing.BillingDuePort;
import com.quotahit.core.billing.BillingRejection;
import com.quotahit.core.billing.BillingRules;
import com.quotahit.core.billing.CouponsPort;
import com.quotahit.core.billing.CustomersPort;
import com.quotahit.core.billing.PaymentFailure;
import com.quotahit.core.billing.PaymentPort;
import com.quotahit.core.billing.PaymentPort.CheckoutFate;
import com.quotahit.core.billing.PlanKey;
import com.quotahit.core.billing.PlansPort;
import com.quotahit.core.billing.ProviderSubscription;
import com.quotahit.core.billing.WebhookInboxPort;
import com.quotahit.core.shared.By;
import com.quotahit.core.shared.Ids;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.stream.Collectors;
import org.apache.pekko.actor.typed.Behavior;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Looks again at customers of whom the provider told something: asks it how things stand, and tells
 * the workspace's billing. So it does not matter what was told, how often, or in which order. Also
 * minds the clock of what runs out by itself, and whether coupons were paid with.
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

  /** A customer to ask the provider about, or a workspace where a moment has come. */
  private sealed interface Work {

    record Customer(WebhookInboxPort.Due due) implements Work {}

    record Clock(WorkspaceId workspace, List<BillingDuePort.Due> moments) implements Work {}
  }

  /** How things stand with one customer. */
  private record Standing(
      Optional<WorkspaceId> workspace,
      List<ProviderSubscription> subscriptions,
      Map<String, CheckoutFate> checkouts,
      Map<String, PlanKey> prices) {}

  private static final Logger LOG = LoggerFactory.getLogger(PaymentLookProcess.class);
  private static final Duration DECIDE_WITHIN = Duration.ofSeconds(10);
  private static final Duration PARK_LONGEST = Duration.ofHours(6);
  private static final By LOOK = new By.Platform("payment-look");

  private final Parts parts;

  private PaymentLookProcess(Parts parts) {
    this.parts = parts;
  }

  public static Behavior<DueWork.Message> create(Parts parts) {
    PaymentLookProcess looks = new PaymentLookProcess(parts);
    BillingSettings settings = parts.settings();
    return DueWork.of(
        new DueWork.Sort<>(
            "customer",
            settings.lookEvery(),
            settings.lookMost(),
            settings.lookClaim(),
            looks::claim,
            looks::done));
  }

  private CompletionStage<List<Work>> claim(int room) {
    Duration lease = parts.settings().lookClaim();
    return parts
        .blocking()
        .run(
            "database",
            () -> {
              List<Work> work = new ArrayList<>();
              parts.inbox().claim(room, lease).forEach(due -> work.add(new Work.Customer(due)));
              if (work.size() < room) {
                parts.due().claim(room - work.size(), lease).stream()
                    .collect(Collectors.groupingBy(BillingDuePort.Due::workspace))
                    .forEach((workspace, moments) -> work.add(new Work.Clock(workspace, moments)));
              }
              return work;
            });
  }

  private CompletionStage<?> done(Work work) {
    return switch (work) {
      case Work.Customer(WebhookInboxPort.Due due) -> seen(due);
      case Work.Clock(WorkspaceId workspace, List<BillingDuePort.Due> moments) ->
          minded(workspace, moments);
    };
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
        workspace.map(this::checkouts).orElse(Map.of()),
        parts.plans().prices(parts.account()));
  }

  /**
   * What became of the checkouts for which a coupon is kept. One that should be over by now is
   * ended first: until the provider says that it is, somebody may still pay it.
   */
  private Map<String, CheckoutFate> checkouts(WorkspaceId workspace) {
    Map<String, CheckoutFate> fates = new HashMap<>();
    for (CouponsPort.Hold hold : parts.coupons().holds(workspace)) {
      CheckoutFate fate = parts.payments().fate(hold.checkout());
      boolean late = parts.clock().instant().isAfter(hold.until());
      if (fate == CheckoutFate.OPEN && late) {
        parts.payments().expire(hold.checkout());
        fate = CheckoutFate.OVER;
      }
      fates.put(hold.checkout(), fate);
    }
    return fates;
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
    return parts
        .blocking()
        .run(
            "database",
            () -> {
              standing.checkouts().forEach((checkout, fate) -> settle(workspace, checkout, fate));
              parts.inbox().done(due);
              return due;
            });
  }

  private void settle(WorkspaceId workspace, String checkout, CheckoutFate fate) {
    switch (fate) {
      case OPEN -> {
        // Whoever holds it may still pay.
      }
      case PAID -> parts.coupons().redeemed(workspace, checkout);
      case OVER -> parts.coupons().notRedeemed(workspace, checkout);
    }
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

  /**
   * A moment of which the billing has nothing more to say goes, whoever wrote it down: a notice
   * that came late may have put it back after its time.
   */
  private CompletionStage<?> minded(WorkspaceId workspace, List<BillingDuePort.Due> moments) {
    return tell(workspace, new BillingCommand.MindTheClock())
        .thenCompose(reply -> {
          parts.entitlements().changed(workspace);
          List<BillingDuePort.Due> over =
              reply instanceof Reply.Done<Billing, BillingRejection> done
                  ? moments.stream()
                      .filter(due -> BillingRules.minded(done.state(), due.at()))
                      .toList()
                  : List.of();
          return parts
              .blocking()
              .run(
                  "database",
                  () -> {
                    over.forEach(parts.due()::over);
                    return workspace;
                  });
        });
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
