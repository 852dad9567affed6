package com.quotahit.core.shared;

/** Who caused a change. */
public sealed interface By {

  /** A signed-in person. */
  record Person(UserId user) implements By {}

  /** A platform admin who acts in somebody's name; both are recorded. */
  record Impersonator(UserId admin, UserId onBehalfOf) implements By {}

  /** A partner's API key. */
  record ApiKey(String keyId) implements By {}

  /** The product itself, by the name of the process that acted. */
  record Platform(String process) implements By {}
}
