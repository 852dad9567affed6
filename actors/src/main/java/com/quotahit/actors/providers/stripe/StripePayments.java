package com.quotahit.actors.providers.stripe;

import com.quotahit.core.billing.Coupon;
import com.quotahit.core.billing.PaymentFailure;
import com.quotahit.core.billing.PaymentPort;
import com.quotahit.core.billing.PlanKey;
import com.quotahit.core.billing.ProviderSubscription;
import com.quotahit.core.shared.Money;
import com.quotahit.core.shared.Secret;
import com.quotahit.core.shared.WorkspaceId;
import com.stripe.StripeClient;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.StripeException;
import com.stripe.model.Price;
import com.stripe.model.Subscription;
import com.stripe.net.RequestOptions;
import com.stripe.param.CouponCreateParams;
import com.stripe.param.CustomerCreateParams;
import com.stripe.param.InvoiceListParams;
import com.stripe.param.PriceCreateParams;
import com.stripe.param.PriceListParams;
import com.stripe.param.SubscriptionListParams;
import com.stripe.param.SubscriptionUpdateParams;
import com.stripe.param.checkout.SessionCreateParams;
import com.stripe.param.checkout.SessionCreateParams.LineItem;
import com.stripe.param.checkout.SessionListParams;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Stripe, or the stand-in that speaks its protocol, through Stripe's own library. What we write on
 * a customer and on a subscription is the workspace's id: session metadata is not copied onwards.
 */
public final class StripePayments implements PaymentPort {

  /** The name under which a workspace's id is written on what belongs to it. */
  public static final String WORKSPACE = "workspace_id";

  private static final Logger LOG = LoggerFactory.getLogger(StripePayments.class);
  private static final long PAGE = 100;
  private static final int SUBSCRIPTIONS_MOST = 300;
  private static final int KEY_CHARS_MAX = 255;

  private final StripeClient client;
  private final boolean simulated;

  public StripePayments(URI baseUrl, Secret key, StripeSettings settings, boolean simulated) {
    // It would tell the provider how long our requests took.
    com.stripe.Stripe.enableTelemetry = false;
    this.client =
        StripeClient.builder()
            .setApiKey(key.reveal())
            .setApiBase(baseUrl.toString().replaceAll("/+$", ""))
            .setConnectTimeout((int) settings.connectTimeout().toMillis())
            .setReadTimeout((int) settings.readTimeout().toMillis())
            .setMaxNetworkRetries(settings.retriesMax())
            .build();
    this.simulated = simulated;
  }

  @FunctionalInterface
  private interface Request<T> {
    T send() throws StripeException;
  }

  private static <T> T ask(Request<T> request) {
    try {
      return request.send();
    } catch (StripeException failure) {
      PaymentFailure ours = StripeFailures.of(failure);
      if (ours.kind() == PaymentFailure.Kind.REFUSED
          || ours.kind() == PaymentFailure.Kind.KEY_REJECTED) {
        // Somebody has to look: the code and the provider's name for the request, never its text.
        LOG.atError()
            .addKeyValue("code", ours.getMessage())
            .addKeyValue("request", failure.getRequestId())
            .log("the payment provider refuses what we ask");
      }
      throw ours;
    }
  }

  private static RequestOptions once(String name) {
    String key = name.length() <= KEY_CHARS_MAX ? name : name.substring(0, KEY_CHARS_MAX);
    return RequestOptions.builder().setIdempotencyKey(key).build();
  }

  @Override
  public boolean simulated() {
    return simulated;
  }

  @Override
  public String customer(WorkspaceId workspace, String name, String email, String once) {
    CustomerCreateParams params =
        CustomerCreateParams.builder()
            .setName(name)
            .setEmail(email)
            .putMetadata(WORKSPACE, workspace.value())
            .build();
    return ask(() -> client.v1().customers().create(params, once(once))).getId();
  }

