package com.quotahit.core.shared;

/**
 * What a journal gives back: a fact, or the trace of one that this program cannot read.
 *
 * @param <E> events of one kind of entity
 */
public sealed interface JournalEntry<E> permits Recorded, UnreadableEvent {}
