package com.quotahit.actors.engine;

/**
 * An entity that takes no commands, because its journal holds an entry that this program cannot
 * read. It can still be read, as it was before that entry. Others are unaffected.
 */
public final class EntityQuarantined extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final String entity;

  public EntityQuarantined(String entity, String problem) {
    super("entity " + entity + " is quarantined: " + problem);
    this.entity = entity;
  }

  public String entity() {
    return entity;
  }
}
