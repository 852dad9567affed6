package com.quotahit.actors.billing;

import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Directive;
import com.quotahit.actors.engine.Entities;
import com.quotahit.actors.engine.Reply;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.BillingCommand;
import com.quotahit.core.billing.BillingRejection;
import com.quotahit.core.billing.Coupon;
import com.quotahit.core.billing.CouponsPort;
import com.quotahit.core.billing.CustomersPort;
import com.quotahit.core.billing.Held;
import com.quotahit.core.billing.PaymentFailure;
import com.quotahit.core.billing.PaymentPort;
import com.quotahit.core.billing.PaymentPort.Invoice;
import com.quotahit.core.billing.PaymentPort.Preview;
import com.quotahit.core.billing.PlanBook;
import com.quotahit.core.billing.PlansPort;
import com.quotahit.core.billing.ProviderSubscription;
import com.quotahit.core.billing.Purchase;
import com.quotahit.core.billing.PurchaseRejection;
import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import com.quotahit.core.workspace.AccountsPort;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;

/**
 * Buys and changes at the payment provider. What changes something there carries a name made of the
 * request, so that the same request again changes nothing again. Nothing is opened here but what
 * the provider has confirmed. Fails with {@link PaymentFailure} when the provider does.
 */
public final class BillingDesk {

  private static final int INVOICES_MOST = 24;

  /**
   * What the desk stands on.
   *
   * @param account where its prices are
   * @param tax whether the provider works out taxes
   * @param publicUrl where browsers come back to
   */
  public record Parts(
      Entities entities,
      LiveEntitlements entitlements,
      LivePlans plans,
      PlansPort prices,
      PaymentPort payments,
      String account,
      boolean tax,
      CouponsPort coupons,
      CustomersPort customers,
      AccountsPort accounts,
      Blocking blocking,
      BillingSettings settings,
      URI publicUrl,
      InstantSource clock) {}

  /** Done, or why not. */
  public sealed interface Outcome<T> {

    record Done<T>(T value) implements Outcome<T> {}

    record Refused<T>(PurchaseRejection why) implements Outcome<T> {}
  }

  private record Subscribed(String customer, ProviderSubscription subscription) {}

  private final Parts parts;
  private final PriceShelf shelf;
  private final CouponHolds holds;

  public BillingDesk(Parts parts) {
    this.parts = parts;
    this.shelf = new PriceShelf(parts.prices(), parts.payments(), parts.account());
    this.holds = new CouponHolds(parts.coupons(), parts.payments(), parts.clock());
  }

  public boolean simulated() {
    return parts.payments().simulated();
  }

  /** A page of the provider's where this can be paid. */
  public CompletionStage<Outcome<URI>> checkout(
      WorkspaceId workspace, UserId buyer, Purchase wanted, Directive directive) {
    return parts
        .entities()
        .read(BillingKind.BILLING, BillingKind.of(workspace))
        .thenCompose(found ->
            found.state().open().living().isEmpty()
                ? customer(workspace, buyer, found.state().open(), directive)
                    .thenCombine(parts.plans().book(), Paying::new)
                    .thenCompose(paying ->
                        parts
                            .blocking()
                            .run("payments", () -> order(workspace, paying, wanted, directive)))
                : refused(new PurchaseRejection.SubscribedAlready()));
  }

  private record Paying(String customer, PlanBook book) {}

  private CompletionStage<String> customer(
      WorkspaceId workspace, UserId buyer, Billing.Open open, Directive directive) {
    if (open.customer().isPresent()) {
      return CompletableFuture.completedStage(open.customer().get());
    }
    return parts
        .blocking()
        .run(
            "payments",
            () -> {
              AccountsPort.Profile who = parts.accounts().profile(buyer, workspace).orElseThrow();
              return parts
                  .payments()
                  .customer(
                      workspace,
                      who.workspaceName(),
                      who.email().value(),
                      "customer/" + parts.account() + "/" + workspace);
            })
        .thenCompose(made ->
            tell(workspace, new BillingCommand.LinkCustomer(made), directive, "customer")
                .thenCompose(reply ->
                    reply instanceof Reply.Done<Billing, BillingRejection> done
                        ? CompletableFuture.completedStage(
                            done.state().open().customer().orElse(made))
                        : linked(workspace, made)));
  }

  /** Somebody else was faster. */
  private CompletionStage<String> linked(WorkspaceId workspace, String made) {
    return parts
        .entities()
        .read(BillingKind.BILLING, BillingKind.of(workspace))
        .thenApply(found -> found.state().open().customer().orElse(made));
  }

