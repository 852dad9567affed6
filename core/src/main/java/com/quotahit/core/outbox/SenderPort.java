package com.quotahit.core.outbox;

/**
 * Carries out effects of one kind at one provider. Both calls may block and bound their own wait.
 */
public interface SenderPort {

  /** Such as {@code call.dial}. */
  String kind();

  /** Tries once. An exception counts as {@link SendOutcome.Unknown}. */
  SendOutcome send(OutboxItem item);

  /** Asks the provider by the business key. An exception counts as still unknown. */
  LookupOutcome lookUp(OutboxItem item);
}
