package com.quotahit.actors.engine;

/** What an entity answers once the journal has it, or once the rules have refused. */
public sealed interface Reply<S, R> {

  /**
   * Done, or done before: a repeated command id gets the first answer's revision.
   *
   * @param revision number of events behind {@code state}
   */
  record Done<S, R>(S state, long revision) implements Reply<S, R> {}

  /** The rules say no; nothing changed. */
  record Refused<S, R>(R why) implements Reply<S, R> {}

  /** The command arrived after its {@code notAfter} and did nothing. */
  record TooLate<S, R>() implements Reply<S, R> {}
}
