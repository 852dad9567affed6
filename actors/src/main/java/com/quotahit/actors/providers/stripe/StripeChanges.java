package com.quotahit.actors.providers.stripe;

import com.quotahit.core.billing.PaymentPort.Line;
import com.quotahit.core.billing.ProviderSubscription;
import com.stripe.param.InvoiceCreatePreviewParams;
import com.stripe.param.SubscriptionUpdateParams;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Turns the lines that are wanted into changes of the lines that are there. What is shown before
 * and what is done afterwards are worked out for the same moment, so that they come to the same
 * money.
 */
final class StripeChanges {

  /**
   * One line of the change.
   *
   * @param item the line that is there, if it is one
   * @param seats none to take it away
   */
  private record Step(Optional<String> item, String price, int seats) {}

  private StripeChanges() {}

  static SubscriptionUpdateParams update(
      ProviderSubscription subscription, List<Line> lines, Instant at) {
    SubscriptionUpdateParams.Builder params =
        SubscriptionUpdateParams.builder()
            .setProrationBehavior(SubscriptionUpdateParams.ProrationBehavior.ALWAYS_INVOICE)
            // A change that cannot be paid does not happen.
            .setPaymentBehavior(SubscriptionUpdateParams.PaymentBehavior.ERROR_IF_INCOMPLETE)
            .setProrationDate(at.getEpochSecond())
            .addExpand("latest_invoice");
    for (Step step : steps(subscription, lines)) {
      SubscriptionUpdateParams.Item.Builder item = SubscriptionUpdateParams.Item.builder();
      step.item().ifPresentOrElse(item::setId, () -> item.setPrice(step.price()));
      if (step.seats() == 0) {
        item.setDeleted(true);
      } else {
        item.setQuantity((long) step.seats());
      }
      params.addItem(item.build());
    }
    return params.build();
  }

  static InvoiceCreatePreviewParams preview(
      ProviderSubscription subscription, List<Line> lines, Instant at) {
    InvoiceCreatePreviewParams.SubscriptionDetails.Builder details =
        InvoiceCreatePreviewParams.SubscriptionDetails.builder()
            .setProrationBehavior(
                InvoiceCreatePreviewParams.SubscriptionDetails.ProrationBehavior.ALWAYS_INVOICE)
            .setProrationDate(at.getEpochSecond());
    for (Step step : steps(subscription, lines)) {
      InvoiceCreatePreviewParams.SubscriptionDetails.Item.Builder item =
          InvoiceCreatePreviewParams.SubscriptionDetails.Item.builder();
      step.item().ifPresentOrElse(item::setId, () -> item.setPrice(step.price()));
      if (step.seats() == 0) {
        item.setDeleted(true);
      } else {
        item.setQuantity((long) step.seats());
      }
      details.addItem(item.build());
    }
    return InvoiceCreatePreviewParams.builder()
        .setCustomer(subscription.customer())
        .setSubscription(subscription.id())
        .setSubscriptionDetails(details.build())
        .build();
  }

  private static List<Step> steps(ProviderSubscription subscription, List<Line> lines) {
    Map<String, Line> wanted = new HashMap<>();
    lines.forEach(line -> wanted.put(line.price(), line));
    List<Step> steps = new ArrayList<>();
    for (ProviderSubscription.Item item : subscription.items()) {
      Line line = wanted.remove(item.price());
      int seats = line == null ? 0 : line.seats();
      steps.add(new Step(Optional.of(item.id()), item.price(), seats));
    }
    lines.stream()
        .filter(line -> wanted.containsKey(line.price()))
        .forEach(line -> steps.add(new Step(Optional.empty(), line.price(), line.seats())));
    return steps;
  }
}
