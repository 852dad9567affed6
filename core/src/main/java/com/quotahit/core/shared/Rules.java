package com.quotahit.core.shared;

import java.time.Instant;

/**
 * The whole behaviour of one kind of entity, pure: no clock, no randomness, no I/O.
 *
 * @param <S> states (sealed; "absent" is one of them)
 * @param <C> commands
 * @param <E> events
 * @param <R> refusals
 */
public interface Rules<S, C, E, R> {

  /** The state of an entity that nobody has created yet. */
  S absent();

  /** What happens to {@code command} in {@code state} at {@code now}. */
  Decision<E, R> decide(S state, C command, Instant now);

  /** The state after {@code event}; throws only on a journal that contradicts itself. */
  S apply(S state, E event);
}