  private Outcome<URI> order(
      WorkspaceId workspace, Paying paying, Purchase wanted, Directive directive) {
    Instant until = lastMoment();
    String attempt = "checkout/" + directive.commandId();
    Optional<String> code = wanted.coupon();
    Optional<Coupon> coupon = Optional.empty();
    if (code.isPresent()) {
      switch (holds.take(code.get(), workspace, attempt, until)) {
        case CouponsPort.Redemption.Yours(Coupon known) -> coupon = Optional.of(known);
        case CouponsPort.Redemption.NoSuchCoupon _ -> {
          return new Outcome.Refused<>(new PurchaseRejection.NoSuchCoupon());
        }
        case CouponsPort.Redemption.UsedUp _ -> {
          return new Outcome.Refused<>(new PurchaseRejection.CouponUsedUp());
        }
        case CouponsPort.Redemption.RedeemedBefore _ -> {
          return new Outcome.Refused<>(new PurchaseRejection.CouponRedeemedBefore());
        }
        case CouponsPort.Redemption.HeldBefore _ -> {
          return new Outcome.Refused<>(new PurchaseRejection.OtherCheckout());
        }
      }
    }
    try {
      int seats =
          wanted.seats().orElseGet(() -> Math.max(1, parts.customers().members(workspace).size()));
      PaymentPort.Order order =
          new PaymentPort.Order(
              paying.customer(),
              workspace,
              shelf.lines(paying.book(), wanted, seats),
              coupon.map(parts.payments()::coupon),
              parts.tax(),
              page("checkout=done&session={CHECKOUT_SESSION_ID}"),
              page("checkout=left"),
              until);
      PaymentPort.Checkout made = parts.payments().checkout(order, attempt);
      if (code.isPresent() && !parts.coupons().heldFor(code.get(), workspace, attempt, made.id())) {
        parts.payments().expire(made.id());
        return new Outcome.Refused<>(new PurchaseRejection.OtherCheckout());
      }
      // One page that is left open in another tab would be paid as well, month after month.
      parts.payments().expireOthers(paying.customer(), made.id());
      return new Outcome.Done<>(made.url());
    } catch (PaymentFailure failure) {
      code.ifPresent(held -> parts.coupons().giveBack(held, workspace, attempt));
      throw failure;
    }
  }

  /** On the hour, so that the same request a moment later asks for the same. */
  private Instant lastMoment() {
    return parts
        .clock()
        .instant()
        .plus(parts.settings().checkout())
        .truncatedTo(ChronoUnit.HOURS)
        .plus(Duration.ofHours(1));
  }

  private String page(String query) {
    return parts.publicUrl().toString().replaceAll("/+$", "") + "/settings/billing?" + query;
  }

  /** A page where cards are changed; nothing for those who never bought anything. */
  public CompletionStage<Outcome<URI>> portal(WorkspaceId workspace) {
    return parts
        .entities()
        .read(BillingKind.BILLING, BillingKind.of(workspace))
        .thenCompose(found ->
            found
                .state()
                .open()
                .customer()
                .map(customer ->
                    parts
                        .blocking()
                        .run(
                            "payments",
                            () ->
                                done(
                                    parts
                                        .payments()
                                        .portal(customer, URI.create(page("checkout=portal"))))))
                .orElseGet(() -> refused(new PurchaseRejection.NothingBought())));
  }

  /** What a change would cost, for so many seats. */
  public record Cost(Preview preview, int seats) {}

  public CompletionStage<Outcome<Cost>> preview(WorkspaceId workspace, Purchase wanted) {
    return subscribed(
        workspace,
        (has, book) -> {
          Instant at = has.subscription().changeAt(parts.clock().instant());
          int seats = seats(has, wanted);
          return done(
              new Cost(
                  parts
                      .payments()
                      .preview(has.subscription(), shelf.lines(book, wanted, seats), at),
                  seats));
        });
  }

  /**
   * @param at for when the costs were shown; empty for now
   */
  public CompletionStage<Outcome<Billing>> change(
      WorkspaceId workspace, Purchase wanted, Optional<Instant> at, Directive directive) {
    return this.<ProviderSubscription>subscribed(
            workspace,
            (has, book) -> {
              int seats = seats(has, wanted);
              Instant moment =
                  has.subscription()
                      .changeAt(
                          at.orElseGet(
                              () -> parts.clock().instant().truncatedTo(ChronoUnit.MINUTES)));
              return done(
                  parts
                      .payments()
                      .change(
                          has.subscription(),
                          shelf.lines(book, wanted, seats),
                          moment,
                          "change/" + directive.commandId()));
            })
        .thenCompose(outcome -> observed(workspace, outcome, directive));
  }

