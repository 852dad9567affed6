package com.quotahit.actors.engine;

/** Rules that threw: our bug. Nothing was written; the log of the entity's node has the cause. */
public final class EntityDefect extends RuntimeException {

  private static final long serialVersionUID = 1L;

  public EntityDefect(String entity, String correlation) {
    super("the rules of entity " + entity + " failed, correlation " + correlation);
  }
}
