package com.quotahit.actors.providers.stripe;

import com.quotahit.core.billing.PaymentFailure;
import com.quotahit.core.billing.PaymentFailure.Kind;
import com.stripe.exception.ApiConnectionException;
import com.stripe.exception.AuthenticationException;
import com.stripe.exception.CardException;
import com.stripe.exception.InvalidRequestException;
import com.stripe.exception.RateLimitException;
import com.stripe.exception.StripeException;
import java.util.Objects;

/** What the provider's errors mean to us. Their texts quote what was sent and stay here. */
final class StripeFailures {

  private StripeFailures() {}

  static PaymentFailure of(StripeException failure) {
    String code =
        Objects.requireNonNullElseGet(failure.getCode(), () -> failure.getClass().getSimpleName());
    return new PaymentFailure(kind(failure), code);
  }

  private static Kind kind(StripeException failure) {
    return switch (failure) {
      case ApiConnectionException _ -> Kind.TRANSIENT;
      case RateLimitException _ -> Kind.BUSY;
      case AuthenticationException _ -> Kind.KEY_REJECTED;
      case CardException _ -> Kind.DECLINED;
      case InvalidRequestException missing when "resource_missing".equals(missing.getCode()) ->
          Kind.MISSING;
      case InvalidRequestException _ -> Kind.REFUSED;
      default -> status(failure) >= 500 ? Kind.TRANSIENT : Kind.REFUSED;
    };
  }

  private static int status(StripeException failure) {
    return Objects.requireNonNullElse(failure.getStatusCode(), 500);
  }
}
