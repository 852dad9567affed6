package com.quotahit.core.shared;

/**
 * Where an entity lives: {@code <workspace>.<id>}. A foreign workspace forms another name and so
 * meets an entity that is absent; isolation is by construction.
 */
public record EntityId(WorkspaceId workspace, String id) {

  public EntityId {
    if (id.isBlank() || id.indexOf('.') >= 0) {
      throw new IllegalArgumentException("not an id within a workspace: '" + id + "'");
    }
  }

  public static EntityId parse(String text) {
    int dot = text.indexOf('.');
    if (dot < 0) {
      throw new IllegalArgumentException("not '<workspace>.<id>': '" + text + "'");
    }
    return new EntityId(new WorkspaceId(text.substring(0, dot)), text.substring(dot + 1));
  }

  @Override
  public String toString() {
    return workspace + "." + id;
  }
}
