package com.quotahit.core.outbox;

import java.time.Duration;

/** What a sender knows after it tried. In doubt it is {@link Unknown}. */
public sealed interface SendOutcome {

  /** The provider has it, under this id. */
  record Sent(String providerId) implements SendOutcome {}

  /** The provider said no; it did not happen and will not. */
  record Rejected(String problem) implements SendOutcome {}

  /** It certainly did not leave us: no connection, a rate limit. It is tried again. */
  record NotSent(String problem, Duration retryAfter) implements SendOutcome {}

  /** It may have happened: no answer, a broken connection, a crash. */
  record Unknown(String problem) implements SendOutcome {}
}
