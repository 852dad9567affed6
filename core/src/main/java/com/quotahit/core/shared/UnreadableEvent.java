package com.quotahit.core.shared;

/**
 * A journal entry whose name is unknown or whose text does not parse: from a newer version of the
 * program, or damaged. Its entity is quarantined; nothing else is.
 *
 * @param name the name it is stored under
 * @param problem what went wrong, without the content
 */
public record UnreadableEvent<E>(String name, String problem) implements JournalEntry<E> {}
