package com.quotahit.http.billing;

import com.quotahit.actors.billing.BillingDesk;
import com.quotahit.actors.billing.LiveEntitlements;
import com.quotahit.actors.billing.LivePlans;
import com.quotahit.actors.engine.Blocking;
import com.quotahit.actors.engine.Entities;
import com.quotahit.core.billing.CouponsPort;
import com.quotahit.core.billing.CustomersPort;
import com.quotahit.core.billing.PlansPort;
import com.quotahit.core.billing.UsagePort;
import com.quotahit.core.billing.WebhookInboxPort;
import com.quotahit.core.billing.WebhookSignature;
import com.quotahit.core.workspace.AuditPort;
import java.util.Optional;

/**
 * What the endpoints of this feature stand on.
 *
 * @param selling what there is only where something is sold
 */
public record BillingParts(
    Entities entities,
    Blocking blocking,
    LivePlans plans,
    LiveEntitlements entitlements,
    PlansPort planTable,
    CouponsPort coupons,
    UsagePort usage,
    CustomersPort customers,
    AuditPort audit,
    Optional<Selling> selling) {

  /**
   * A payment provider.
   *
   * @param live whether it is one where money moves
   */
  public record Selling(
      BillingDesk desk, WebhookInboxPort inbox, WebhookSignature signature, boolean live) {}
}
