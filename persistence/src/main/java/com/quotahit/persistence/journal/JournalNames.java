package com.quotahit.persistence.journal;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The table of names of one kind of entity.
 *
 * <pre>{@code
 * JournalNames.of("practice-session", SessionEvent.class)
 *     .name("practice.session-opened", SessionEvent.Opened.class)
 *     .name("practice.turn-taken", SessionEvent.TurnTaken.class, old -> old.put("lang", "en"))
 * }</pre>
 *
 * The second is at version 2: it has one step.
 */
public final class JournalNames<E> {

  private final String kind;
  private final Class<E> root;
  private final List<JournalName<E>> names;

  private JournalNames(String kind, Class<E> root, List<JournalName<E>> names) {
    this.kind = kind;
    this.root = root;
    this.names = names;
  }

  /**
   * @param kind the name of the entity's kind
   * @param root the sealed family of its events
   */
  public static <E> JournalNames<E> of(String kind, Class<E> root) {
    return new JournalNames<>(kind, root, List.of());
  }

  /** Today's version is one more than there are steps. Two names may read as the same record. */
  public JournalNames<E> name(String name, Class<? extends E> event, UpcastStep... steps) {
    List<JournalName<E>> more = new ArrayList<>(names);
    more.add(new JournalName<>(name, steps.length + 1, event, List.of(steps)));
    requireDistinct(more);
    return new JournalNames<>(kind, root, List.copyOf(more));
  }

  public String kind() {
    return kind;
  }

  public Class<E> root() {
    return root;
  }

  public List<JournalName<E>> names() {
    return names;
  }

  /** The name under which a record is written: the last one given for it. */
  Map<Class<?>, JournalName<E>> byRecord() {
    Map<Class<?>, JournalName<E>> found = new HashMap<>();
    names.forEach(name -> found.put(name.event(), name));
    return found;
  }

  private static <E> void requireDistinct(List<JournalName<E>> names) {
    Set<String> seen = new HashSet<>();
    for (JournalName<E> name : names) {
      if (!seen.add(name.name())) {
        throw new IllegalArgumentException("named twice: " + name.name());
      }
    }
  }
}
