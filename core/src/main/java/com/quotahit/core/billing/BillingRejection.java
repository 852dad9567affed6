package com.quotahit.core.billing;

import com.quotahit.core.workspace.PlanModule;

/** Why a billing command is refused. */
public sealed interface BillingRejection {

  /** Nobody sells it. */
  record NotForSale(PlanModule module) implements BillingRejection {}

  /** Each module can be tried once. */
  record TrialUsed(PlanModule module) implements BillingRejection {}

  /** It is open already. */
  record HasItAlready(PlanModule module) implements BillingRejection {}

  /** More people than seats. */
  record NoSeatLeft(int seats) implements BillingRejection {}

  /** The workspace is known at the provider under another name. */
  record OtherCustomer() implements BillingRejection {}
}
