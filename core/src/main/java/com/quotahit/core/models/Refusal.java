package com.quotahit.core.models;

import java.util.Optional;

/** Why a model is not asked at all. */
public sealed interface Refusal {

  /** No level that may be used has a key for this provider. */
  record NoKey(Provider provider) implements Refusal {}

  record BudgetExceeded(Budget budget) implements Refusal {}

  record NoSuchModel(String id) implements Refusal {}

  /**
   * @param replacement what to choose instead, where it is known
   */
  record ModelGone(String id, Optional<String> replacement) implements Refusal {}
}