  @Override
  public String price(PlanKey key, String name, Money monthly) {
    String currency = monthly.currency().getCurrencyCode().toLowerCase(Locale.ROOT);
    String lookup = "quotahit_" + key.code() + "_monthly_" + currency + "_" + monthly.minor();
    List<Price> known =
        ask(() ->
                client
                    .v1()
                    .prices()
                    .list(
                        PriceListParams.builder()
                            .addLookupKey(lookup)
                            .setActive(true)
                            .setLimit(1L)
                            .build()))
            .getData();
    if (!known.isEmpty()) {
      return known.getFirst().getId();
    }
    PriceCreateParams params =
        PriceCreateParams.builder()
            .setCurrency(currency)
            .setUnitAmount(monthly.minor())
            .setRecurring(
                PriceCreateParams.Recurring.builder()
                    .setInterval(PriceCreateParams.Recurring.Interval.MONTH)
                    .build())
            .setLookupKey(lookup)
            .setProductData(PriceCreateParams.ProductData.builder().setName(name).build())
            .build();
    return ask(() -> client.v1().prices().create(params, once("price/" + lookup))).getId();
  }

  @Override
  public String coupon(Coupon coupon) {
    String terms =
        coupon.percentOff() + (coupon.months().isPresent() ? "-" + coupon.months().getAsInt() : "");
    String id = coupon.code() + "-" + terms;
    CouponCreateParams.Builder params =
        CouponCreateParams.builder()
            .setId(id)
            .setName(coupon.code())
            .setPercentOff(BigDecimal.valueOf(coupon.percentOff()));
    if (coupon.months().isPresent()) {
      params
          .setDuration(CouponCreateParams.Duration.REPEATING)
          .setDurationInMonths((long) coupon.months().getAsInt());
    } else {
      params.setDuration(CouponCreateParams.Duration.FOREVER);
    }
    try {
      client.v1().coupons().create(params.build());
    } catch (StripeException failure) {
      if (!"resource_already_exists".equals(failure.getCode())) {
        throw StripeFailures.of(failure);
      }
    }
    return id;
  }

  @Override
  public Checkout checkout(Order order, String once) {
    SessionCreateParams.Builder params =
        SessionCreateParams.builder()
            .setMode(SessionCreateParams.Mode.SUBSCRIPTION)
            .setCustomer(order.customer())
            .setClientReferenceId(order.workspace().value())
            .setSuccessUrl(order.whenPaid())
            .setCancelUrl(order.whenLeft())
            .setExpiresAt(order.expiresAt().getEpochSecond())
            .setSubscriptionData(
                SessionCreateParams.SubscriptionData.builder()
                    .putMetadata(WORKSPACE, order.workspace().value())
                    .build());
    for (Line line : order.lines()) {
      params.addLineItem(
          LineItem.builder().setPrice(line.price()).setQuantity((long) line.seats()).build());
    }
    order
        .coupon()
        .ifPresent(code ->
            params.addDiscount(SessionCreateParams.Discount.builder().setCoupon(code).build()));
    if (order.tax()) {
      params
          .setAutomaticTax(SessionCreateParams.AutomaticTax.builder().setEnabled(true).build())
          .setTaxIdCollection(
              SessionCreateParams.TaxIdCollection.builder().setEnabled(true).build())
          .setCustomerUpdate(
              SessionCreateParams.CustomerUpdate.builder()
                  .setAddress(SessionCreateParams.CustomerUpdate.Address.AUTO)
                  .setName(SessionCreateParams.CustomerUpdate.Name.AUTO)
                  .build());
    }
    var made = ask(() -> client.v1().checkout().sessions().create(params.build(), once(once)));
    return new Checkout(made.getId(), URI.create(made.getUrl()));
  }

  @Override
  public void expireOthers(String customer, String checkout) {
    SessionListParams open =
        SessionListParams.builder()
            .setCustomer(customer)
            .setStatus(SessionListParams.Status.OPEN)
            .setLimit(PAGE)
            .build();
    for (var other : ask(() -> client.v1().checkout().sessions().list(open)).getData()) {
      if (!other.getId().equals(checkout)) {
        expire(other.getId());
      }
    }
  }

