package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.Set;

/**
 * Somebody who has proved who they are, in one workspace. Workspace and role come only from here,
 * never from what a request says.
 *
 * @param sessionId of the device's session; no secret
 * @param since when they last proved it, by signing in or by confirming it since
 */
public record Principal(
    UserId user,
    WorkspaceId workspace,
    Role role,
    boolean platformAdmin,
    Set<PlanModule> modules,
    String sessionId,
    Instant since) {

  public Principal {
    modules = Set.copyOf(modules);
  }

  public boolean may(Permission permission) {
    return role.scope(permission).isPresent();
  }

  public boolean may(Permission permission, Scope scope) {
    return role.scope(permission).filter(held -> held.covers(scope)).isPresent();
  }
}
