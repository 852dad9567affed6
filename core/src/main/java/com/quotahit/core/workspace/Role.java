package com.quotahit.core.workspace;

import static com.quotahit.core.workspace.Permission.AUDIT_READ;
import static com.quotahit.core.workspace.Permission.CALLING_READ;
import static com.quotahit.core.workspace.Permission.CALLING_RUN;
import static com.quotahit.core.workspace.Permission.CALLS_READ;
import static com.quotahit.core.workspace.Permission.CALLS_WRITE;
import static com.quotahit.core.workspace.Permission.CRM_READ;
import static com.quotahit.core.workspace.Permission.CRM_WRITE;
import static com.quotahit.core.workspace.Permission.FINDINGS_READ;
import static com.quotahit.core.workspace.Permission.MEMBERS_READ;
import static com.quotahit.core.workspace.Permission.OWNERSHIP_TRANSFER;
import static com.quotahit.core.workspace.Permission.PRACTICE_AUTHOR;
import static com.quotahit.core.workspace.Permission.PRACTICE_READ;
import static com.quotahit.core.workspace.Permission.PRACTICE_RUN;

import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** The part somebody plays in a workspace, and with it the whole permission matrix. */
public enum Role {
  OWNER("owner", everything()),
  ADMIN("admin", without(everything(), OWNERSHIP_TRANSFER)),
  MANAGER(
      "manager",
      grants(Scope.TEAM, PRACTICE_READ, PRACTICE_RUN, PRACTICE_AUTHOR, CALLS_READ, CALLS_WRITE)
          .and(Scope.TEAM, CRM_READ, CRM_WRITE, CALLING_READ, CALLING_RUN, FINDINGS_READ)
          .and(Scope.WORKSPACE, MEMBERS_READ)),
  REP(
      "rep",
      grants(Scope.OWN, PRACTICE_READ, PRACTICE_RUN, CALLS_READ, CALLS_WRITE)
          .and(Scope.OWN, CRM_READ, CRM_WRITE, CALLING_READ, CALLING_RUN)
          .and(Scope.WORKSPACE, MEMBERS_READ)),
  COMPLIANCE_REVIEWER(
      "compliance_reviewer",
      grants(Scope.WORKSPACE, PRACTICE_READ, CALLS_READ, CRM_READ, CALLING_READ)
          .and(Scope.WORKSPACE, FINDINGS_READ, MEMBERS_READ, AUDIT_READ)),
  VIEWER(
      "viewer",
      grants(Scope.WORKSPACE, PRACTICE_READ, CALLS_READ, CRM_READ, CALLING_READ, MEMBERS_READ)),
  /** A partner's key, which may what its scopes say and nothing beside. */
  API_CLIENT("api_client", new Grants());

  private final String code;
  private final Map<Permission, Scope> granted;

  Role(String code, Grants grants) {
    this.code = code;
    this.granted = Collections.unmodifiableMap(grants.held);
  }

  /** Stable, as clients and the database see it. */
  public String code() {
    return code;
  }

  public Set<Permission> permissions() {
    return granted.keySet();
  }

  /** How far the permission reaches in this role; empty when the role does not hold it. */
  public Optional<Scope> scope(Permission permission) {
    return Optional.ofNullable(granted.get(permission));
  }

  /** Whether whoever is in this role holds all that the other one holds. */
  public boolean covers(Role other) {
    return other.granted.entrySet().stream()
        .allMatch(held -> scope(held.getKey()).filter(s -> s.covers(held.getValue())).isPresent());
  }

  /** Whether a member can be in this role. */
  public boolean forPeople() {
    return this != API_CLIENT;
  }

  public static Optional<Role> of(String code) {
    for (Role role : values()) {
      if (role.code.equals(code)) {
        return Optional.of(role);
      }
    }
    return Optional.empty();
  }

  private static Grants everything() {
    return grants(Scope.WORKSPACE, Permission.values());
  }

  private static Grants without(Grants grants, Permission taken) {
    grants.held.remove(taken);
    return grants;
  }

  private static Grants grants(Scope scope, Permission... permissions) {
    return new Grants().and(scope, permissions);
  }

  private static final class Grants {
    private final Map<Permission, Scope> held = new EnumMap<>(Permission.class);

    Grants and(Scope scope, Permission... permissions) {
      for (Permission permission : permissions) {
        held.put(permission, scope);
      }
      return this;
    }
  }
}
