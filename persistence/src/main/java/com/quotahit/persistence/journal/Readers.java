package com.quotahit.persistence.journal;

import com.quotahit.core.shared.EntityId;

/** What all readers of the journal know about its ids. */
final class Readers {

  private Readers() {}

  /** The journal's id of an entity is {@code <kind>|<workspace>.<id>}. */
  static EntityId entity(String persistenceId) {
    return EntityId.parse(persistenceId.substring(persistenceId.indexOf('|') + 1));
  }

  static String persistenceId(String kind, EntityId entity) {
    return kind + "|" + entity;
  }
}
