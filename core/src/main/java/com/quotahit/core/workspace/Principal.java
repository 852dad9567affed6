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
 * @param user for a partner's key an id of its own, under which it owns what it makes
 * @param modules what may be used in full
 * @param readOnly what may be looked at and exported, no more
 * @param sessionId of the device's session, or the key's id; no secret
 * @param since when they last proved it, by signing in or by confirming it since
 * @param impersonation when somebody else acts in this user's name
 * @param key the partner's key that speaks; empty for a person
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
    Optional<Impersonation> impersonation,
    Optional<KeyGrant> key) {

  /** What a partner's key may do, whatever the role of whoever made it. */
  public record KeyGrant(ApiKeyId id, Set<Permission> scopes) {
    public KeyGrant {
      scopes = Set.copyOf(scopes);
    }
  }

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
        impersonation,
        key);
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
        Optional.empty(),
        Optional.empty());
  }

  /** A person, perhaps one in whose name somebody else acts. */
  public Principal(
      UserId user,
      WorkspaceId workspace,
      Role role,
      boolean platformAdmin,
      Set<PlanModule> modules,
      Set<PlanModule> readOnly,
      String sessionId,
      Instant since,
      Optional<Impersonation> impersonation) {
    this(
        user,
        workspace,
        role,
        platformAdmin,
        modules,
        readOnly,
        sessionId,
        since,
        impersonation,
        Optional.empty());
  }

  public boolean may(Permission permission) {
    return scope(permission).isPresent();
  }

  public boolean may(Permission permission, Scope scope) {
    return scope(permission).filter(held -> held.covers(scope)).isPresent();
  }

  /** How far the permission reaches; a key belongs to the workspace and has no records or team. */
  public Optional<Scope> scope(Permission permission) {
    return key.isEmpty()
        ? role.scope(permission)
        : key.filter(grant -> grant.scopes().contains(permission)).map(_ -> Scope.WORKSPACE);
  }

  /** On whose word people are given or lose a part in the workspace. */
  public Authority authority() {
    return key.<Authority>map(grant -> new Authority.Key(grant.scopes()))
        .orElseGet(() -> new Authority.Person(user));
  }

  /** Whether this one may put somebody into a role. */
  public boolean covers(Role other) {
    return key.map(grant -> grant.scopes().containsAll(other.permissions()))
        .orElseGet(() -> role.covers(other));
  }
}
