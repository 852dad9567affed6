package com.quotahit.core.practice.buyer;

/** One entry of the conversation so far, oldest first. */
public sealed interface Said {

  record ByLearner(String text) implements Said {}

  /** As far as it was heard. */
  record ByBuyer(String text) implements Said {}
}
