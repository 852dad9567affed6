package com.quotahit.actors.providers.rest;

import com.quotahit.core.models.ModelFailure;
import com.quotahit.core.models.ModelFailure.Kind;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;

/**
 * What providers' statuses and error codes mean for whoever called. Messages are ours: a provider's
 * text may quote the request or the key.
 */
public final class ProviderStatus {

  private static final Duration LONGEST_WAIT = Duration.ofHours(1);

  private static final Set<String> QUOTA =
      Set.of(
          "insufficient_quota",
          "billing_hard_limit_reached",
          "billing_error",
          "payment_required",
          "enforced_spend_limit_reached",
          "contract_spend_limit_reached",
          "quota_exceeded");
  private static final Set<String> KEY =
      Set.of("invalid_api_key", "authentication_error", "authentication");
  private static final Set<String> DECLINED =
      Set.of("content_policy_violation", "content_filter", "refusal", "moderation");
  private static final Set<String> PASSING =
      Set.of(
          "rate_limit_exceeded",
          "rate_limit_error",
          "server_error",
          "server",
          "api_error",
          "overloaded_error",
          "timeout_error",
          "timeout",
          "provider_overloaded",
          "provider_unavailable",
          "unmapped");

  private ProviderStatus() {}

  /**
   * @param code the provider's word for it, empty when there is none
   */
  public static ModelFailure of(int status, String code) {
    if (QUOTA.contains(code)) {
      return new ModelFailure(Kind.QUOTA, "the key's quota at the provider is used up");
    }
    if (KEY.contains(code)) {
      return new ModelFailure(Kind.KEY_REJECTED, "the provider rejects the key");
    }
    if (DECLINED.contains(code)) {
      return new ModelFailure(Kind.REFUSED, "the provider declined the content");
    }
    if (PASSING.contains(code) && (status == 200 || status == 429 || status >= 500)) {
      return new ModelFailure(Kind.TRANSIENT, "the provider answered with " + code);
    }
    return new ModelFailure(
        switch (status) {
          case 401, 403 -> Kind.KEY_REJECTED;
          case 402, 432, 433 -> Kind.QUOTA;
          case 200, 408, 409, 425, 429 -> Kind.TRANSIENT;
          default -> status >= 500 ? Kind.TRANSIENT : Kind.PERMANENT;
        },
        "the provider answered " + status);
  }

  /** Waits that are absent, dates, nonsense or longer than an hour count as absent. */
  public static ModelFailure with(
      ModelFailure failure, Optional<String> retryAfterMs, Optional<String> retryAfter) {
    return number(retryAfterMs)
        .map(Duration::ofMillis)
        .or(() -> number(retryAfter).map(Duration::ofSeconds))
        .filter(wait -> wait.compareTo(LONGEST_WAIT) <= 0)
        .map(failure::after)
        .orElse(failure);
  }

  private static Optional<Long> number(Optional<String> text) {
    return text.filter(value -> value.matches("\\d{1,9}")).map(Long::valueOf);
  }
}
