package com.quotahit.core.billing;

import java.util.Locale;

/** How a workspace comes to have a module, the strongest claim first. */
public enum EntitlementState {
  /** Paid. */
  ACTIVE,
  /** Given by the platform. */
  COMPLIMENTARY,
  TRIALING,
  /** A change within a paid period has not been paid yet. */
  PAST_DUE,
  /** The period is over and its successor is not paid; open for a few days more. */
  GRACE,
  /** Was bought once; what was made can be seen and exported. */
  EXPIRED,
  /** Never bought: open within the monthly limits of the free tier. */
  FREE;

  /** Stable, as clients see it. */
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }

  /** Open without a monthly limit. */
  public boolean open() {
    return switch (this) {
      case ACTIVE, COMPLIMENTARY, TRIALING, PAST_DUE, GRACE -> true;
      case EXPIRED, FREE -> false;
    };
  }
}
