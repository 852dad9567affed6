package com.quotahit.core.billing;

import com.quotahit.core.shared.Money;
import com.quotahit.core.workspace.FreeLimit;
import com.quotahit.core.workspace.PlanModule;
import java.util.Map;
import java.util.Optional;

/** Where plans and prices are kept. Every call blocks shortly. */
public interface PlansPort {

  PlanBook read();

  /** Changes an offer unless somebody else changed it since; false when they did. */
  boolean change(PlanBook.Offer offer);

  boolean change(PlanBook.Bundle bundle);

  void limit(FreeLimit limit, int perMonth);

  /** Puts a part of the product to a module, or into every plan. */
  void attach(PlanModule part, Optional<PlanModule> to);

  /** Every price that was ever made at this provider, with what it buys. */
  Map<String, PlanKey> prices(String account);

  Optional<String> price(String account, PlanKey key, Money monthly);

  void keepPrice(String account, String price, PlanKey key, Money monthly);
}
