package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import com.quotahit.core.shared.WorkspaceId;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody who has proved who they are, in one workspace. Workspace and role come only from here,
 * never from what a request says.
 *
 * @param modules what may be used in full
 * @param readOnly what may be looked at and exported, no more
 * @param sessionId of the device's session; no secret
 * @param since when they last proved it, by signing in or by confirming it since
 * @param impersonation when somebody else acts in this user's name
 */
public record Principal(
    UserId user,
    WorkspaceId workspace,
    Role role,
    boolean platformAdmin,
    Set<PlanModule> modules,
    Set<PlanModule> readOnly,
    String sessionId,
    Instant since,
    Optional<Impersonation> impersonation) {

  public Principal {
    modules = Set.copyOf(modules);
    readOnly = Set.copyOf(readOnly);
  }

  /** The same person under what the workspace has at the moment. */
  public Principal with(Entitled entitled) {
    return new Principal(
        user,
        workspace,
        role,
        platformAdmin,
        entitled.usable(),
        entitled.readOnly(),
        sessionId,
        since,
        impersonation);
  }

  /** Whether the part of the product is open; {@code change} is false for looking only. */
  public boolean has(PlanModule module, boolean change) {
    return modules.contains(module) || !change && readOnly.contains(module);
  }

  /** Somebody who acts for themselves. */
  public Principal(
      UserId user,
      WorkspaceId workspace,
      Role role,
      boolean platformAdmin,
      Set<PlanModule> modules,
      Set<PlanModule> readOnly,
      String sessionId,
      Instant since) {
    this(
        user,
        workspace,
        role,
        platformAdmin,
        modules,
        readOnly,
        sessionId,
        since,
        Optional.empty());
  }

  public boolean may(Permission permission) {
    return role.scope(permission).isPresent();
  }

  public boolean may(Permission permission, Scope scope) {
    return role.scope(permission).filter(held -> held.covers(scope)).isPresent();
  }
}
