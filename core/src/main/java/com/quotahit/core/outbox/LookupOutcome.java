package com.quotahit.core.outbox;

/** What the provider says about an effect whose fate we do not know. */
public sealed interface LookupOutcome {

  /** It happened. */
  record Found(String providerId) implements LookupOutcome {}

  /** The provider is sure that it did not happen. */
  record NotThere() implements LookupOutcome {}

  /** No answer yet; asked again later, and at last by a person. */
  record StillUnknown(String problem) implements LookupOutcome {}
}