  @Override
  public CheckoutFate fate(String checkout) {
    try {
      String status = client.v1().checkout().sessions().retrieve(checkout).getStatus();
      return switch (Objects.requireNonNullElse(status, "")) {
        case "open" -> CheckoutFate.OPEN;
        case "expired" -> CheckoutFate.OVER;
        // Its money may be on the way for days; whoever has gone through with it has the coupon.
        default -> CheckoutFate.PAID;
      };
    } catch (StripeException failure) {
      PaymentFailure ours = StripeFailures.of(failure);
      if (ours.kind() == PaymentFailure.Kind.MISSING) {
        return CheckoutFate.OVER;
      }
      throw ours;
    }
  }

  @Override
  public void expire(String checkout) {
    ask(() -> {
      try {
        client.v1().checkout().sessions().expire(checkout);
        return CheckoutFate.OVER;
      } catch (InvalidRequestException notOpen) {
        // Another of our requests may have ended it in this moment.
        if (fate(checkout) == CheckoutFate.OVER) {
          return CheckoutFate.OVER;
        }
        throw notOpen;
      }
    });
  }

  @Override
  public URI portal(String customer, URI comeBack) {
    var params =
        com.stripe.param.billingportal.SessionCreateParams.builder()
            .setCustomer(customer)
            .setReturnUrl(comeBack.toString())
            .build();
    return URI.create(ask(() -> client.v1().billingPortal().sessions().create(params)).getUrl());
  }

  @Override
  public List<ProviderSubscription> subscriptions(String customer) {
    return ask(() -> {
      List<ProviderSubscription> all = new ArrayList<>();
      for (Subscription one :
          client
              .v1()
              .subscriptions()
              .list(
                  SubscriptionListParams.builder()
                      .setCustomer(customer)
                      .setStatus(SubscriptionListParams.Status.ALL)
                      .setLimit(PAGE)
                      .addExpand("data.latest_invoice")
                      .build())
              .autoPagingIterable()) {
        all.add(read(one));
        if (all.size() == SUBSCRIPTIONS_MOST) {
          break;
        }
      }
      return all;
    });
  }

  /** Of one that is late, its invoices are asked for as well: the latest is not the first. */
  private ProviderSubscription read(Subscription one) throws StripeException {
    return StripeReading.subscription(one, StripeReading.late(one) ? invoices(one) : List.of());
  }

  private List<com.stripe.model.Invoice> invoices(Subscription of) throws StripeException {
    InvoiceListParams params =
        InvoiceListParams.builder().setSubscription(of.getId()).setLimit(PAGE).build();
    return client.v1().invoices().list(params).getData();
  }

  @Override
  public Preview preview(ProviderSubscription subscription, List<Line> lines, Instant at) {
    var params = StripeChanges.preview(subscription, lines, at);
    return StripeReading.preview(ask(() -> client.v1().invoices().createPreview(params)), at);
  }

  @Override
  public ProviderSubscription change(
      ProviderSubscription subscription, List<Line> lines, Instant at, String once) {
    var params = StripeChanges.update(subscription, lines, at);
    return ask(
        () -> read(client.v1().subscriptions().update(subscription.id(), params, once(once))));
  }

  @Override
  public ProviderSubscription ending(String subscription, boolean ends, String once) {
    SubscriptionUpdateParams params =
        SubscriptionUpdateParams.builder()
            .setCancelAtPeriodEnd(ends)
            .addExpand("latest_invoice")
            .build();
    return ask(() -> read(client.v1().subscriptions().update(subscription, params, once(once))));
  }

  @Override
  public List<Invoice> invoices(String customer, int most) {
    InvoiceListParams params =
        InvoiceListParams.builder().setCustomer(customer).setLimit((long) most).build();
    return ask(() -> client.v1().invoices().list(params)).getData().stream()
        .map(StripeReading::invoice)
        .toList();
  }

  /** Whether the key is good; for the start and for an admin who asks. */
  public Optional<PaymentFailure> refusesKey() {
    try {
      client.v1().balance().retrieve();
      return Optional.empty();
    } catch (StripeException failure) {
      return Optional.of(StripeFailures.of(failure));
    }
  }
}
