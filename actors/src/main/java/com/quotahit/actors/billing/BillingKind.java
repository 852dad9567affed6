package com.quotahit.actors.billing;

import com.quotahit.actors.engine.Kind;
import com.quotahit.core.billing.Billing;
import com.quotahit.core.billing.BillingCommand;
import com.quotahit.core.billing.BillingEvent;
import com.quotahit.core.billing.BillingRejection;
import com.quotahit.core.billing.BillingRules;
import com.quotahit.core.shared.EntityId;
import com.quotahit.core.shared.WorkspaceId;

/** The entity of this feature, for the engine. */
public final class BillingKind {

  public static final Kind<Billing, BillingCommand, BillingEvent, BillingRejection> BILLING =
      new Kind<>(
          "billing",
          Billing.class,
          BillingCommand.class,
          BillingEvent.class,
          BillingRejection.class,
          BillingRules.RULES);

  private BillingKind() {}

  public static EntityId of(WorkspaceId workspace) {
    return new EntityId(workspace, "billing");
  }
}
