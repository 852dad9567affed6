package com.quotahit.actors.engine;

import com.quotahit.core.shared.Rules;

/**
 * All that the engine must know of one kind of entity.
 *
 * @param name stable, in journal ids and metrics, such as {@code practice-session}
 */
public record Kind<S, C, E, R>(
    String name,
    Class<S> state,
    Class<C> command,
    Class<E> event,
    Class<R> rejection,
    Rules<S, C, E, R> rules) {}
