package com.quotahit.actors.billing;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.quotahit.core.billing.EndingsPort;
import com.quotahit.core.billing.PaymentFailure;
import com.quotahit.core.billing.PaymentPort;
import com.quotahit.core.json.Json;
import com.quotahit.core.outbox.LookupOutcome;
import com.quotahit.core.outbox.OutboxItem;
import com.quotahit.core.outbox.SendOutcome;
import com.quotahit.core.outbox.SenderPort;
import java.time.Duration;
import java.util.function.Consumer;

/**
 * Sees to it that a subscription whose workspace was deleted ends with what is paid: nobody could
 * enter the workspace to cancel. It carries the subscription's own name, so that what is bought
 * after the workspace was brought back is not touched by it.
 */
public final class SubscriptionEnding implements SenderPort {

  private static final Duration SOON = Duration.ofMinutes(1);
  private static final Duration LATER = Duration.ofMinutes(30);

  private final PaymentPort payments;
  private final Consumer<String> look;

  /**
   * @param look has the customer looked at again
   */
  public SubscriptionEnding(PaymentPort payments, Consumer<String> look) {
    this.payments = payments;
    this.look = look;
  }

  @Override
  public String kind() {
    return EndingsPort.KIND;
  }

  @Override
  public SendOutcome send(OutboxItem item) {
    String subscription = subscription(item);
    try {
      payments.ending(subscription, true, "end/" + item.businessKey());
    } catch (PaymentFailure failure) {
      return switch (failure.kind()) {
        // It is over, or never was.
        case MISSING -> new SendOutcome.Sent(subscription);
        case TRANSIENT -> new SendOutcome.Unknown(failure.getMessage());
        case BUSY -> new SendOutcome.NotSent(failure.getMessage(), SOON);
        case KEY_REJECTED -> new SendOutcome.NotSent(failure.getMessage(), LATER);
        case DECLINED, REFUSED -> new SendOutcome.Rejected(failure.getMessage());
      };
    }
    look.accept(customer(item));
    return new SendOutcome.Sent(subscription);
  }

  /** What ends already ends: asking for it again does no harm. */
  @Override
  public LookupOutcome lookUp(OutboxItem item) {
    String customer = customer(item);
    boolean living =
        payments.subscriptions(customer).stream()
            .anyMatch(one ->
                one.id().equals(subscription(item)) && !one.status().terminal() && !one.ending());
    if (living) {
      return new LookupOutcome.Repeatable("goes on", SOON);
    }
    look.accept(customer);
    return new LookupOutcome.Found(subscription(item));
  }

  /** The key says as well for which deletion of the workspace it is. */
  private static String subscription(OutboxItem item) {
    return item.businessKey().substring(0, item.businessKey().indexOf('@'));
  }

  private static String customer(OutboxItem item) {
    try {
      return Json.mapper().readTree(item.payload()).path("customer").asText();
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("an ending that is no JSON: " + item.id(), e);
    }
  }
}
