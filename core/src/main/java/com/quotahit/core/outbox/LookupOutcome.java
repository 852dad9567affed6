package com.quotahit.core.outbox;

import java.time.Duration;

/** What the provider says about an effect whose fate we do not know. */
public sealed interface LookupOutcome {

  /** It happened. */
  record Found(String providerId) implements LookupOutcome {}

  /** The provider is sure that it did not happen. */
  record NotThere() implements LookupOutcome {}

  /** No answer yet; asked again later, and at last by a person. */
  record StillUnknown(String problem) implements LookupOutcome {}

  /** There is nobody to ask. It is not asked again and stays unknown, for a person to look at. */
  record NobodyKnows(String problem) implements LookupOutcome {}

  /** Doing it twice does no harm, because who receives it knows it by its key. Planned again. */
  record Repeatable(String problem, Duration retryAfter) implements LookupOutcome {}
}