  /** Lets the subscription end with what is paid, or go on after all. */
  public CompletionStage<Outcome<Billing>> ending(
      WorkspaceId workspace, boolean ends, Directive directive) {
    return this.<ProviderSubscription>subscribed(
            workspace,
            (has, _) ->
                done(
                    parts
                        .payments()
                        .ending(
                            has.subscription().id(),
                            ends,
                            (ends ? "cancel/" : "resume/") + directive.commandId())))
        .thenCompose(outcome -> observed(workspace, outcome, directive));
  }

  public CompletionStage<List<Invoice>> invoices(WorkspaceId workspace) {
    return parts
        .entities()
        .read(BillingKind.BILLING, BillingKind.of(workspace))
        .thenCompose(found ->
            found
                .state()
                .open()
                .customer()
                .map(customer ->
                    parts
                        .blocking()
                        .run("payments", () -> parts.payments().invoices(customer, INVOICES_MOST)))
                .orElseGet(() -> CompletableFuture.completedStage(List.of())));
  }

  @FunctionalInterface
  private interface Change<T> {
    Outcome<T> of(Subscribed has, PlanBook book);
  }

  /** Asks the provider how the living subscription stands, and does something with it. */
  private <T> CompletionStage<Outcome<T>> subscribed(WorkspaceId workspace, Change<T> change) {
    return parts
        .entities()
        .read(BillingKind.BILLING, BillingKind.of(workspace))
        .thenCombine(
            parts.plans().book(),
            (found, book) -> {
              Billing.Open open = found.state().open();
              List<Held> living = open.living();
              if (living.isEmpty() || open.customer().isEmpty()) {
                return this.<T>refused(new PurchaseRejection.NothingBought());
              }
              String customer = open.customer().get();
              String id = living.getLast().id();
              return parts
                  .blocking()
                  .run(
                      "payments",
                      () ->
                          parts.payments().subscriptions(customer).stream()
                              .filter(one -> one.id().equals(id) && !one.status().terminal())
                              .findFirst()
                              .map(one -> change.of(new Subscribed(customer, one), book))
                              .orElseGet(() ->
                                  new Outcome.Refused<>(new PurchaseRejection.NothingBought())));
            })
        .thenCompose(stage -> stage);
  }

  private int seats(Subscribed has, Purchase wanted) {
    return wanted
        .seats()
        .orElseGet(() ->
            has.subscription().items().stream()
                .mapToInt(ProviderSubscription.Item::quantity)
                .max()
                .orElse(1));
  }

  /** What the provider has confirmed need not wait for its notice. */
  private CompletionStage<Outcome<Billing>> observed(
      WorkspaceId workspace, Outcome<ProviderSubscription> outcome, Directive directive) {
    return switch (outcome) {
      case Outcome.Refused<ProviderSubscription>(PurchaseRejection why) -> refused(why);
      case Outcome.Done<ProviderSubscription>(ProviderSubscription fresh) ->
          parts
              .blocking()
              .run("database", () -> fresh.held(parts.prices().prices(parts.account())))
              .thenCompose(
                  held -> tell(workspace, new BillingCommand.Observe(held), directive, "observe"))
              .thenCompose(reply ->
                  reply instanceof Reply.Done<Billing, BillingRejection> done
                      ? CompletableFuture.completedStage(done(done.state()))
                      : refused(new PurchaseRejection.TooLate()));
    };
  }

  private CompletionStage<Reply<Billing, BillingRejection>> tell(
      WorkspaceId workspace, BillingCommand command, Directive directive, String step) {
    Directive own =
        new Directive(
            directive.commandId() + "/" + step,
            directive.notAfter(),
            directive.by(),
            directive.correlation());
    return parts
        .entities()
        .execute(BillingKind.BILLING, BillingKind.of(workspace), command, own)
        .thenApply(reply -> {
          parts.entitlements().changed(workspace);
          return reply;
        });
  }

  private static <T> Outcome<T> done(T value) {
    return new Outcome.Done<>(value);
  }

  private <T> CompletionStage<Outcome<T>> refused(PurchaseRejection why) {
    return CompletableFuture.completedStage(new Outcome.Refused<>(why));
  }
}
