package com.quotahit.core.workspace;

import com.quotahit.core.shared.UserId;
import java.util.Optional;
import java.util.Set;

/**
 * On whose word people are given or lose a part in a workspace. Nobody gives or takes more than
 * they hold themselves, and the workspace knows best who holds what at that moment.
 */
public sealed interface Authority {

  /** A member, with the role that the workspace has them in when it decides. */
  record Person(UserId user) implements Authority {}

  /** A partner's key. */
  record Key(Set<Permission> scopes) implements Authority {
    public Key {
      scopes = Set.copyOf(scopes);
    }
  }

  /** The installation's own administration. */
  record Platform() implements Authority {}

  /** Whether somebody may be put into this role, or taken out of it. */
  default boolean reaches(Workspace.Open workspace, Role role) {
    return switch (this) {
      case Person(UserId user) -> {
        Optional<Role> own = workspace.role(user);
        yield own.isPresent() && own.get().covers(role);
      }
      case Key(Set<Permission> scopes) -> scopes.containsAll(role.permissions());
      case Platform _ -> true;
    };
  }
}
