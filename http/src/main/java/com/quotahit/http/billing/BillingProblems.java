package com.quotahit.http.billing;

import com.quotahit.core.billing.BillingRejection;
import com.quotahit.core.billing.PaymentFailure;
import com.quotahit.core.billing.PurchaseRejection;
import com.quotahit.core.shared.FieldProblem;
import com.quotahit.http.edge.Answer;
import com.quotahit.http.edge.Problem;
import com.quotahit.http.edge.ProblemException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;

/** Every refusal of this feature, with what to do next. */
final class BillingProblems {

  private BillingProblems() {}

  static Problem of(BillingRejection why) {
    return switch (why) {
      case BillingRejection.NotForSale(var module) ->
          Problem.of(
              409,
              "billing.not-for-sale",
              "Not for sale",
              "The module " + module.code() + " cannot be tried or given.");
      case BillingRejection.TrialUsed(var module) ->
          Problem.of(
              409,
              "billing.trial-used",
              "Tried before",
              "This workspace has tried "
                  + module.code()
                  + " already. Each module can be tried"
                  + " once.");
      case BillingRejection.HasItAlready(var module) ->
          Problem.of(
              409,
              "billing.has-it-already",
              "Open already",
              "The module " + module.code() + " is open already.");
      case BillingRejection.NoSeatLeft(int seats) ->
          Problem.of(
              409,
              "billing.no-seat-left",
              "No seat left",
              "There are " + seats + " seats. Add some under Billing, or take one from somebody.");
      case BillingRejection.OtherCustomer _ ->
          Problem.of(
              409,
              "billing.other-customer",
              "Another customer",
              "This workspace is another customer at the payment provider.");
    };
  }

  static Problem of(PurchaseRejection why) {
    return switch (why) {
      case PurchaseRejection.SubscribedAlready _ ->
          Problem.of(
              409,
              "billing.subscribed-already",
              "Subscribed already",
              "This workspace has a subscription. Change it instead of buying a second one.");
      case PurchaseRejection.NothingBought _ ->
          Problem.of(
              409,
              "billing.nothing-bought",
              "Nothing bought",
              "This workspace has no subscription. Choose modules first.");
      case PurchaseRejection.NoSuchCoupon _ ->
          coupon("unknown", "There is no such coupon. Look at its letters again.");
      case PurchaseRejection.CouponUsedUp _ ->
          coupon("used_up", "This coupon is used up or past its day.");
      case PurchaseRejection.CouponRedeemedBefore _ ->
          coupon(
              "redeemed",
              "This workspace has used the coupon already. Each workspace can use it once.");
      case PurchaseRejection.OtherCheckout _ ->
          coupon(
              "other_checkout",
              "Somebody of your workspace began to pay with this coupon at the same moment. Pay"
                  + " there, or try again.");
      case PurchaseRejection.SeatsTaken(int seated) ->
          Problem.of(
              409,
              "billing.seats-taken",
              "Seats in use",
              seated + " people have a seat. Take some seats back first.");
      case PurchaseRejection.TooLate _ -> Answer.tooLate();
    };
  }

  private static Problem coupon(String code, String message) {
    return Problem.of(409, "billing.coupon-not-good", "Coupon not accepted", message)
        .with(List.of(new FieldProblem("coupon", code, message)));
  }

  static Problem selfHosted() {
    return Problem.of(
        409,
        "billing.self-hosted",
        "Nothing is sold here",
        "This installation has no billing: every module is open.");
  }

  /** A failure of the provider as a problem; any other failure as it is. */
  static <T> T failed(Throwable failure) {
    Throwable cause = failure instanceof CompletionException wrapped ? wrapped.getCause() : failure;
    if (cause instanceof PaymentFailure known) {
      throw new ProblemException(of(known));
    }
    throw failure instanceof CompletionException same ? same : new CompletionException(failure);
  }

  private static Problem of(PaymentFailure failure) {
    return switch (failure.kind()) {
      case TRANSIENT, BUSY ->
          Problem.busy(
              "billing.provider-away",
              "The payment provider did not answer. Nothing was charged twice; try again.",
              Duration.ofSeconds(5));
      case DECLINED ->
          Problem.of(
              402,
              "payment_declined",
              "Payment declined",
              "The card was declined and nothing was changed. Use another card under Manage"
                  + " payment.");
      case KEY_REJECTED, MISSING, REFUSED ->
          Problem.of(
              502,
              "billing.provider-refused",
              "Not accepted by the payment provider",
              "The payment provider does not accept this. An admin of the installation should"
                  + " look at its settings.");
    };
  }
}
