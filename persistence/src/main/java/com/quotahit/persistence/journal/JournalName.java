package com.quotahit.persistence.journal;

import java.util.List;

/**
 * What one kind of fact is called in the journal, for ever.
 *
 * @param version the one written today; raised when the meaning changes
 * @param steps from version 1 to 2, from 2 to 3 and so on: one fewer than {@code version}
 */
public record JournalName<E>(
    String name, int version, Class<? extends E> event, List<UpcastStep> steps) {

  public JournalName {
    steps = List.copyOf(steps);
    if (!name.matches("[a-z][a-z0-9-]*\\.[a-z][a-z0-9-]*")) {
      throw new IllegalArgumentException("not of the form feature.what-happened: '" + name + "'");
    }
    if (version < 1 || steps.size() != version - 1) {
      throw new IllegalArgumentException(
          name + "/" + version + " needs " + (version - 1) + " steps and has " + steps.size());
    }
  }

  String manifest() {
    return name + "/" + version;
  }
}
